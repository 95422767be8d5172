//! A payment provider to try with: an API for shops, a hosted page for shoppers, and signed webhooks. No money moves.
//!
//! It is an application of its own, as a real provider is: it knows no table and no type of the shop. Tests tell it how to
//! misbehave by `POST /v1/script`.

mod api;
mod bearer;
mod card;
mod catalogue;
mod config;
mod event;
mod fault;
mod html;
mod jobs;
mod migrations;
mod page;
mod payment;
mod router;
mod script;
pub mod signature;
mod state;
mod store;
mod webhook;

pub use config::{Config, ConfigError};
pub use migrations::migrate;
pub use router::router;
pub use state::State;
