//! The shop's pages: functions from view structs to whole HTML documents, without I/O.
//!
//! A handler fills a [`view`] struct and a [`view::Shell`], calls the function with the page's name and sends the
//! resulting string with its length. Shared parts and messages come from [`outpost_web_ui`], styles from `web/static`.
//!
//! Invariant: pages hold no inline script, style or handler; the only data block is JSON-LD on the product page.

mod cart;
mod checkout;
mod context;
mod error;
mod home;
mod info;
mod layout;
mod listing;
mod order;
mod parts;
pub mod paths;
mod payment;
mod product;
pub mod routes;
#[cfg(feature = "samples")]
pub mod samples;
mod track;
mod unavailable;
mod unpaid;
pub mod view;

pub use cart::cart;
pub use checkout::{checkout, delivery, review};
pub use error::error;
pub use home::home;
pub use info::info;
pub use listing::listing;
pub use order::{cancellation, order};
pub use payment::{payment, pending_payment};
pub use product::product;
pub use track::track;
pub use unavailable::primary_unavailable;
pub use unpaid::unpaid_limit;
