//! Forms of somebody who is not logged in, and of a customer's profile.

use outpost_domain::account::PasswordProblem;
use outpost_domain::market::MarketLocale;

/// Logging in.
#[derive(Clone, Debug, Default)]
pub struct Login {
    /// What was typed.
    pub email: String,
    /// Where to go on: a path of this shop, or empty.
    pub to: String,
    /// Why it did not work.
    pub problem: Option<LoginProblem>,
}

/// Why somebody is not logged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginProblem {
    /// A field is empty, or the address is none.
    Incomplete {
        /// The address.
        email: bool,
        /// The password.
        password: bool,
    },
    /// Address or password is wrong; nobody is told which.
    Wrong,
    /// Too many wrong passwords.
    Blocked {
        /// Until the next try.
        seconds: i64,
    },
}

/// Making an account.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// What was typed.
    pub name: String,
    /// What was typed.
    pub email: String,
    /// The order that the account is to keep, sealed: then only a password is asked for.
    pub order: Option<String>,
    /// The address is missing or none.
    pub email_is_wrong: bool,
    /// The name is too long.
    pub name_is_long: bool,
    /// What is wrong with the password.
    pub password: Option<PasswordProblem>,
}

/// What was sent by mail, for the page after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailSent {
    /// A link that confirms the address of a new account.
    Registered,
    /// A link that sets a new password.
    ResetRequested,
}

/// What the link of a mail does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// Confirms the address of a new account.
    VerifyEmail,
    /// Confirms another address of an account.
    ChangeEmail,
    /// Sets a new password.
    ResetPassword,
}

/// Why a link does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// It is too old, or there never was one like it.
    Expired,
    /// It was used before.
    Used,
    /// The address has an account by now.
    Taken,
}

/// Confirming an address by a button: programs that look at mails follow links, but press no buttons.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// Which link it is.
    pub kind: LinkKind,
    /// The token of the link.
    pub token: String,
    /// Why it does nothing; then there is no button.
    pub problem: Option<LinkProblem>,
}

/// Asking for a link that sets a new password.
#[derive(Clone, Debug, Default)]
pub struct Forgot {
    /// What was typed.
    pub email: String,
    /// The address is missing or none.
    pub email_is_wrong: bool,
}

/// Setting a new password by a link.
#[derive(Clone, Debug, Default)]
pub struct Reset {
    /// The token of the link.
    pub token: String,
    /// Why the link does nothing; then there is no form.
    pub link: Option<LinkProblem>,
    /// What is wrong with the password.
    pub password: Option<PasswordProblem>,
}

/// Name, language and market of a customer.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Their name; may be empty.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Language and market of their mails.
    pub prefix: MarketLocale,
    /// The name is too long.
    pub name_is_long: bool,
}

/// Deleting an account.
#[derive(Clone, Copy, Debug, Default)]
pub struct Deletion {
    /// Why it did not happen.
    pub problem: Option<LoginProblem>,
}
