//! What operators do to databases that are in use: files, and servers where the variable SQLD names an sqld.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod buyer;
mod files;
mod program;
mod servers;
mod sqld;
mod transport;
