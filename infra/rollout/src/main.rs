//! `outpost-rollout`: plan, start, watch and stop rollouts.

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match cli::run(&cli::Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            let code = error.downcast_ref::<outpost_rollout::Refusal>().map_or(1, outpost_rollout::Refusal::exit_code);
            ExitCode::from(code)
        }
    }
}
