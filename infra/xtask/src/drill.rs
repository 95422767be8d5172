//! `cargo xtask drill`: faults in three regions under load, and a checker over what shoppers saw.

use std::{ffi::OsString, os::unix::process::CommandExt};

use anyhow::{Context, Result};

use crate::{build, process, setup, workspace::Workspace};

/// Break things at random in three regions under load, and check what shoppers saw
///
/// Builds what changed, then runs outpost-drill with the arguments given: --minutes N, --seed S, --copies
/// replica|sqld-http, --long for every fault on its own for 30 s; --help lists them all. Fails when a promise was broken,
/// and writes the history to a file.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct Arguments {
    /// Arguments for outpost-drill
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENT")]
    rest: Vec<OsString>,
}

/// Runs the command. The drill takes this process's place, so signals reach it directly.
///
/// # Errors
/// Those of building; returns only on an error.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    build::everything(workspace, &build::native::PROGRAMS)?;
    let mut drill = process::command(workspace, workspace.program("outpost-drill"));
    drill.env("SQLD", setup::sqld::find()?);
    Err(drill.args(&arguments.rest).exec()).context("starting outpost-drill")
}
