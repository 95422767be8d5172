//! Several regions on one machine: one sqld that writes with a gateway in front of it, edge hosts beside replicas of its
//! database, a payment sandbox, and a way to the primary from each that takes as long as the distance says and can break.
//!
//! Everything is a process of its own that can be killed, stopped and started again on the same addresses.

mod address;
pub mod copies;
mod files;
pub mod fleet;
pub mod gateway;
pub mod host;
pub mod link;
pub mod place;
pub mod primary;
pub mod process;
pub mod programs;
pub mod region;
pub mod sandbox;
mod sqld;

pub use address::free_address;
pub use copies::{Copies, Kind};
pub use fleet::{Fleet, Plan};
pub use gateway::Gateway;
pub use host::Host;
pub use link::{Link, Mode};
pub use place::Place;
pub use primary::Primary;
pub use process::{Process, Program};
pub use programs::Programs;
pub use region::Region;
pub use sandbox::Sandbox;
