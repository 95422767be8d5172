//! The API for shops: JSON over HTTP, with a bearer token.

pub(crate) mod change;
pub(crate) mod create;
mod input;
mod output;
pub(crate) mod read;
pub(crate) mod script;
mod silence;
