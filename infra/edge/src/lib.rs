//! The edge host: a small Spin-compatible runtime for HTTP components of WASI 0.3.
//!
//! It reads `spin.toml` and Spin's runtime configuration, runs components on wasmtime with instance reuse, and
//! gives them SQLite databases in this process, key-value stores, variables and outgoing HTTP.
//!
//! ```no_run
//! # async fn example() -> Result<(), outpost_edge::StartError> {
//! let running = outpost_edge::Host::start(outpost_edge::Options::new("spin.toml")).await?;
//! println!("http://{}", running.addr);
//! running.shutdown().await;
//! # Ok(())
//! # }
//! ```

mod backend;
#[allow(clippy::all, clippy::unwrap_used, reason = "generated")]
mod bindings;
mod cgroup;
pub mod cli;
mod compression;
mod databases;
pub mod descriptors;
mod error;
pub mod gateway;
mod host;
pub mod log;
pub mod manifest;
mod metrics;
mod options;
mod outbound;
mod page_cache;
mod plan;
mod problems;
mod routes;
mod runtime;
mod runtime_config;
mod server;
pub mod sql;
mod start;
mod status;
mod variables;

pub use error::StartError;
pub use options::{Limits, Options};
pub use problems::{Problem, Problems};
pub use start::{Host, Running};
