//! Why a command about staff did not happen.

use crate::command::{CommandRefusal, Refusal};
use crate::sql::SqlError;

/// Why a command about staff was refused. Nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StaffRefusal {
    /// There is no such staff member.
    #[error("no such staff member")]
    NotFound,
    /// There is no such role, or the state cannot be set.
    #[error("no such role")]
    UnknownRole,
    /// Whoever sends it would give, take or reset more than they are permitted themselves.
    #[error("above one's own permissions")]
    AboveOwn,
    /// Nobody changes their own roles.
    #[error("one's own roles")]
    OwnRoles,
    /// The staff member changed meanwhile; their version now.
    #[error("the staff member is at version {0} now")]
    StaleVersion(i64),
    /// The invitation was used, was replaced, or has ended.
    #[error("the invitation is over")]
    InvitationOver,
    /// Login key and code do not belong together, or the code was used before.
    #[error("the login is wrong")]
    LoginWrong,
    /// Too many wrong attempts; try again in so many seconds.
    #[error("the login is blocked for {0} seconds")]
    LoginBlocked(i64),
    /// What any command can be refused for.
    #[error(transparent)]
    Command(#[from] CommandRefusal),
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// The refusal that a code means; `None` for a code of other commands.
pub(super) fn typed(refusal: &Refusal) -> Option<StaffRefusal> {
    match refusal.code.as_str() {
        "not_found" => Some(StaffRefusal::NotFound),
        "unknown_role" => Some(StaffRefusal::UnknownRole),
        "above_own" => Some(StaffRefusal::AboveOwn),
        "own_roles" => Some(StaffRefusal::OwnRoles),
        "stale_version" => refusal.number("version").map(StaffRefusal::StaleVersion),
        "invitation_over" => Some(StaffRefusal::InvitationOver),
        "login_wrong" => Some(StaffRefusal::LoginWrong),
        "login_blocked" => refusal.number("seconds").map(StaffRefusal::LoginBlocked),
        _ => CommandRefusal::of(refusal).map(StaffRefusal::Command),
    }
}
