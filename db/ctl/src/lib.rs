//! What `outpost-ctl` does to a database file or to a libSQL server.
//!
//! The command wraps this crate, and tests of other crates call [`verify::verify`] on their databases.

pub mod backup;
pub mod files;
pub mod load;
pub mod project;
pub mod replica;
pub mod restore;
pub mod verify;
