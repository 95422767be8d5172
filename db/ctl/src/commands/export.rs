//! `outpost-ctl export FILE`: all products as a file in our own layout.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use outpost_db::catalogue::{export, reference};
use outpost_domain::market::Locale;

use super::target::TargetArguments;

/// Where products go.
#[derive(Args)]
pub struct Arguments {
    /// The file that is written; one that is there is replaced.
    file: PathBuf,
    #[command(flatten)]
    target: TargetArguments,
}

/// Writes the file.
pub async fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let database = arguments.target.target()?.open().await?;
    let reference = reference(&*database, Locale::ENGLISH).await?;
    let name = arguments.file.display();
    let mut file = File::create(&arguments.file).with_context(|| format!("cannot create {name}"))?;
    let count = export(&*database, &reference, &mut |part| file.write_all(&part)).await?;
    file.sync_all().with_context(|| format!("cannot write {name}"))?;
    println!("export: {count} products in {name}");
    Ok(ExitCode::SUCCESS)
}
