//! The command line, with Spin's names where Spin has the option.

mod up;

pub use up::Up;

use clap::{Parser, Subcommand};

use crate::gateway::arguments::GatewayArguments;

/// A small Spin-compatible runtime for HTTP components of WASI 0.3.
#[derive(Debug, Parser)]
#[command(name = "outpost-edge", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve an application until interrupted.
    Up(Box<Up>),
    /// Serve the sqld that writes to regions: their commands in groups that share a commit, and nothing that the build
    /// does not ship.
    Gateway(Box<GatewayArguments>),
}
