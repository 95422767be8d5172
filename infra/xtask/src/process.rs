//! Starting other programs: with a clean environment, with errors that name the command.

use std::{
    env,
    ffi::OsStr,
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::workspace::{Clippy, Workspace};

/// A command that starts in the repository's root, without the variables cargo set for this process: left in place
/// they would make build scripts run again.
pub fn command(workspace: &Workspace, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace.path("."));
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let of_package = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"];
        if of_package.iter().any(|prefix| text.starts_with(prefix)) || text == "CARGO_PRIMARY_PACKAGE" {
            command.env_remove(&name);
        }
    }
    command
}

/// The cargo this process was started by. It lints our crates where the workspace says so, as `cargo clippy` does: by a
/// compiler that also generates code.
pub fn cargo(workspace: &Workspace) -> Command {
    let mut cargo = command(workspace, env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    if let Some(clippy) = workspace.clippy() {
        cargo.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
        let deny = if clippy == Clippy::Deny { "--deny__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__" } else { "" };
        cargo.env("CLIPPY_ARGS", deny);
    }
    cargo
}

/// Runs a command, its output going where ours goes.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("starting `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs a command and returns what it printed; what it complained about goes where ours goes.
///
/// # Errors
/// When it cannot be started, does not succeed or prints something other than UTF-8.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("starting `{}`", shown(command)))?;
    if !output.status.success() {
        bail!("`{}` failed ({})", shown(command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("reading the output of `{}`", shown(command)))
}

/// Whether a program of that name can be found on PATH.
pub fn is_on_path(program: &str) -> bool {
    on_path(program).is_some()
}

/// Where on PATH a program of that name lies.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let mut files = env::split_paths(&path).map(|folder| folder.join(format!("{program}{}", env::consts::EXE_SUFFIX)));
    files.find(|file| file.is_file())
}

/// The command as one would type it.
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
