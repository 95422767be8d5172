//! cargo's part of the checks: formatting, lints and the tests that run on this machine.

use std::{path::PathBuf, process::Command};

use anyhow::Result;

use crate::{
    build::{
        packages::{self, shells},
        toolchain::{BROWSER, EDGE, Toolchain},
    },
    process,
    progress::note,
    tally::{self, Tally},
    workspace::Workspace,
};

/// Formatting of every crate.
///
/// # Errors
/// When a file would be changed by `cargo fmt`.
pub fn formatting(workspace: &Workspace) -> Result<()> {
    process::run(process::cargo(workspace).args(["fmt", "--all", "--check"]))
}

/// Clippy over the components and the browser's crate, warnings denied. They are linted with rustup's compiler only:
/// Debian packages no clippy for its own.
///
/// # Errors
/// When no compiler for wasm can be made ready.
pub fn wasm_lints(workspace: &Workspace) -> Result<Vec<(String, Command)>> {
    let mut lints = Vec::new();
    if Toolchain::prepare(workspace)? == Toolchain::Rustup {
        let mut components = process::cargo(workspace);
        components
            .args(["clippy", "--locked", "--profile", "edge", "--target", EDGE])
            .args(shells().flat_map(|shell| ["--package".to_owned(), shell]));
        components.args(["--package", "outpost-platform", "--features", "outpost-platform/spin"]);
        let mut browser = process::cargo(workspace);
        browser.args([
            "clippy",
            "--locked",
            "--profile",
            "browser",
            "--target",
            BROWSER,
            "--package",
            "outpost-browser",
        ]);
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

/// The system tests: they start processes and want the machine alone.
const SYSTEM_TESTS: &str = "package(outpost-system-tests)";

/// A run of tests.
pub struct Tests {
    /// What it is called in the report.
    pub name: &'static str,
    command: Command,
    is_nextest: bool,
}

impl Tests {
    /// Runs and counts them.
    ///
    /// # Errors
    /// When they cannot be started.
    pub fn run(mut self) -> Result<Tally> {
        if self.is_nextest { tally::stream_stderr(&mut self.command) } else { tally::stream(&mut self.command) }
    }
}

/// Builds every native test, and runs none.
pub fn build_tests(workspace: &Workspace) -> Command {
    let mut cargo = process::cargo(workspace);
    cargo.args(["test", "--locked", "--no-run", "--quiet"]).args(packages::native());
    cargo
}

/// Every native test, from unit tests to system tests, with variables that tell them what there is.
pub fn tests(workspace: &Workspace, environment: &[(&str, PathBuf)]) -> Vec<Tests> {
    let is_nextest = process::is_on_path("cargo-nextest");
    let run = |name, arguments: &[&str]| {
        let mut command = process::cargo(workspace);
        command.args(arguments).args(["--locked", "--no-fail-fast"]).args(packages::native());
        command.envs(environment.iter().map(|(name, value)| (name, value)));
        Tests { name, command, is_nextest }
    };
    if !is_nextest {
        return vec![run("tests", &["test"])];
    }
    let others = format!("not {SYSTEM_TESTS}");
    vec![
        run("tests", &["nextest", "run", "--filterset", &others]),
        run("system tests", &["nextest", "run", "--filterset", SYSTEM_TESTS]),
    ]
}
