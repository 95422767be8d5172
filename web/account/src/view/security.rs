//! Password, mail address and sessions of a customer.

use outpost_domain::account::PasswordProblem;
use time::OffsetDateTime;

use super::LoginProblem;

/// Everything by which a customer is known.
#[derive(Clone, Debug, Default)]
pub struct Security {
    /// Their address.
    pub email: String,
    /// Their open sessions, this one first.
    pub sessions: Vec<Session>,
    /// Why the last form was not accepted.
    pub problem: Option<SecurityProblem>,
    /// What was typed as the next address.
    pub new_email: String,
}

/// Why a form was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityProblem {
    /// Of the new password.
    NewPassword(PasswordProblem),
    /// Of the present password, typed to change the password.
    PasswordForPassword(LoginProblem),
    /// Of the present password, typed to change the mail address.
    PasswordForEmail(LoginProblem),
    /// The next address is missing or none.
    NewEmail,
}

/// An open session.
#[derive(Clone, Debug)]
pub struct Session {
    /// What names it in a form.
    pub id: String,
    /// Whether it is this one.
    pub is_this: bool,
    /// The browser and the system, e.g. `Firefox`, `Windows`; empty where they are not known.
    pub device: String,
    /// When it began.
    pub created_at: OffsetDateTime,
    /// When it was used last.
    pub last_used_at: OffsetDateTime,
}
