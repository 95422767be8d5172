//! `outpost-ctl migrate`.

use std::process::ExitCode;

use outpost_db::migrate;

use super::target::TargetArguments;

/// Brings the database up to this build.
pub async fn run(arguments: &TargetArguments) -> anyhow::Result<ExitCode> {
    let target = arguments.target()?;
    match migrate::apply(&*target.open().await?).await? {
        0 => println!("migrate: {target} is up to date"),
        applied => println!("migrate: {applied} migrations applied to {target}"),
    }
    Ok(ExitCode::SUCCESS)
}
