//! The outbox is drained: through a mail port, by several dispatchers, whatever breaks.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
#![allow(clippy::disallowed_methods, reason = "ids are drawn by the tests themselves")]

mod azure;
mod delivering;
#[allow(dead_code, reason = "the tests of the database use the rest")]
#[path = "../../../../db/tests/suite/fixture.rs"]
mod fixture;
mod mailbox;
mod sink;
mod support;
