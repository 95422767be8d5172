//! Staff, their sessions, roles and credentials as they are read.

use std::collections::BTreeSet;
use std::str::FromStr;

use outpost_domain::ids::{CommandId, StaffId};
use outpost_domain::principal::SessionHash;

use crate::list::Page;
use crate::sql::{Row, Sql, SqlError, Value};

const SESSION: &str = include_str!("../../queries/staff/session.sql");
const CREDENTIAL: &str = include_str!("../../queries/staff/credential.sql");
const INVITATION: &str = include_str!("../../queries/staff/invitation.sql");
const LIST: &str = include_str!("../../queries/staff/list.sql");
const ROLES: &str = include_str!("../../queries/staff/roles.sql");

/// A live session of a staff member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffSession {
    /// Whose.
    pub staff_id: StaffId,
    /// What colleagues call them.
    pub name: String,
    /// Their mail address.
    pub email: String,
    /// What they are permitted, as `resource:action`.
    pub permissions: BTreeSet<String>,
}

/// How a staff member proves who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Who.
    pub staff_id: StaffId,
    /// The hash of the login key.
    pub key_hash: String,
    /// The sealed secret of the authenticator app.
    pub totp_sealed: String,
    /// The newest step whose code was used.
    pub totp_step: i64,
    /// Until when logins are refused, in seconds since 1970.
    pub blocked_until: i64,
}

/// An invitation that can be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Whose.
    pub staff_id: StaffId,
    /// Their mail address.
    pub email: String,
    /// What colleagues call them; empty for somebody new.
    pub name: String,
}

/// Whether somebody works here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffState {
    /// Has not set up a login yet.
    Invited,
    /// Works here.
    Active,
    /// Is permitted nothing.
    Suspended,
}

/// A staff member in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRow {
    /// Their id.
    pub id: StaffId,
    /// Their mail address.
    pub email: String,
    /// What colleagues call them.
    pub name: String,
    /// Whether they work here.
    pub state: StaffState,
    /// Rises with every change.
    pub version: i64,
    /// The codes of their roles.
    pub roles: Vec<String>,
    /// When a session of theirs was used last, in seconds since 1970.
    pub last_seen_at: Option<i64>,
}

/// A role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it permits everything, also what later versions add.
    pub is_owner: bool,
    /// What it permits.
    pub permissions: BTreeSet<String>,
}

/// The text is not the code of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a state of a staff member")]
pub struct UnknownStaffState;

impl StaffState {
    /// The state as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Suspended => "suspended",
        }
    }
}

impl FromStr for StaffState {
    type Err = UnknownStaffState;

    fn from_str(text: &str) -> Result<Self, UnknownStaffState> {
        let all = [Self::Invited, Self::Active, Self::Suspended];
        all.into_iter().find(|state| state.code() == text).ok_or(UnknownStaffState)
    }
}

/// The live session with this hash, if there is one, and whether the database has had `command`. `now` is in seconds since
/// 1970.
pub async fn session(
    sql: &dyn Sql,
    hash: &SessionHash,
    now: i64,
    command: Option<CommandId>,
) -> Result<Option<(StaffSession, bool)>, SqlError> {
    let command = Value::from(command.map(|id| id.to_string()));
    let parameters = vec![Value::from(hash.as_str()), Value::from(now), command];
    let Some(mut row) = sql.query(SESSION, parameters).await?.into_first() else { return Ok(None) };
    let session = StaffSession {
        staff_id: row.parse("id", "a staff member's id")?,
        name: row.text("name")?,
        email: row.text("email")?,
        permissions: row.json("permissions")?,
    };
    Ok(Some((session, row.boolean("has_command")?)))
}

/// The credential of an active staff member, by mail address.
pub async fn credential(sql: &dyn Sql, email: &str) -> Result<Option<Credential>, SqlError> {
    let Some(mut row) = sql.query(CREDENTIAL, vec![Value::from(email)]).await?.into_first() else { return Ok(None) };
    Ok(Some(Credential {
        staff_id: row.parse("id", "a staff member's id")?,
        key_hash: row.text("key_hash")?,
        totp_sealed: row.text("totp_sealed")?,
        totp_step: row.integer("totp_step")?,
        blocked_until: row.integer("blocked_until")?,
    }))
}

/// The invitation whose link has a text of this hash, if it can be accepted.
pub async fn invitation(sql: &dyn Sql, token_hash: &str, now: i64) -> Result<Option<Invitation>, SqlError> {
    let parameters = vec![Value::from(token_hash), Value::from(now)];
    let Some(mut row) = sql.query(INVITATION, parameters).await?.into_first() else { return Ok(None) };
    Ok(Some(Invitation {
        staff_id: row.parse("staff_id", "a staff member's id")?,
        email: row.text("email")?,
        name: row.text("name")?,
    }))
}

/// A page of staff by mail address, after that one.
pub async fn staff(sql: &dyn Sql, after: Option<&str>) -> Result<Page<StaffRow>, SqlError> {
    Page::read(sql.query(LIST, vec![Value::from(after.unwrap_or_default())]).await?, read)
}

/// Every role.
pub async fn roles(sql: &dyn Sql) -> Result<Vec<Role>, SqlError> {
    let read = |mut row: Row| {
        Ok(Role {
            code: row.text("code")?,
            name: row.text("name")?,
            is_owner: row.boolean("is_owner")?,
            permissions: row.json("permissions")?,
        })
    };
    sql.query(ROLES, Vec::new()).await?.into_iter().map(read).collect()
}

fn read(mut row: Row) -> Result<StaffRow, SqlError> {
    Ok(StaffRow {
        id: row.parse("id", "a staff member's id")?,
        email: row.text("email")?,
        name: row.text("name")?,
        state: row.parse("state", "a staff member's state")?,
        version: row.integer("version")?,
        roles: row.json("roles")?,
        last_seen_at: row.get("last_seen_at")?,
    })
}
