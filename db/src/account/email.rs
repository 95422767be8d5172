//! The commands that confirm a mail address: of a new account, or the next one of an account.

use outpost_domain::account::{Email, TokenPurpose};
use outpost_domain::ids::{AccountTokenId, CommandId};

use super::refusal::{AccountRefusal, send};
use crate::command::{Sender, begin};
use crate::sql::{Sql, Value};

const VERIFY: &str = include_str!("../../queries/account/verify_email.sql");
const REQUEST_CHANGE: &str = include_str!("../../queries/account/request_email_change.sql");
const CHANGE: &str = include_str!("../../queries/account/change_email.sql");

/// Confirms the address of a new account by the link that was sent there. Its guest orders join.
pub async fn verify_email(
    primary: &dyn Sql,
    id: CommandId,
    sender: &Sender,
    token_id: AccountTokenId,
) -> Result<(), AccountRefusal> {
    confirm(primary, id, sender, ("verify_email", VERIFY), token_id).await
}

/// Another address for whoever sends it.
#[derive(Clone, Debug)]
pub struct RequestEmailChange {
    /// Of the credential that the password was compared with.
    pub credential_version: i64,
    /// Of the link that is sent to the address.
    pub token_id: AccountTokenId,
    /// The address.
    pub email: Email,
}

/// Has a link sent to another address, and tells the present one. Callers cannot tell whether it has an account.
pub async fn request_email_change(
    primary: &dyn Sql,
    id: CommandId,
    sender: &Sender,
    change: &RequestEmailChange,
) -> Result<(), AccountRefusal> {
    let digest = change.email.digest();
    let begin = begin(id, "request_email_change", &(change.credential_version, &digest), sender)?;
    let own = [
        Value::from(change.credential_version),
        Value::from(change.token_id.to_string()),
        Value::from(change.email.as_str()),
        Value::from(digest),
        Value::from(TokenPurpose::ChangeEmail.ttl_seconds()),
    ];
    send(primary, REQUEST_CHANGE, begin, own).await
}

/// Moves an account to another address, by the link that was sent there.
pub async fn change_email(
    primary: &dyn Sql,
    id: CommandId,
    sender: &Sender,
    token_id: AccountTokenId,
) -> Result<(), AccountRefusal> {
    confirm(primary, id, sender, ("change_email", CHANGE), token_id).await
}

async fn confirm(
    primary: &dyn Sql,
    id: CommandId,
    sender: &Sender,
    (command, statement): (&str, &str),
    token_id: AccountTokenId,
) -> Result<(), AccountRefusal> {
    let token_id = token_id.to_string();
    let begin = begin(id, command, &token_id, sender)?;
    send(primary, statement, begin, [Value::from(token_id.as_str())]).await
}
