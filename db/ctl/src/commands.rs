//! One command a file: its arguments, and what it tells an operator.

mod backup;
mod export;
mod import;
mod migrate;
mod restore;
mod seed;
mod sender;
mod setting;
mod staff;
mod target;
mod verify;

use std::process::ExitCode;

use clap::Subcommand;

/// What `outpost-ctl` can do.
#[derive(Subcommand)]
pub enum Command {
    /// Brings a database up to this build; one that is up to date is left alone.
    Migrate(target::TargetArguments),
    /// Migrates, then fills an empty database with a generated catalogue.
    Seed(seed::Arguments),
    /// Takes in a file of products.
    Import(import::Arguments),
    /// Gives all products out as a file.
    Export(export::Arguments),
    /// Sets what a market's pages say of its company and bank account.
    Setting(setting::Arguments),
    /// Looks after the people who run the shop.
    Staff(staff::Arguments),
    /// Checks every invariant and ends with 1 when one does not hold.
    Verify(target::TargetArguments),
    /// Copies a database to a file while the shop sells, and checks the copy.
    Backup(backup::Arguments),
    /// Checks a backup and puts it in a database's place.
    Restore(restore::Arguments),
}

impl Command {
    /// Runs it. An error ends the program with 2.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Migrate(arguments) => migrate::run(&arguments).await,
            Self::Seed(arguments) => seed::run(&arguments).await,
            Self::Import(arguments) => import::run(&arguments).await,
            Self::Export(arguments) => export::run(&arguments).await,
            Self::Setting(arguments) => setting::run(&arguments).await,
            Self::Staff(arguments) => staff::run(&arguments).await,
            Self::Verify(arguments) => verify::run(&arguments).await,
            Self::Backup(arguments) => backup::run(&arguments).await,
            Self::Restore(arguments) => restore::run(&arguments).await,
        }
    }
}
