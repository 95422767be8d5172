//! Databases behind labels: a file of this process, a libSQL server, or a replica of a server's database.
//!
//! A file is opened with the `libsql` crate: many readers, exactly one writer. A statement is first tried where its first
//! word says it belongs. Reads run on a small pool of read-only connections and see the newest commit, since no snapshot
//! outlives its statement. Writes go to one thread that owns the only writing connection and commits waiting statements
//! in groups, so that one `fsync` covers them all. A write is acknowledged after its commit reached the disk.

mod authorizer;
mod database;
mod error;
mod file;
pub mod hrana;
mod limits;
pub mod private;
mod reader;
pub mod remote;
pub mod replica;
pub mod server_replica;
mod session;
mod statement;
mod verb;
mod watchdog;
mod writer;

pub use database::{Connection, Database};
pub use error::SqlError;
pub use file::{Durability, File};
pub use libsql::Value;
pub use limits::SqlLimits;
pub use statement::{Outcome, Statement};
