//! `cargo xtask bench`: the same pages on the edge host and natively, in one run.

use std::ffi::OsString;

use anyhow::Result;

use crate::{build, e2e, process, progress::step, workspace::Workspace};

/// Measure pages per second and latencies on the edge host beside a native server
///
/// Builds edge host, outpost-ctl and bench with the release profile, then runs infra/bench with the arguments given after
/// `--`. Leave the machine alone meanwhile.
#[derive(clap::Args)]
pub struct Arguments {
    /// Arguments for infra/bench
    #[arg(last = true)]
    rest: Vec<OsString>,
}

/// Runs the command.
///
/// # Errors
/// When a build or the bench fails.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    build::everything(workspace, &build::native::PROGRAMS)?;
    let packages = ["outpost-bench", "outpost-edge", "outpost-ctl"];
    step("release build of edge host, outpost-ctl and bench", || {
        let mut cargo = process::cargo(workspace);
        cargo.args(["build", "--locked", "--release"]);
        for package in packages {
            cargo.args(["--package", package]);
        }
        process::run(&mut cargo)
    })?;
    let mut bench = process::command(workspace, workspace.target("release/outpost-bench"));
    bench.envs(e2e::sqld().map(|sqld| ("SQLD", sqld)));
    process::run(bench.args(&arguments.rest))
}
