//! Health, payment webhooks and scheduled jobs, and later the JSON API.

mod health;
mod jobs;
mod providers;
mod router;
mod settle;
mod state;
mod webhooks;

pub use providers::providers;
pub use router::{router, routes};
pub use state::State;
