//! The provider's router, called in process over a database in memory.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod api;
mod page;
mod scripts;
mod support;
mod webhooks;
