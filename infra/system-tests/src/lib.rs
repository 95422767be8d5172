//! Trials of the whole shop: real processes, real HTTP, shoppers who do what browsers do.
//!
//! A trial builds nothing. It uses the programs beside its own and `dist/components`, as `cargo xtask build` leaves
//! them, and says so where they are missing. Every shop has a folder, a database and ports of its own.

pub mod catalogue;
pub mod checkout;
pub mod disk;
pub mod drill;
pub mod history;
pub mod markup;
pub mod metrics;
pub mod nonsense;
pub mod page;
pub mod raw;
pub mod rush;
pub mod shop;
pub mod shopper;

pub use catalogue::Offer;
pub use checkout::{Purchase, Review, placed_number};
pub use disk::SmallDisk;
pub use outpost_regions::Programs;
pub use page::{Form, Page};
pub use shop::{Setup, Shop, in_every_mode};
pub use shopper::Shopper;
