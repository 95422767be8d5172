//! JSON API, payment webhooks and scheduled jobs; health and one job so far.

mod health;
mod jobs;
mod router;
mod state;

pub use router::{router, routes};
pub use state::State;
