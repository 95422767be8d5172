//! The design system: what all pages of Outpost share, whichever component serves them.
//!
//! - [`localizer`] is the way to text: messages, numbers, amounts and days as one locale writes them.
//! - [`layout`] renders the HTML document around a page's content.
//! - [`parts`] are small functions from data to HTML; [`view`] holds that data.
//! - [`asset`] gives the hashed address of a static file.
//!
//! Invariant: nothing here knows a route of the shop, a database or a request; only the domain is imported
//! (`infra/xtask` checks it).

mod assets;
mod catalogue;
pub mod formatting;
pub mod layout;
pub mod localizer;
pub mod messages;
pub mod parts;
pub mod prefectures;
pub mod route;
#[cfg(feature = "testing")]
pub mod testing;
pub mod view;

pub use assets::asset;
pub use catalogue::{locales, page_text};
