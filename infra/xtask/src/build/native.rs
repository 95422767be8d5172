//! The programs that run on this machine: the edge host, `outpost-ctl` and the rest, with the profile that tests share.

use std::path::PathBuf;

use anyhow::Result;

use crate::{build::components::COMPONENTS, process, progress::step, workspace::Workspace};

/// Every program that other commands start.
pub const PROGRAMS: [&str; 4] = ["outpost-edge", "outpost-ctl", "outpost-regions", "outpost-drill"];

/// Builds native programs.
///
/// # Errors
/// When cargo fails.
pub fn build(workspace: &Workspace, programs: &[&str]) -> Result<()> {
    step(&format!("native programs: {}", programs.join(", ")), || {
        let mut cargo = process::cargo(workspace);
        cargo.args(["build", "--locked"]).args(packages());
        process::run(cargo.args(programs.iter().flat_map(|program| ["--bin", program])))
    })
}

/// The files that a build leaves.
pub fn results(workspace: &Workspace, programs: &[&str]) -> Vec<PathBuf> {
    programs.iter().map(|program| workspace.program(program)).collect()
}

/// The packages that builds, lints and tests for this machine select, as arguments for cargo. They are the same every
/// time, because cargo settles the features of crates of others per selection: with another one, wasmtime and libSQL
/// would be compiled a second time.
pub fn packages() -> impl Iterator<Item = String> {
    let wasm = shells().chain(["outpost-browser".to_owned()]).flat_map(|package| ["--exclude".to_owned(), package]);
    ["--workspace".to_owned()].into_iter().chain(wasm)
}

/// The packages that become components.
pub fn shells() -> impl Iterator<Item = String> {
    COMPONENTS.into_iter().map(|component| format!("outpost-wasm-{component}"))
}
