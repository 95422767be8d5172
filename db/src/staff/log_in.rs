//! The commands that begin and end sessions of staff.

use outpost_domain::ids::{CommandId, StaffId};

use super::refusal::{StaffRefusal, typed};
use crate::command::{Sender, begin, send};
use crate::sql::{Sql, Value};

const LOG_IN_STAFF: &str = include_str!("../../queries/staff/log_in_staff.sql");
const COUNT_STAFF_LOGIN_FAILURE: &str = include_str!("../../queries/staff/count_staff_login_failure.sql");
const LOG_OUT: &str = include_str!("../../queries/staff/log_out.sql");

/// A session that begins.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The hash of its id, which only the browser's cookie holds.
    pub hash: String,
    /// How long it lasts at most.
    pub ttl_seconds: i64,
    /// The browser, as it names itself.
    pub user_agent: String,
}

impl NewSession {
    pub(super) fn parameters(&self) -> [Value; 3] {
        [Value::from(self.hash.as_str()), Value::from(self.ttl_seconds), Value::from(self.user_agent.as_str())]
    }
}

/// A login whose key and code were compared.
#[derive(Clone, Debug)]
pub struct LogInStaff {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it: a visitor.
    pub sender: Sender,
    /// Who logs in.
    pub staff_id: StaffId,
    /// The hash of the login key that was compared; refused if it is another one by now.
    pub key_hash: String,
    /// The step of the code; refused if a code of it or of a later one was used.
    pub totp_step: i64,
    /// The session that begins.
    pub session: NewSession,
}

/// The end of the sender's session.
#[derive(Clone, Debug)]
pub struct LogOut {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it, with the session that ends.
    pub sender: Sender,
}

/// Opens a session.
pub async fn log_in_staff(primary: &dyn Sql, command: &LogInStaff) -> Result<(), StaffRefusal> {
    let LogInStaff { id, sender, staff_id, key_hash, totp_step, session } = command;
    let mut parameters = begin(id, "log_in_staff", &(staff_id, key_hash, totp_step, &session.hash), sender)?;
    parameters.extend([Value::from(staff_id.to_string()), Value::from(key_hash.as_str()), Value::from(*totp_step)]);
    parameters.extend(session.parameters());
    send(primary, LOG_IN_STAFF, parameters, typed).await
}

/// Counts a wrong login. From the fifth in a row on, each blocks the next for longer.
pub async fn count_staff_login_failure(
    primary: &dyn Sql,
    id: CommandId,
    sender: &Sender,
    staff_id: StaffId,
) -> Result<(), StaffRefusal> {
    let mut parameters = begin(id, "count_staff_login_failure", &staff_id, sender)?;
    parameters.push(Value::from(staff_id.to_string()));
    send(primary, COUNT_STAFF_LOGIN_FAILURE, parameters, typed).await
}

/// Ends the sender's session, for every region.
pub async fn log_out(primary: &dyn Sql, command: &LogOut) -> Result<(), StaffRefusal> {
    let parameters = begin(command.id, "log_out", &(), &command.sender)?;
    send(primary, LOG_OUT, parameters, typed).await
}
