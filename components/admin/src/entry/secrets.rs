//! What staff prove themselves with. A login key has 160 random bits, so a plain hash of it tells nothing.

use outpost_domain::totp::TotpSecret;
use outpost_http::second_factor;
use outpost_http::secrets::{Keys, MissingSecret, Purpose, Secrets};
use outpost_platform::Entropy;

/// The text of a link or a session's id: 256 random bits.
pub(crate) fn token(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 32];
    entropy.fill(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A login key as people see it: 32 letters and digits in groups of four.
pub(crate) fn login_key(entropy: &dyn Entropy) -> String {
    second_factor::code(entropy, 32)
}

/// The hash of a login key, however it is typed.
pub(crate) fn key_hash(typed: &str) -> String {
    second_factor::code_hash("login key", typed)
}

/// The secret as it is stored.
pub(crate) fn seal_totp(secrets: &Secrets, secret: &TotpSecret, now: i64) -> Result<String, MissingSecret> {
    Ok(second_factor::seal_totp(keys(secrets)?, secret, now))
}

/// The secret behind what is stored.
pub(crate) fn open_totp(secrets: &Secrets, sealed: &str, now: i64) -> Result<Option<TotpSecret>, MissingSecret> {
    Ok(second_factor::open_totp(keys(secrets)?, sealed, now))
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
