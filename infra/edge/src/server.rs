//! The HTTP server: connections, requests, responses, and an orderly end.

mod address_limit;
mod admin;
mod body_limits;
mod connection;
mod delivery;
mod head;
mod job;
mod operator;
mod refusal;
mod replica_headers;
mod request_body;
mod response_body;
mod service;

pub use body_limits::BodyLimits;
pub use connection::{Accepted, Listener, serve_admin};
pub use delivery::Delivery;
pub use job::run_periodically;
pub use operator::OperatorToken;
pub use service::{Application, ServedComponent};
