//! Accounts: mail addresses, passwords, how long a login has to wait, what the link of a mail is for.

mod email;
mod leaked;
mod login_delay;
mod password;
mod token;

pub use email::{Email, InvalidEmail};
pub use login_delay::{FAILURES_KEPT_SECONDS, FAILURES_WITHOUT_DELAY, LOGIN_DELAY_MAX_SECONDS, login_delay_seconds};
pub use password::{PASSWORD_MAX, PASSWORD_MIN, Password, PasswordProblem};
pub use token::TokenPurpose;

/// How long a session lasts without being opened anew, in seconds.
pub const SESSION_SECONDS: i64 = 60 * 86_400;
/// The most addresses of an account. The command `save_address` repeats it.
pub const ADDRESSES_MAX: usize = 20;
/// The most characters of a customer's name.
pub const NAME_MAX: usize = 80;
