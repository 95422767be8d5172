//! The panel: routes and handlers for staff.
//!
//! A handler extracts, calls and renders: it reads through [`outpost_db`], makes a [`Page`](outpost_web_admin::view::Page) of
//! blocks, and sends commands that carry the staff member and their session.
//!
//! Invariants: no SQL here; every route says which permission it demands; nothing is ever public or kept.

mod audit;
mod catalogue;
mod config;
mod csv;
mod dashboard;
mod entry;
mod error_page;
mod http_state;
mod inventory;
mod list_page;
mod named;
mod orders;
mod refusal;
mod router;
mod screen;
mod session;
mod staff;
mod state;
mod submission;

pub use config::Config;
pub use router::{router, routes};
pub use state::State;
