//! Typed reads and typed commands over libSQL, and the `Sql` port through which every one of them runs.
//!
//! One statement a file under `queries/<noun>/`, next to the function that names its parameters and columns.
//! Invariant: this crate does not know spin-sdk; `outpost_platform` implements [`sql::Sql`] for Spin.

pub mod cart;
pub mod catalogue;
#[cfg(feature = "native")]
pub mod counting;
pub mod delivery;
pub mod health;
pub mod home;
#[cfg(feature = "hrana")]
pub mod hrana;
pub mod listing;
pub mod media;
pub mod migrate;
#[cfg(feature = "native")]
pub mod native;
pub mod order;
pub mod product;
pub mod search;
pub mod shell;
pub mod sitemap;
pub mod sql;
pub mod transaction;
pub mod version;
