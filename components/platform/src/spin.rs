//! The ports over the Spin SDK (WASI 0.3.0): what runs in a component.

mod databases;
mod host;
mod stores;

pub use databases::Database;
pub use host::{HostClock, HostEntropy, Variables};
pub use stores::Store;
