//! Time-based one-time passwords (RFC 6238) as authenticator apps have them: SHA-1, six digits, steps of 30 seconds.

use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// How long a code is valid, in seconds.
pub const STEP_SECONDS: i64 = 30;
/// How many steps a device's clock may differ.
const STEPS_OFF: i64 = 1;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What an authenticator app and the shop share.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret([u8; 20]);

/// The text is not a secret: 32 characters of base 32.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a secret of an authenticator app")]
pub struct InvalidSecret;

impl TotpSecret {
    /// A secret from random bytes.
    pub const fn new(bytes: [u8; 20]) -> Self {
        Self(bytes)
    }

    /// The address that an authenticator app reads from a picture. `issuer` and `account` hold letters, digits and `@.-+_`.
    pub fn uri(&self, issuer: &str, account: &str) -> String {
        let account: String =
            account.chars().map(|letter| if letter == '+' { "%2B".to_owned() } else { letter.into() }).collect();
        format!("otpauth://totp/{issuer}:{account}?secret={self}&issuer={issuer}")
    }

    /// The code of a step.
    pub fn code(&self, step: i64) -> String {
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.0).unwrap_or_else(|_| unreachable!("HMAC takes any key"));
        mac.update(&step.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        let offset = usize::from(digest[19] & 15);
        let number = digest[offset..offset + 4].iter().fold(0u32, |number, &byte| (number << 8) | u32::from(byte));
        format!("{:06}", (number & 0x7FFF_FFFF) % 1_000_000)
    }

    /// The step whose code this is, if it is one of now and its neighbours. A code works once: the caller remembers the step.
    pub fn step_of(&self, code: &str, now: i64) -> Option<i64> {
        let typed: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
        let step = now.div_euclid(STEP_SECONDS);
        // Every candidate is compared whole, so that the time taken tells nothing.
        (step - STEPS_OFF..=step + STEPS_OFF)
            .fold(None, |found, step| if is_same(&self.code(step), &typed) { Some(step) } else { found })
    }
}

/// Compares without ending at the first difference.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret")
    }
}

impl fmt::Display for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chunk in self.0.chunks(5) {
            let bits = chunk.iter().fold(0u64, |bits, &byte| (bits << 8) | u64::from(byte));
            for place in (0..8).rev() {
                let letter = ALPHABET[usize::try_from((bits >> (place * 5)) & 31).unwrap_or(0)];
                write!(f, "{}", char::from(letter))?;
            }
        }
        Ok(())
    }
}

impl FromStr for TotpSecret {
    type Err = InvalidSecret;

    fn from_str(text: &str) -> Result<Self, InvalidSecret> {
        let letters: Vec<u64> = text
            .bytes()
            .map(|byte| ALPHABET.iter().position(|letter| *letter == byte).and_then(|at| u64::try_from(at).ok()))
            .collect::<Option<_>>()
            .filter(|letters: &Vec<u64>| letters.len() == 32)
            .ok_or(InvalidSecret)?;
        let mut bytes = [0; 20];
        for (chunk, letters) in bytes.chunks_mut(5).zip(letters.chunks(8)) {
            let bits = letters.iter().fold(0u64, |bits, letter| (bits << 5) | letter);
            chunk.copy_from_slice(&bits.to_be_bytes()[3..]);
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn secret() -> TotpSecret {
        TotpSecret::new(*b"12345678901234567890")
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        let check = |time: i64, code: &str| assert_eq!(secret().code(time / STEP_SECONDS), code, "{time}");
        check(59, "287082");
        check(1_111_111_109, "081804");
        check(1_234_567_890, "005924");
        check(20_000_000_000, "353130");
    }

    #[test]
    fn a_code_is_taken_a_step_early_or_late_and_no_more() {
        let now = 1_795_348_800;
        let step = now / STEP_SECONDS;
        for (off, expected) in [(-2, None), (-1, Some(step - 1)), (0, Some(step)), (1, Some(step + 1)), (2, None)] {
            assert_eq!(secret().step_of(&secret().code(step + off), now), expected, "{off}");
        }
        let spaced = secret().code(step);
        assert_eq!(secret().step_of(&format!("{} {}", &spaced[..3], &spaced[3..]), now), Some(step));
        assert_eq!(secret().step_of("", now), None);
    }

    #[test]
    fn an_app_reads_the_secret_from_its_address() {
        let uri = secret().uri("Outpost", "a+b@example.com");
        assert_eq!(
            uri,
            "otpauth://totp/Outpost:a%2Bb@example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Outpost"
        );
    }

    proptest! {
        #[test]
        fn a_secret_is_read_back(bytes: [u8; 20]) {
            let secret = TotpSecret::new(bytes);
            prop_assert_eq!(secret.to_string().parse::<TotpSecret>(), Ok(secret));
        }
    }
}
