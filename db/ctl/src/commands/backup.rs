//! `outpost-ctl backup`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use outpost_ctl::backup;

use super::target::{self, Target};
use super::verify::report;

/// What is to be copied, and where to.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    target: target::TargetArguments,
    /// The file to write, which must not exist. Only its owner may read it.
    #[arg(long)]
    to: PathBuf,
}

/// Writes the backup. One that breaks invariants is written all the same, and the program ends with 1.
pub async fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let target = arguments.target.target()?;
    let findings = match &target {
        Target::File(file) => backup::of_file(file, &arguments.to).await?,
        Target::Server(server) => backup::of_server(server, &arguments.to).await?,
    };
    let code = report("backup", &findings);
    println!("backup: {target} is copied to {}", arguments.to.display());
    Ok(code)
}
