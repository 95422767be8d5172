//! `cargo xtask …`: everything a person does with this repository that is more than one cargo call.
//!
//! Each command sets up what it needs by itself and says so; `cargo xtask help COMMAND` documents it.

mod bench;
mod build;
mod demo;
mod docs;
mod drill;
mod e2e;
mod fingerprint;
mod infra;
mod process;
mod progress;
mod secrets;
mod setup;
mod shop;
mod size;
mod tally;
mod test;
mod tidy;
mod up;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

/// Build, run and check Outpost.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Arguments),
    Up(up::Arguments),
    Test(test::Arguments),
    E2e(e2e::Arguments),
    Bench(bench::Arguments),
    Demo(demo::Arguments),
    Docs(docs::Arguments),
    Drill(drill::Arguments),
    Infra(infra::Arguments),
    Size(size::Arguments),
    Tidy(tidy::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = Workspace::locate().and_then(|workspace| match arguments.command {
        Command::Build(arguments) => build::run(&workspace, &arguments),
        Command::Up(arguments) => up::run(&workspace, &arguments),
        Command::Test(arguments) => test::run(&workspace, &arguments),
        Command::E2e(arguments) => e2e::run(&workspace, &arguments),
        Command::Bench(arguments) => bench::run(&workspace, &arguments),
        Command::Demo(arguments) => demo::run(&workspace, &arguments),
        Command::Docs(arguments) => docs::run(&workspace, &arguments),
        Command::Drill(arguments) => drill::run(&workspace, &arguments),
        Command::Infra(arguments) => infra::run(&workspace, &arguments),
        Command::Size(arguments) => size::run(&workspace, &arguments),
        Command::Tidy(arguments) => tidy::run(&workspace, &arguments),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
