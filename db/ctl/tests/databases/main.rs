//! What operators do to databases that are in use: files, and servers where the variable SQLD names an sqld.

mod buyer;
mod files;
mod program;
mod servers;
mod sqld;
mod transport;
