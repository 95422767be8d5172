//! Which passwords are taken: long enough, and not among those that are tried first. Nothing else is asked of them.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::email::Email;
use super::leaked;

/// The fewest characters.
pub const PASSWORD_MIN: usize = 8;
/// The most characters.
pub const PASSWORD_MAX: usize = 128;
/// What a password may not consist of in this shop, in lower case.
const SHOP_NAME: &str = "outpost";

/// A password that was typed, in Unicode's form NFKC, so that it is the same on every keyboard. It is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// Why a new password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    /// It is empty.
    #[error("no password")]
    Missing,
    /// It has fewer than [`PASSWORD_MIN`] characters.
    #[error("the password has fewer than {PASSWORD_MIN} characters")]
    TooShort,
    /// It has more than [`PASSWORD_MAX`] characters.
    #[error("the password has more than {PASSWORD_MAX} characters")]
    TooLong,
    /// It is among those that are tried first, whatever its case.
    #[error("the password is among those that are tried first")]
    Common,
    /// It is the mail address, or the part of it before the `@`, or the shop's name.
    #[error("the password is the mail address or the name of the shop")]
    Guessable,
}

impl Password {
    /// A password as it was typed, of any length up to what could ever have been taken.
    ///
    /// A longer one is cut: it is wrong anyway, and hashing it takes no longer than any other.
    pub fn typed(text: &str) -> Self {
        Self(text.nfkc().take(PASSWORD_MAX + 1).collect())
    }

    /// A new password for the account of `email`, if it is one to take.
    pub fn new(text: &str, email: &Email) -> Result<Self, PasswordProblem> {
        let password = Self::typed(text);
        let length = password.0.chars().count();
        let lower = password.0.to_lowercase();
        let own = [email.as_str(), email.local_part(), SHOP_NAME].map(str::to_lowercase);
        match length {
            0 => Err(PasswordProblem::Missing),
            _ if length < PASSWORD_MIN => Err(PasswordProblem::TooShort),
            _ if length > PASSWORD_MAX => Err(PasswordProblem::TooLong),
            _ if leaked::is_common(&lower) => Err(PasswordProblem::Common),
            _ if own.iter().any(|own| is_only(&lower, own)) => Err(PasswordProblem::Guessable),
            _ => Ok(password),
        }
    }

    /// The bytes to be hashed.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

/// Whether a password is `own` and perhaps some digits and signs around it.
fn is_only(password: &str, own: &str) -> bool {
    let stem = |text: &str| text.trim_matches(|letter: char| !letter.is_alphabetic()).to_owned();
    let own_stem = stem(own);
    password == own || (!own_stem.is_empty() && password.contains(own) && stem(password) == own_stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<PasswordProblem>) {
        let email = "ann.smith@example.com".parse().expect("an address");
        assert_eq!(Password::new(text, &email).err(), expect, "{text}");
    }

    #[test]
    fn a_password_needs_length_and_nothing_else() {
        check("", Some(PasswordProblem::Missing));
        check("kestrel", Some(PasswordProblem::TooShort));
        check("kestrels", None);
        check("only lower case words", None);
        check("        kestrel", None);
        check("ひらがなだけのことば", None);
        check("🦊🦊🦉🦉🦡🦡🦔🦔", None);
        check(&"kestrel ".repeat(16), None);
        check(&"kestrels ".repeat(16), Some(PasswordProblem::TooLong));
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for common in ["password", "Password1", "PASSWORD123", "12345678", "qwertyuiop", "aaaaaaaaaa", "abababab"] {
            check(common, Some(PasswordProblem::Common));
        }
        for own in ["ann.smith@example.com", "Ann.Smith", "ann.smith2026!", "outpost1", "Outpost!2026"] {
            check(own, Some(PasswordProblem::Guessable));
        }
        check("ann.smith keeps bees", None);
    }

    #[test]
    fn a_password_is_the_same_on_every_keyboard_and_never_shown() {
        assert_eq!(Password::typed("ｋｅｓｔｒｅｌｓ"), Password::typed("kestrels"));
        assert_eq!(Password::typed("J\u{f6}rg"), Password::typed("Jo\u{308}rg"));
        assert_ne!(Password::typed("Kestrels"), Password::typed("kestrels"));
        assert_eq!(format!("{:?}", Password::typed("kestrels")), "Password");
        assert!(Password::typed(&"x".repeat(1_000_000)).as_bytes().len() <= PASSWORD_MAX + 1);
    }
}
