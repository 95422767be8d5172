//! `outpost-ctl migrate`.

use std::process::ExitCode;

use outpost_db::migrate;

use super::target::TargetArguments;

/// Brings the database up to this build.
pub async fn run(arguments: &TargetArguments) -> anyhow::Result<ExitCode> {
    let target = arguments.target()?;
    let applied = migrate::apply(&*target.open().await?).await?;
    if applied.is_nothing() {
        println!("migrate: {target} is up to date");
    } else {
        let definitions = if applied.definitions { ", definitions replaced" } else { "" };
        println!("migrate: {} migrations applied to {target}{definitions}", applied.migrations);
    }
    Ok(ExitCode::SUCCESS)
}
