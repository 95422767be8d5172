//! The command line, with Spin's names where Spin has the option.

mod up;

pub use up::Up;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::log::LogFormat;

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
    /// Serve one database file to regions over libSQL's HTTP API; the only process that writes the file.
    Primary(Primary),
}

/// Options of `primary`.
#[derive(Debug, Args)]
pub struct Primary {
    /// Address to listen on; port 0 takes a free one. There is no authentication: keep it on a private address.
    #[arg(long, default_value = "127.0.0.1:4001", value_name = "ADDR")]
    pub listen: SocketAddr,
    /// The database.
    #[arg(long, value_name = "FILE")]
    pub database: PathBuf,
    /// How log lines look.
    #[arg(long, env = "OUTPOST_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}
