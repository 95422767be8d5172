//! cargo's part of the checks: formatting, lints and the tests that run on this machine.

use std::{path::Path, process::Command};

use anyhow::Result;

use crate::{
    build::{
        native::{packages, shells},
        toolchain::{BROWSER, EDGE, Toolchain},
    },
    process,
    progress::note,
    workspace::Workspace,
};

/// Formatting of every crate.
///
/// # Errors
/// When a file would be changed by `cargo fmt`.
pub fn formatting(workspace: &Workspace) -> Result<()> {
    process::run(process::cargo(workspace).args(["fmt", "--all", "--check"]))
}

/// Clippy over the native crates, the components and the browser's crate, warnings denied. The wasm crates are looked at
/// with rustup's compiler only: Debian packages no clippy for its own.
///
/// # Errors
/// When no compiler for wasm can be made ready.
pub fn lints(workspace: &Workspace) -> Result<Vec<(String, Command)>> {
    let mut native = process::cargo(workspace);
    native.args(["clippy", "--all-targets"]).args(packages());
    let mut lints = vec![("clippy, native".to_owned(), native)];
    if Toolchain::prepare(workspace)? == Toolchain::Rustup {
        let mut components = process::cargo(workspace);
        components
            .args(["clippy", "--profile", "edge", "--target", EDGE])
            .args(shells().flat_map(|shell| ["--package".to_owned(), shell]));
        components.args(["--package", "outpost-platform", "--features", "outpost-platform/spin"]);
        let mut browser = process::cargo(workspace);
        browser.args(["clippy", "--profile", "browser", "--target", BROWSER, "--package", "outpost-browser"]);
        browser.args(["--package", "outpost-islands", "--features", "outpost-islands/hydrate"]);
        lints.extend([("clippy, components".to_owned(), components), ("clippy, browser".to_owned(), browser)]);
    } else {
        note("the wasm crates are not linted: Debian packages no clippy for its compiler");
    }
    for (_, lint) in &mut lints {
        lint.args(["--", "--deny", "warnings"]);
    }
    Ok(lints)
}

/// Every native test, unit to trial; those that take an sqld find it in the variable SQLD.
pub fn tests(workspace: &Workspace, sqld: Option<&Path>) -> Command {
    let mut cargo = process::cargo(workspace);
    cargo.envs(sqld.map(|sqld| ("SQLD", sqld)));
    cargo.args(["test", "--no-fail-fast"]).args(packages());
    cargo
}
