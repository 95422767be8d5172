//! `outpost-ctl restore`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use outpost_ctl::restore::{self, Tolerance};
use outpost_ctl::{files, load};
use outpost_db::hrana::{Remote, Server};
use outpost_db::migrate;
use outpost_db::native::Database;

use super::target::{self, Target};
use super::verify::report;

/// What is to be restored, and where to.
#[derive(Args)]
pub struct Arguments {
    /// The backup.
    #[arg(long)]
    from: PathBuf,
    #[command(flatten)]
    target: target::TargetArguments,
    /// The data folder of a stopped sqld, in place of a file.
    #[arg(long, conflicts_with = "url")]
    sqld_data: Option<PathBuf>,
    /// Restores a backup although it breaks invariants; damage to the file itself is refused all the same.
    #[arg(long)]
    accept_broken_invariants: bool,
}

/// Checks the backup and puts it in its place. What it replaces is kept.
pub async fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let tolerance = if arguments.accept_broken_invariants { Tolerance::AllButDamage } else { Tolerance::None };
    let prepare = async |folder: &Path| {
        let prepared = restore::prepare(&arguments.from, folder, tolerance).await?;
        report("restore", &prepared.findings);
        anyhow::Ok(prepared)
    };
    let (place, kept) = if let Some(data) = &arguments.sqld_data {
        anyhow::ensure!(data.is_dir(), "there is no folder {}", data.display());
        let kept = restore::replace_sqld(&prepare(data).await?, data)?;
        (data.display().to_string(), Some(kept))
    } else {
        let target = arguments.target.target()?;
        let kept = match &target {
            Target::File(file) => restore::replace_file(&prepare(files::folder_of(file)).await?, file).await?,
            Target::Server(server) => {
                let prepared = prepare(&std::env::temp_dir()).await?;
                fill(server, &prepared.file()).await?;
                None
            }
        };
        (target.to_string(), kept)
    };
    if let Some(kept) = kept {
        println!("restore: what was there is kept as {}", kept.display());
    }
    println!("restore: {} is in the place of {place}", arguments.from.display());
    Ok(ExitCode::SUCCESS)
}

/// Loads the rows into a server that holds no shop yet.
async fn fill(server: &Server, file: &Path) -> anyhow::Result<()> {
    let remote = Remote::new(server)?;
    load::refuse_unfinished(&remote).await?;
    migrate::apply(&remote).await?;
    let from = Database::open_existing(file).await.context("cannot open the copy of the backup")?;
    Ok(load::load(&from, &remote, &mut |_| {}).await?)
}
