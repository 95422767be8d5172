//! The commands that set another password: by a link from a mail, or by somebody who is logged in.

use outpost_domain::account::{Email, SESSION_SECONDS, TokenPurpose};
use outpost_domain::ids::{AccountTokenId, CommandId};

use super::refusal::{AccountRefusal, send};
use super::session::NewSession;
use crate::command::{Sender, begin};
use crate::sql::{Sql, Value};

const REQUEST_RESET: &str = include_str!("../../queries/account/request_password_reset.sql");
const RESET: &str = include_str!("../../queries/account/reset_password.sql");
const CHANGE: &str = include_str!("../../queries/account/change_password.sql");

/// Has a link sent to `email` that sets a new password. Callers cannot tell whether the address has an account.
pub async fn request_password_reset(
    primary: &dyn Sql,
    id: CommandId,
    sender: &Sender,
    email: &Email,
    token_id: AccountTokenId,
) -> Result<(), AccountRefusal> {
    let digest = email.digest();
    let begin = begin(id, "request_password_reset", &digest, sender)?;
    let ttl = TokenPurpose::ResetPassword.ttl_seconds();
    let own = [Value::from(digest.as_str()), Value::from(token_id.to_string()), Value::from(ttl)];
    send(primary, REQUEST_RESET, begin, own).await
}

/// A new password by a link.
#[derive(Clone, Debug)]
pub struct ResetPassword {
    /// Of the link.
    pub token_id: AccountTokenId,
    /// The hash of the password, sealed.
    pub password_hash: String,
}

/// Sets the password of the account that a link was sent to, and ends its sessions.
pub async fn reset_password(
    primary: &dyn Sql,
    id: CommandId,
    sender: &Sender,
    reset: &ResetPassword,
) -> Result<(), AccountRefusal> {
    let token_id = reset.token_id.to_string();
    let begin = begin(id, "reset_password", &token_id, sender)?;
    send(primary, RESET, begin, [Value::from(token_id.as_str()), Value::from(reset.password_hash.as_str())]).await
}

/// Another password for whoever sends it.
#[derive(Clone, Debug)]
pub struct ChangePassword {
    /// Of the credential that the present password was compared with.
    pub credential_version: i64,
    /// The hash of the new password, sealed.
    pub password_hash: String,
    /// The session that takes the place of the one the command comes from.
    pub session: NewSession,
}

/// Sets another password, ends every session and opens a new one.
pub async fn change_password(
    primary: &dyn Sql,
    id: CommandId,
    sender: &Sender,
    change: &ChangePassword,
) -> Result<(), AccountRefusal> {
    let hash = change.session.hash.to_string();
    let begin = begin(id, "change_password", &(change.credential_version, &hash), sender)?;
    let own = [
        Value::from(change.credential_version),
        Value::from(change.password_hash.as_str()),
        Value::from(hash.as_str()),
        Value::from(SESSION_SECONDS),
        Value::from(change.session.user_agent.as_str()),
    ];
    send(primary, CHANGE, begin, own).await
}
