//! What protects every request: headers on each answer, a guard before each write.

pub(crate) mod guard;
pub(crate) mod headers;
pub(crate) mod limit;
mod spent;

pub use spent::Spent;
