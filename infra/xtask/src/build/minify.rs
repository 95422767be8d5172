//! Makes scripts and styles small with esbuild. Nothing is lowered: they are written for the browsers we serve.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::{process, setup, workspace::Workspace};

/// The text as a browser needs it; files other than `.css` and `.js` come back as they are.
///
/// # Errors
/// When esbuild cannot be installed or refuses the text; its own words go to the terminal.
pub fn minify(workspace: &Workspace, name: &str, text: String) -> Result<String> {
    let mut esbuild = setup::build_tool(workspace, "esbuild")?;
    esbuild.args(["--minify", "--charset=utf8", "--log-level=warning"]);
    match name.rsplit_once('.') {
        Some((_, "css")) => esbuild.arg("--loader=css"),
        Some((_, "js")) => esbuild.args(["--loader=js", "--format=esm"]),
        _ => return Ok(text),
    };
    let smaller = through(&mut esbuild, text.as_bytes()).with_context(|| format!("minifying {name}"))?;
    Ok(smaller.trim_end().to_owned())
}

/// Sends bytes through a program and returns what comes out.
fn through(command: &mut Command, input: &[u8]) -> Result<String> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting `{}`", process::shown(command)))?;
    // esbuild reads all of its input before it writes, so this cannot fill the pipe the other way. Dropping the handle
    // says that the input has ended.
    child.stdin.take().context("a pipe to the program")?.write_all(input)?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("`{}` failed ({})", process::shown(command), output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}
