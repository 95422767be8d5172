//! Why a command about an account did not happen, and how one is sent.

use crate::command::{self, Refusal};
use crate::sql::{Sql, SqlError, Value};

/// Why a command about an account did not happen; nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountRefusal {
    /// The link is too old, or there never was one like it.
    #[error("the link is too old")]
    LinkExpired,
    /// The link was used before.
    #[error("the link was used before")]
    LinkUsed,
    /// Another account confirmed the address meanwhile.
    #[error("the address has an account")]
    EmailTaken,
    /// The password was changed since it was compared.
    #[error("the password was changed meanwhile")]
    CredentialsChanged,
    /// The code of the authenticator app is missing, or was used before.
    #[error("the second factor is missing")]
    SecondFactorMissing,
    /// Too many wrong passwords.
    #[error("the account waits for {seconds} s")]
    LoginBlocked {
        /// Until the next try.
        seconds: i64,
    },
    /// The sender has no such session.
    #[error("no such session")]
    UnknownSession,
    /// The account has no such address.
    #[error("no such address")]
    UnknownAddress,
    /// The account has as many addresses as it may have.
    #[error("the account has too many addresses")]
    TooManyAddresses,
    /// There is no such customer, or not any more.
    #[error("no such customer")]
    UnknownCustomer,
    /// The session of the sender is over.
    #[error("the session is over")]
    SessionEnded,
    /// A command with this id was sent before with another wish, whose result is kept.
    #[error("the command was sent before and asked for something else")]
    RepeatedOtherwise,
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Sends a command: the columns that all begin with, then its own.
pub(super) async fn send<const N: usize>(
    primary: &dyn Sql,
    statement: &str,
    mut begin: Vec<Value>,
    own: [Value; N],
) -> Result<(), AccountRefusal> {
    begin.extend(own);
    command::send(primary, statement, begin, typed).await
}

fn typed(refusal: &Refusal) -> Option<AccountRefusal> {
    Some(match refusal.code.as_str() {
        "link_expired" => AccountRefusal::LinkExpired,
        "link_used" => AccountRefusal::LinkUsed,
        "email_taken" => AccountRefusal::EmailTaken,
        "credentials_changed" => AccountRefusal::CredentialsChanged,
        "second_factor_missing" => AccountRefusal::SecondFactorMissing,
        "login_blocked" => AccountRefusal::LoginBlocked { seconds: refusal.number("seconds")? },
        "unknown_session" => AccountRefusal::UnknownSession,
        "unknown_address" => AccountRefusal::UnknownAddress,
        "too_many_addresses" => AccountRefusal::TooManyAddresses,
        "unknown_customer" => AccountRefusal::UnknownCustomer,
        "session_ended" => AccountRefusal::SessionEnded,
        "command_repeated_otherwise" => AccountRefusal::RepeatedOtherwise,
        _ => return None,
    })
}
