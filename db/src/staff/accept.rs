//! The command with which whoever was invited sets up their login.

use outpost_domain::ids::CommandId;

use super::log_in::NewSession;
use super::refusal::{StaffRefusal, typed};
use crate::command::{Sender, begin, send};
use crate::sql::{Sql, Value};

const ACCEPT_INVITATION: &str = include_str!("../../queries/staff/accept_invitation.sql");

/// A login is set up.
#[derive(Clone, Debug)]
pub struct AcceptInvitation {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it: a visitor, whose link is the proof.
    pub sender: Sender,
    /// The hash of the text in the link.
    pub token_hash: String,
    /// What colleagues call them.
    pub name: String,
    /// The hash of the login key.
    pub key_hash: String,
    /// The sealed secret of the authenticator app.
    pub totp_sealed: String,
    /// The step of the code that was typed.
    pub totp_step: i64,
    /// The session that begins.
    pub session: NewSession,
}

/// Sets up a login, once an invitation, and opens a session. Earlier sessions and credentials end.
pub async fn accept_invitation(primary: &dyn Sql, command: &AcceptInvitation) -> Result<(), StaffRefusal> {
    let AcceptInvitation { id, sender, token_hash, name, key_hash, totp_sealed, totp_step, session } = command;
    let mut parameters = begin(id, "accept_invitation", &(token_hash, key_hash), sender)?;
    parameters.extend([
        Value::from(token_hash.as_str()),
        Value::from(name.as_str()),
        Value::from(key_hash.as_str()),
        Value::from(totp_sealed.as_str()),
        Value::from(*totp_step),
    ]);
    parameters.extend(session.parameters());
    send(primary, ACCEPT_INVITATION, parameters, typed).await
}
