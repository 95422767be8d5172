//! `outpost-ctl`: looks after a database, be it a file or a libSQL server.

mod commands;

use std::process::ExitCode;

use clap::Parser;

use commands::Command;

/// Looks after an Outpost database.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    Arguments::parse().command.run().await.unwrap_or_else(|error| {
        eprintln!("outpost-ctl: {error:#}");
        ExitCode::from(2)
    })
}
