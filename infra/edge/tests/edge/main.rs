//! The edge host as its users see it: real guests, real sockets.

#![allow(clippy::unwrap_used, reason = "a test may")]

mod configuration;
mod copies;
mod data;
mod faults;
mod guest;
mod lifecycle;
mod program;
mod serving;
mod site;
mod sql;
