//! The HTTP server: connections, requests, answers, and an orderly end.

mod admin;
mod body;
mod condition;
mod connection;
mod delivery;
mod head;
mod job;
mod page;
mod refused;
mod reply;
mod service;
mod stream;
mod words;

pub use connection::{Accepted, Listener, serve_admin};
pub use delivery::Delivery;
pub use job::keep_running;
pub use service::Application;
