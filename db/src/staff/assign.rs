//! The command that changes a staff member's roles.

use outpost_domain::ids::{CommandId, StaffId};

use super::read::StaffState;
use super::refusal::{StaffRefusal, typed};
use crate::command::{Sender, begin, send, to_json};
use crate::sql::{Sql, Value};

const ASSIGN_ROLES: &str = include_str!("../../queries/staff/assign_roles.sql");

/// New roles of a staff member.
#[derive(Clone, Debug)]
pub struct AssignRoles {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// Whose.
    pub staff_id: StaffId,
    /// The version that was seen; refused if it is another one by now.
    pub version: i64,
    /// Active or suspended.
    pub state: StaffState,
    /// The codes of the roles.
    pub roles: Vec<String>,
}

/// Changes roles and state. Nobody gives or takes what they lack; suspended staff lose their sessions.
pub async fn assign_roles(primary: &dyn Sql, command: &AssignRoles) -> Result<(), StaffRefusal> {
    let AssignRoles { id, sender, staff_id, version, state, roles } = command;
    let mut parameters = begin(id, "assign_roles", &(staff_id, version, state.code(), roles), sender)?;
    parameters.extend([
        Value::from(staff_id.to_string()),
        Value::from(*version),
        Value::from(state.code()),
        Value::from(to_json("roles", roles)?),
    ]);
    send(primary, ASSIGN_ROLES, parameters, typed).await
}
