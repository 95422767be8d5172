//! The pages, one a file, and what they share.

pub(crate) mod address;
pub(crate) mod authenticator;
pub(crate) mod confirm;
pub(crate) mod deletion;
pub(crate) mod error;
mod fields;
pub(crate) mod login;
pub(crate) mod mail_sent;
pub(crate) mod orders;
mod problems;
pub(crate) mod profile;
pub(crate) mod register;
pub(crate) mod reset;
pub(crate) mod second_factor;
pub(crate) mod security;
