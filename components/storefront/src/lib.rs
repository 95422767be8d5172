//! The storefront: routes and handlers for shoppers.
//!
//! A handler extracts, calls and renders. It reads through [`outpost_db`], renders through [`outpost_web_shop`], and
//! returns a response or one error type, which the outermost layer turns into a page.
//!
//! Invariants: no SQL here; no request state outside the request; no catalogue page sets a cookie; only `caching`
//! marks a response as public; every POST passes the guard in `security`.

mod caching;
mod calendar;
mod cart;
mod catalogue;
mod checkout;
mod conditional;
mod config;
mod content;
mod cookies;
mod error_page;
mod failure;
mod form;
mod hash;
mod input;
mod layout;
mod log;
mod market;
mod order;
mod page_request;
mod payment;
mod request_context;
mod respond;
mod router;
mod security;
mod state;
#[cfg(test)]
mod testing;
mod unavailable;
mod validator;

pub use config::{Config, ConfigError, TrustedProxies};
pub use router::router;
pub use state::State;
