//! `cargo xtask docs`: the feasibility study, the proposal and the presentation, built and checked.
//!
//! Typst (a compiler in a Python wheel) sets study and proposal, Marp makes the slides with the browser that tests use.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::{
    fingerprint::{self, Stamp},
    process,
    progress::{note, step},
    setup,
    workspace::Workspace,
};

/// Build the feasibility study, the proposal and the presentation into target/documents
///
/// Sets up by itself what is missing: Typst from PyPI, Marp from npm, a Chromium. Fails on a figure that no file in docs/data
/// has, on a link that leads nowhere and on a line of the assignment that no chapter answers.
#[derive(clap::Args)]
pub struct Arguments {}

/// Runs the command.
///
/// # Errors
/// When a tool cannot be had, or a document has a fault.
pub fn run(workspace: &Workspace, _: &Arguments) -> Result<()> {
    build(workspace)
}

/// Builds and checks all documents, as `cargo xtask test` does.
///
/// # Errors
/// As [`run`].
pub fn build(workspace: &Workspace) -> Result<()> {
    let python = typst(workspace, &workspace.target("documents-tools"))?;
    let programs = setup::npm_packages(workspace, "infra/documents", workspace.target("documents-tools"))?;
    let chromium = setup::chromium(workspace)?;
    let output = workspace.target("documents");
    step("study, proposal, slides", || {
        let mut build = process::command(workspace, &python);
        build.arg(workspace.path("infra/documents/build.py")).arg(workspace.path("")).arg(&output);
        build.arg(programs.join("marp")).arg(&chromium).env("PYTHONDONTWRITEBYTECODE", "1");
        process::run(&mut build)
    })?;
    note(&format!("documents are in {}", workspace.shown(&output)));
    Ok(())
}

/// The Python of an environment with Typst in it.
fn typst(workspace: &Workspace, tools: &Path) -> Result<PathBuf> {
    let requirements = workspace.path("infra/documents/requirements.txt");
    let environment = tools.join("python");
    let python = environment.join("bin/python");
    let stamp = Stamp::at(environment.join(".installed"));
    let wanted = fingerprint::of_paths(std::slice::from_ref(&requirements))?;
    if !stamp.is(&wanted) {
        if !process::is_on_path("python3") {
            bail!("python3 is not on PATH: install Python 3.11 or later (https://python.org)");
        }
        step("Typst", || {
            process::run(process::command(workspace, "python3").args(["-m", "venv"]).arg(&environment))?;
            let mut pip = process::command(workspace, &python);
            pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]).arg(&requirements);
            process::run(&mut pip)?;
            stamp.set(&wanted)
        })?;
    }
    Ok(python)
}
