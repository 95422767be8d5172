//! The storefront: routes and handlers for shoppers.
//!
//! A handler extracts, calls and renders. It reads through [`outpost_db`], renders through [`outpost_web_shop`], and ends
//! in a response or in one failure, which the outermost layer puts into words.
//!
//! Invariants: no SQL here; no request state outside the request; nothing sets a cookie on a catalogue page, and
//! `caching` alone says what may be shared; every POST passes the guard in `security`.

mod caching;
mod calendar;
mod cart;
mod catalogue;
mod checkout;
mod conditional;
mod config;
mod content;
mod cookies;
mod edition;
mod error_page;
mod failure;
mod form;
mod log;
mod market;
mod order;
mod paused;
mod payment;
mod request;
mod respond;
mod router;
mod security;
mod shell;
mod state;
#[cfg(test)]
mod testing;
mod typed;
mod visit;

pub use config::{Config, ConfigError};
pub use router::router;
pub use security::Spent;
pub use state::State;
