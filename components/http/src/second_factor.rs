//! What customers and staff prove themselves with besides a password: authenticator apps, and random codes that are shown
//! once. A code has at least 80 random bits, so a plain hash of it tells nothing.

use outpost_domain::principal::SessionHash;
use outpost_domain::totp::TotpSecret;
use outpost_platform::Entropy;

use crate::seal;
use crate::secrets::Keys;

/// Sealed secrets do not end by age.
const TTL_SECONDS: i64 = 100 * 365 * 86_400;
const LABEL: &str = "totp";

/// The secret of an authenticator app.
pub fn draw_totp(entropy: &dyn Entropy) -> TotpSecret {
    let mut bytes = [0; 20];
    entropy.fill(&mut bytes);
    TotpSecret::new(bytes)
}

/// A random code of up to 32 letters and digits, in groups of four.
pub fn code(entropy: &dyn Entropy, letters: usize) -> String {
    let letters: Vec<char> = draw_totp(entropy).to_string().chars().take(letters).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// The hash of a code of some kind, however it is typed.
pub fn code_hash(kind: &str, typed: &str) -> String {
    let plain: String =
        typed.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect();
    SessionHash::of(format!("{kind} {plain}").as_bytes()).as_str().to_owned()
}

/// The secret of an app as it is stored.
pub fn seal_totp(keys: &Keys, secret: &TotpSecret, now: i64) -> String {
    seal::seal(keys, LABEL, &secret.to_string(), now)
}

/// The secret behind what is stored; `None` where another key sealed it.
pub fn open_totp(keys: &Keys, sealed: &str, now: i64) -> Option<TotpSecret> {
    seal::open(keys, LABEL, sealed, now, TTL_SECONDS)?.parse().ok()
}
