//! The panel through its router: who gets in, and what staff can do there.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests fail by panicking")]

mod access;
mod entry;
mod products;
mod stockroom;
mod support;
