//! The ports over the Spin SDK (WASI 0.3.0): what runs in a component.

mod databases;
mod deadline;
mod host;
mod outgoing;
mod stores;

pub use databases::Database;
pub use host::{HostClock, HostEntropy, HostTimer, Variables};
pub use outgoing::HttpClient;
pub use stores::Store;
