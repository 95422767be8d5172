//! The programs that run on this machine: the edge host, `outpost-ctl` and the rest, with the profile that tests share.

use std::path::PathBuf;

use anyhow::Result;

use crate::{build::packages, process, progress::step, workspace::Workspace};

/// Every program that other commands start.
pub const PROGRAMS: [&str; 4] = ["outpost-edge", "outpost-ctl", "outpost-regions", "outpost-drill"];

/// Builds native programs.
///
/// # Errors
/// When cargo fails.
pub fn build(workspace: &Workspace, programs: &[&str]) -> Result<()> {
    step(&format!("native programs: {}", programs.join(", ")), || {
        let mut cargo = process::cargo(workspace);
        cargo.args(["build", "--locked"]).args(packages::native());
        process::run(cargo.args(programs.iter().flat_map(|program| ["--bin", program])))
    })
}

/// The files that a build leaves.
pub fn results(workspace: &Workspace, programs: &[&str]) -> Vec<PathBuf> {
    programs.iter().map(|program| workspace.program(program)).collect()
}
