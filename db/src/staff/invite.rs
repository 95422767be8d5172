//! The command that invites somebody to work here, or to set up their login anew.

use outpost_domain::ids::{CommandId, StaffId};

use super::refusal::{StaffRefusal, typed};
use crate::command::{Sender, begin, send};
use crate::sql::{Sql, Value};

const INVITE_STAFF: &str = include_str!("../../queries/staff/invite_staff.sql");

/// An invitation.
#[derive(Clone, Debug)]
pub struct InviteStaff {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// The id of somebody who was not invited before, made by the caller.
    pub staff_id: StaffId,
    /// Whom.
    pub email: String,
    /// With which role, by its code.
    pub role: String,
    /// The hash of the text in the link.
    pub token_hash: String,
    /// How long the link lasts.
    pub ttl_seconds: i64,
}

/// Invites somebody. The link of an earlier invitation ends.
pub async fn invite_staff(primary: &dyn Sql, command: &InviteStaff) -> Result<(), StaffRefusal> {
    let InviteStaff { id, sender, staff_id, email, role, token_hash, ttl_seconds } = command;
    let mut parameters = begin(id, "invite_staff", &(email, role, token_hash), sender)?;
    parameters.extend([
        Value::from(staff_id.to_string()),
        Value::from(email.as_str()),
        Value::from(role.as_str()),
        Value::from(token_hash.as_str()),
        Value::from(*ttl_seconds),
    ]);
    send(primary, INVITE_STAFF, parameters, typed).await
}
