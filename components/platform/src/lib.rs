//! The ports between a component and its host: time, randomness, settings, counters, requests to other programs. Only this
//! crate names spin-sdk.
//!
//! The ports are traits, so that native tests can implement them. `spin` implements them, and `outpost_db`'s
//! [`Sql`](outpost_db::sql::Sql) port, over the Spin SDK.

#[cfg(any(test, feature = "spin"))]
mod faults;
pub mod ports;
#[cfg(feature = "spin")]
pub mod spin;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use outpost_db::sql::BoxFuture;
pub use ports::{Change, Clock, Entropy, HostError, Http, HttpError, KeyValue, Settings, Timer};
