//! Staff: who they are, what they are permitted, how they log in.

mod accept;
mod assign;
mod invite;
mod log_in;
mod read;
mod refusal;

pub use accept::{AcceptInvitation, accept_invitation};
pub use assign::{AssignRoles, assign_roles};
pub use invite::{InviteStaff, invite_staff};
pub use log_in::{LogInStaff, LogOut, NewSession, count_staff_login_failure, log_in_staff, log_out};
pub use read::{
    Credential, Invitation, Role, StaffRow, StaffSession, StaffState, credential, invitation, roles, session, staff,
};
pub use refusal::StaffRefusal;
