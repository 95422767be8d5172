//! Several regions on one machine: one primary, edge hosts beside copies of its database, and a way to the primary
//! from each that takes as long as the distance says and can break.
//!
//! Everything is a process of its own that can be killed, stopped and started again on the same addresses.

pub mod copies;
pub mod fleet;
pub mod host;
pub mod link;
pub mod place;
pub mod primary;
pub mod process;
pub mod programs;
pub mod region;
mod sqld;

pub use copies::{Copies, Kind};
pub use fleet::{Fleet, Plan};
pub use host::Host;
pub use link::{Link, Mode};
pub use place::Place;
pub use primary::Primary;
pub use process::{Process, Program, free_address};
pub use programs::Programs;
pub use region::Region;
