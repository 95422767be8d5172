//! `outpost-ctl verify`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use outpost_ctl::verify::{self, Finding, OFFENDERS_SHOWN};
use outpost_ctl::{files, project, replica};
use outpost_db::native::Database;

use super::target::{Target, TargetArguments};

/// Checks the file, or a copy of what the server holds now.
pub async fn run(arguments: &TargetArguments) -> anyhow::Result<ExitCode> {
    let findings = match arguments.target()? {
        Target::File(file) => check(&file).await?,
        Target::Server(server) => {
            let folder = files::temporary_folder(&std::env::temp_dir()).context("cannot make a temporary folder")?;
            let copy = folder.path().join("copy");
            replica::fetch(&server, &copy).await?;
            // What an edit left to the projector is no damage.
            project::catch_up(&Database::open_existing(&copy).await?).await?;
            check(&copy).await?
        }
    };
    Ok(report("verify", &findings))
}

async fn check(file: &Path) -> anyhow::Result<Vec<Finding>> {
    anyhow::ensure!(file.is_file(), "there is no database at {}", file.display());
    let database = Database::open_existing(file).await.with_context(|| format!("cannot open {}", file.display()))?;
    Ok(verify::verify(&database).await?)
}

/// Prints each invariant. The code is 1 when one does not hold.
pub fn report(command: &str, findings: &[Finding]) -> ExitCode {
    let mut broken = 0;
    for finding in findings {
        if finding.offenders.is_empty() {
            println!("ok      {}", finding.invariant);
            continue;
        }
        broken += 1;
        println!("BROKEN  {}", finding.invariant);
        for offender in finding.offenders.iter().take(OFFENDERS_SHOWN) {
            println!("          {offender}");
        }
        if finding.offenders.len() > OFFENDERS_SHOWN {
            println!("          … and more");
        }
    }
    match broken {
        0 => println!("{command}: every invariant holds"),
        broken => println!("{command}: {broken} invariants do not hold"),
    }
    if broken == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
