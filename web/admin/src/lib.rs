//! The panel's pages: functions from view structs to whole HTML documents, without I/O.
//!
//! Every screen is a [`Page`](view::Page): a heading and blocks (tables, forms, facts, charts). So lists, details and forms
//! look and behave alike, and a screen is made where its data is read. Messages come from `web/locales/en/admin`, styles from
//! `web/static/admin`.
//!
//! Invariant: pages hold no script, no inline style and no handler.

mod blocks;
mod layout;
mod messages;
pub mod routes;
pub mod view;

pub use layout::page;
pub use messages::localizer;
