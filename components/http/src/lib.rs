//! What every component with pages or JSON shares: routes, extractors, cookies, forms, errors, limits, conditional
//! requests.
//!
//! A component implements [`HttpState`] for its state, and [`FormState`] where it has cookies or forms. It collects its
//! routes in [`Routes`], each with the [`Access`] that it demands, and hands them to [`serve`] together with the function
//! that renders its errors. A handler names the extractors that it uses: [`RequestContext`](request_context::RequestContext),
//! [`MarketPath`](market_path::MarketPath), [`Cookies`](cookies::Cookies), [`Query`](form::Query), [`Form`](form::Form).
//!
//! Invariants: only `caching` marks a response as public; every form passes the guard in `security`.

pub mod access;
mod access_layer;
pub mod actor;
pub mod caching;
pub mod conditional;
pub mod consistency;
pub mod cookies;
pub mod customer_session;
pub mod email;
pub mod error_layer;
pub mod failure;
pub mod form;
pub mod granted_orders;
pub mod hash;
pub mod input;
pub mod instance;
pub mod log;
pub mod market_path;
pub mod markets;
pub mod order_account;
pub mod request_context;
pub mod respond;
pub mod routes;
pub mod seal;
pub mod second_factor;
pub mod secrets;
pub mod security;
pub mod service;
pub mod site;
pub mod state;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod validator;

pub use access::Access;
pub use actor::Actor;
pub use failure::Failure;
pub use routes::Routes;
pub use service::serve;
pub use state::{FormState, HttpState, MarketState, Ports};
