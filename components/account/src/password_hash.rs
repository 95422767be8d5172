//! How passwords are kept: hashed by argon2id with a salt of their own, and sealed with a key that only this component is
//! given, so that a copy of the database is of no use for guessing.

use outpost_domain::account::Password;
use outpost_http::secrets::Purpose;
use outpost_http::{Failure, HttpState, log, seal};

use crate::hasher::{HASH_BYTES, SALT_BYTES};
use crate::state::State;

/// Names the function and its parameters in what is stored.
const SCHEME: &str = "argon2id-19456-2-1";
const LABEL: &str = "password";
/// What is stored does not end: a hundred years, in seconds.
const TTL_SECONDS: i64 = 100 * 365 * 86_400;

/// A new password as it is stored: hashed and sealed.
pub(crate) fn store(state: &State, password: &Password) -> Result<String, Failure> {
    let mut salt = [0; SALT_BYTES];
    state.entropy.fill(&mut salt);
    let hash = state.hasher.hash(password.as_bytes(), &salt).map_err(Failure::Internal)?;
    let text = format!("{SCHEME}.{}.{}", hex(&salt), hex(&hash));
    Ok(seal::seal(state.config.secrets.keys(Purpose::Credential)?, LABEL, &text, state.now()))
}

/// Whether a password is the one that was stored. Without one it is hashed all the same and is wrong: the work tells
/// nobody whether there is an account.
pub(crate) fn is_right(state: &State, password: &Password, stored: Option<&str>) -> Result<bool, Failure> {
    let opened = match stored {
        Some(sealed) => open(state, sealed)?,
        None => None,
    };
    let (salt, expected) = opened.unwrap_or(([0; SALT_BYTES], [0; HASH_BYTES]));
    let hash = state.hasher.hash(password.as_bytes(), &salt).map_err(Failure::Internal)?;
    // Every byte is compared, whatever the first difference.
    let differs = hash.iter().zip(expected).fold(0, |differs, (a, b)| differs | (a ^ b));
    Ok(opened.is_some() && differs == 0)
}

type Stored = ([u8; SALT_BYTES], [u8; HASH_BYTES]);

fn open(state: &State, sealed: &str) -> Result<Option<Stored>, Failure> {
    let keys = state.config.secrets.keys(Purpose::Credential)?;
    let opened = seal::open(keys, LABEL, sealed, state.now(), TTL_SECONDS);
    let stored = opened.as_deref().and_then(parse);
    if stored.is_none() {
        log::error(State::COMPONENT, "", "a password's hash does not open", "the key of credentials is another one");
    }
    Ok(stored)
}

fn parse(text: &str) -> Option<Stored> {
    let mut parts = text.split('.');
    let (scheme, salt, hash) = (parts.next()?, parts.next()?, parts.next()?);
    (scheme == SCHEME).then_some((from_hex(salt)?, from_hex(hash)?))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let bytes: Option<Vec<u8>> =
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect();
    bytes?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_back_and_nothing_else_is() {
        assert_eq!(from_hex(&hex(&[0, 9, 255])), Some([0, 9, 255]));
        assert_eq!(from_hex::<2>("zz00"), None);
        let stored = format!("{SCHEME}.{}.{}", hex(&[1; SALT_BYTES]), hex(&[2; HASH_BYTES]));
        assert_eq!(parse(&stored), Some(([1; SALT_BYTES], [2; HASH_BYTES])));
        assert_eq!(parse(&stored.replace("argon2id", "plain")), None);
        assert_eq!(parse(&stored[..stored.len() - 2]), None);
    }
}
