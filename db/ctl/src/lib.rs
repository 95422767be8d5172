//! What operators do with a database by hand: check that what it says adds up.
//!
//! The command `outpost-ctl` wraps this crate, and tests of other crates call [`verify::verify`] on their databases.

pub mod verify;
