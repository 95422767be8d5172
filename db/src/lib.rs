//! Typed reads and typed commands over libSQL, and the `Sql` port through which every one of them runs.
//!
//! One statement a file under `queries/<noun>/`, next to the function that names its parameters and columns.
//! Invariant: this crate does not know spin-sdk; `outpost_platform` implements [`sql::Sql`] for Spin.

pub mod account;
pub mod audit;
pub mod cart;
pub mod catalogue;
pub mod command;
#[cfg(feature = "native")]
pub mod counting;
pub mod dashboard;
#[cfg(feature = "native")]
pub mod definitions;
pub mod delivery;
#[cfg(feature = "native")]
pub mod file;
pub mod fulfilment;
pub mod health;
pub mod home;
#[cfg(feature = "hrana")]
pub mod hrana;
pub mod inventory;
pub mod list;
pub mod listing;
pub mod market;
pub mod media;
#[cfg(feature = "native")]
pub mod migrate;
#[cfg(feature = "native")]
pub mod native;
pub mod order;
pub mod outbox;
pub mod payment;
pub mod product;
pub mod projection;
pub mod search;
pub mod shell;
pub mod sitemap;
pub mod sql;
pub mod staff;
#[cfg(feature = "native")]
pub mod testing;
pub mod transaction;
pub mod version;
