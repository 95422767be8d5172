//! System tests: the whole shop as real processes, driven over HTTP by shoppers that behave like browsers.
//!
//! A test builds nothing. It uses the programs beside its own and `dist/components`, as `cargo xtask build` leaves
//! them, and says so where they are missing. Each shop has its own folder, database and ports.

pub mod catalogue;
pub mod checkout;
pub mod contention;
pub mod disk;
pub mod drill;
pub mod fuzz;
pub mod history;
pub mod machine;
mod markup;
pub mod metrics;
pub mod page;
pub mod paying;
pub mod raw_http;
pub mod shop;
pub mod shopper;

pub use catalogue::Offer;
pub use checkout::{Purchase, Review, placed_number};
pub use disk::SmallDisk;
pub use outpost_regions::Programs;
pub use page::{Form, Page};
pub use paying::HostedPage;
pub use shop::{Setup, Shop, in_every_mode};
pub use shopper::Shopper;
