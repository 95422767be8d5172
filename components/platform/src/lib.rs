//! The ports between a component and its host: time, randomness, settings, counters. Only this crate names spin-sdk.
//!
//! The ports are traits, so that native tests can implement them. `spin` implements them, and `outpost_db`'s
//! [`Sql`](outpost_db::sql::Sql) port, over the Spin SDK.

#[cfg(any(test, feature = "spin"))]
mod faults;
pub mod ports;
#[cfg(feature = "spin")]
pub mod spin;

pub use ports::{Change, Clock, Entropy, HostError, KeyValue, Settings};
