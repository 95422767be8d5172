//! What a component asks of its host: time, randomness, settings, counters. The one crate that names spin-sdk.
//!
//! The ports are traits, so that native tests answer in Spin's place. `spin` implements them, and `outpost_db`'s
//! [`Sql`](outpost_db::sql::Sql) port, over the Spin SDK.

#[cfg(any(test, feature = "spin"))]
mod faults;
pub mod ports;
#[cfg(feature = "spin")]
pub mod spin;

pub use ports::{Clock, Entropy, HostError, KeyValue, Settings};
