//! The HTTP server: connections, requests, answers, and an orderly end.

mod admin;
mod body;
mod condition;
mod connection;
mod delivery;
mod head;
mod refused;
mod reply;
mod service;
mod stream;

pub use connection::{Listener, serve_admin};
pub use delivery::Delivery;
pub use service::Application;
