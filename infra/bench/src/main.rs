//! Side-by-side measurements: the shop's pages on the edge host and natively, with a small and a large catalogue, in
//! one run. Both serve the same views and statements from the same files; only the sandbox differs.

mod arguments;
mod compare;
mod databases;
mod gateway_orders;
mod load;
mod machine;
mod native;
mod orders;
mod subject;
mod table;
mod views;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use crate::arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    match &arguments.command {
        // The server under measurement uses every core, as the edge host does.
        Some(Command::Native { database }) => {
            tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(native::serve(database))
        }
        // The load comes from one thread: what it costs is taken from both servers alike.
        None => tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(compare::run(arguments)),
    }
}
