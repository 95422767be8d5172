//! The storefront: routes and handlers for shoppers.
//!
//! A handler extracts, calls and renders. It reads through [`outpost_db`], renders through [`outpost_web_shop`], and
//! returns a response or one error type, which the outermost layer of [`outpost_http`] turns into a page.
//!
//! Invariants: no SQL here; no request state outside the request; no catalogue page sets a cookie; every route says who
//! may use it.

mod cart;
mod catalogue;
mod checkout;
mod config;
mod content;
mod error_page;
mod flash;
mod layout;
mod log;
mod market;
mod order;
mod page_request;
mod payment;
mod respond;
mod router;
mod state;
mod unavailable;
mod validator;

pub use config::Config;
pub use outpost_http::markets::MarketCache;
pub use router::{router, routes};
pub use state::State;
