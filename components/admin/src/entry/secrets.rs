//! What staff prove themselves with. A login key has 160 random bits, so a plain hash of it tells nothing.

use outpost_domain::principal::SessionHash;
use outpost_domain::totp::TotpSecret;
use outpost_http::seal;
use outpost_http::secrets::{Keys, MissingSecret, Purpose, Secrets};
use outpost_platform::Entropy;

/// Sealed credentials do not end by age: an invitation replaces them.
const CREDENTIAL_SECONDS: i64 = 100 * 365 * 86_400;
const LABEL: &str = "totp";

/// The text of a link or a session's id: 256 random bits.
pub(crate) fn token(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 32];
    entropy.fill(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A login key as people see it: 32 letters and digits in groups of four.
pub(crate) fn login_key(entropy: &dyn Entropy) -> String {
    let letters: Vec<char> = totp(entropy).to_string().chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// The secret of an authenticator app.
pub(crate) fn totp(entropy: &dyn Entropy) -> TotpSecret {
    let mut bytes = [0; 20];
    entropy.fill(&mut bytes);
    TotpSecret::new(bytes)
}

/// The hash of a login key, however it is typed.
pub(crate) fn key_hash(typed: &str) -> String {
    let plain: String =
        typed.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect();
    SessionHash::of(format!("login key {plain}").as_bytes()).as_str().to_owned()
}

/// The secret as it is stored.
pub(crate) fn seal_totp(secrets: &Secrets, secret: &TotpSecret, now: i64) -> Result<String, MissingSecret> {
    Ok(seal::seal(keys(secrets)?, LABEL, &secret.to_string(), now))
}

/// The secret behind what is stored.
pub(crate) fn open_totp(secrets: &Secrets, sealed: &str, now: i64) -> Result<Option<TotpSecret>, MissingSecret> {
    let opened = seal::open(keys(secrets)?, LABEL, sealed, now, CREDENTIAL_SECONDS);
    Ok(opened.and_then(|text| text.parse().ok()))
}

/// The keys of the panel.
pub(crate) fn keys(secrets: &Secrets) -> Result<&Keys, MissingSecret> {
    secrets.keys(Purpose::AdminSession)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_key_is_the_same_however_it_is_typed() {
        assert_eq!(key_hash("ABCD-EFGH"), key_hash(" abcd efgh"));
        assert_ne!(key_hash("ABCD-EFGH"), key_hash("ABCD-EFGI"));
    }

    #[test]
    fn a_stored_secret_opens_with_the_panels_key_only() {
        let secret = TotpSecret::new([7; 20]);
        let own = Secrets::derive("a");
        let sealed = seal_totp(&own, &secret, 1_000).expect("a key");
        assert_eq!(open_totp(&own, &sealed, 1_000_000_000), Ok(Some(secret)));
        assert_eq!(open_totp(&Secrets::derive("b"), &sealed, 1_000), Ok(None));
    }
}
