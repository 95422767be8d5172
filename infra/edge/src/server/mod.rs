//! The HTTP server: connections, requests, answers, and an orderly end.

mod body;
mod condition;
mod connection;
mod head;
mod reply;
mod service;
mod stream;

pub use connection::{Listener, serve_admin};
pub use service::Application;
