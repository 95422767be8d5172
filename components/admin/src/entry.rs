//! The way in: invitations, login, logout.

pub(crate) mod invitation;
pub(crate) mod login;
pub(crate) mod secrets;
