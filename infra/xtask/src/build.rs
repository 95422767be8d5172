//! `cargo xtask build`: the browser's bundle, then static files, then the components that embed them.

pub mod browser;
pub mod components;
pub mod compress;
pub mod minify;
pub mod native;
pub mod packages;
pub mod references;
pub mod statements;
pub mod statics;
pub mod toolchain;

use std::{path::PathBuf, thread};

use anyhow::{Result, anyhow};
use clap::ValueEnum;

use crate::{
    build::toolchain::Toolchain,
    fingerprint::{self, Stamp},
    progress::{note, step},
    workspace::Workspace,
};

/// Build the browser bundle, the static files and the components into dist/
///
/// Sets up by itself what is missing: the wasm targets (by rustup or, where its server is out of reach, from Debian's
/// rustc-web; OUTPOST_WASM_TOOLCHAIN=rustup|debian forces one) and two npm packages (wasm-opt and a minifier).
/// Nothing is done when no source has changed since the last build.
#[derive(clap::Args)]
pub struct Arguments {
    /// Build only this part, whatever has changed; may be given several times
    #[arg(long, value_enum)]
    only: Vec<Part>,
}

/// Outermost steps of a build that finds nothing done.
pub const STEPS: usize = 6;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The wasm module that wakes the islands: dist/browser
    Browser,
    /// Styles, scripts, icons and the bundle under hashed names: dist/assets
    Statics,
    /// The WASI components: dist/components
    Components,
    /// The edge host and outpost-ctl, for this machine, and the list of statements for the gateway
    Native,
}

/// Runs the command.
///
/// # Errors
/// Those of set-up, cargo and the tools.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    if arguments.only.is_empty() {
        return everything(workspace, &native::PROGRAMS);
    }
    let wants = |part| arguments.only.contains(&part);
    if wants(Part::Browser) {
        browser::build(workspace, Toolchain::prepare(workspace)?)?;
    }
    if wants(Part::Statics) {
        statics::build(workspace)?;
    }
    if wants(Part::Components) {
        components::build(workspace, Toolchain::prepare(workspace)?)?;
    }
    if wants(Part::Native) {
        statements::build(workspace)?;
        native::build(workspace, &native::PROGRAMS)?;
    }
    Ok(())
}

/// Builds the components and the given native programs, where something changed. One fingerprint over all sources answers "nothing" without asking cargo, which takes seconds
/// for three targets.
///
/// # Errors
/// As [`run`].
pub fn everything(workspace: &Workspace, programs: &[&str]) -> Result<()> {
    statements::build(workspace)?;
    // Taken before the build: a source that is edited meanwhile is built by the next one.
    let sources = fingerprint::of_paths(&sources(workspace))?;
    let stamp = Stamp::at(workspace.target("outpost").join(format!("built-{}", programs.join("-"))));
    let has_programs = native::results(workspace, programs).iter().all(|program| program.is_file());
    if has_programs && stamp.is(&format!("{sources} {}", finished(workspace)?)) {
        note("nothing to build: no source has changed");
        return Ok(());
    }
    let toolchain = step("compiler for wasm", || Toolchain::prepare(workspace))?;
    // Side by side: linking a wasm module as a whole keeps one processor busy, and the native build the other.
    thread::scope(|scope| {
        let native = scope.spawn(|| native::build(workspace, programs));
        let wasm = wasm(workspace, toolchain);
        let native = native.join().map_err(|_| anyhow!("the native build panicked"))?;
        wasm.and(native)
    })?;
    stamp.set(&format!("{sources} {}", finished(workspace)?))
}

/// The browser's bundle, the static files that contain it and the components that embed those.
fn wasm(workspace: &Workspace, toolchain: Toolchain) -> Result<()> {
    browser::build(workspace, toolchain)?;
    statics::build(workspace)?;
    components::build(workspace, toolchain)
}

/// What a build leaves in `dist/`: two target folders over one checkout never believe each other's stamps.
fn finished(workspace: &Workspace) -> Result<String> {
    fingerprint::of_paths(&[vec![workspace.dist("assets/manifest.json")], components::results(workspace)].concat())
}

/// Everything a build reads.
fn sources(workspace: &Workspace) -> Vec<PathBuf> {
    let named = [
        "Cargo.toml",
        "Cargo.lock",
        "components",
        "db",
        "infra",
        "web/browser",
        "web/islands",
        "web/locales",
        "web/shop",
        "web/static",
        "web/ui",
    ];
    named.iter().map(|name| workspace.path(name)).collect()
}
