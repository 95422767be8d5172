//! The shop's pages: functions from view structs to whole HTML documents, without I/O.
//!
//! A handler fills a [`view`] struct and a [`view::Shell`], calls the function of the page's name here and sends the
//! string it gets, with its length. Words come from `web/locales`, styles from `web/static`.
//!
//! Invariant: pages hold no inline script, style or handler; the only data block is JSON-LD on the product page.

mod assets;
mod cart;
mod checkout;
mod context;
mod error;
mod home;
mod info;
mod layout;
mod listing;
mod markers;
mod order;
mod parts;
pub mod paths;
mod paused;
mod payment;
mod prefectures;
mod product;
#[cfg(feature = "samples")]
pub mod samples;
mod track;
pub mod view;
mod words;

pub use assets::asset;
pub use cart::cart;
pub use checkout::{checkout, delivery, review};
pub use error::error;
pub use home::home;
pub use info::info;
pub use listing::listing;
pub use order::order;
pub use paused::paused;
pub use payment::payment;
pub use product::product;
pub use track::track;
pub use words::{delivery_method, money};
