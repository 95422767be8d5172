//! What the link of a mail lets its reader do, and for how long.

use std::fmt;
use std::str::FromStr;

/// What a link that was sent by mail is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenPurpose {
    /// Confirms the address of a new account.
    VerifyEmail,
    /// Sets a new password.
    ResetPassword,
    /// Confirms another address of an account.
    ChangeEmail,
}

/// The text is not the code of a purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a purpose of a link")]
pub struct UnknownPurpose;

impl TokenPurpose {
    /// Every purpose.
    pub const ALL: [Self; 3] = [Self::VerifyEmail, Self::ResetPassword, Self::ChangeEmail];

    /// The purpose as stored, e.g. `verify_email`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::ResetPassword => "reset_password",
            Self::ChangeEmail => "change_email",
        }
    }

    /// How long the link works, in seconds, by the primary's clock.
    pub const fn ttl_seconds(self) -> i64 {
        match self {
            Self::VerifyEmail => 2 * 86_400,
            Self::ResetPassword => 15 * 60,
            Self::ChangeEmail => 3_600,
        }
    }
}

impl fmt::Display for TokenPurpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for TokenPurpose {
    type Err = UnknownPurpose;

    fn from_str(text: &str) -> Result<Self, UnknownPurpose> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == text).ok_or(UnknownPurpose)
    }
}
