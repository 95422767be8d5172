//! `cargo xtask build`: the browser's bundle, then static files, then the components that embed them.

pub mod browser;
pub mod components;
pub mod compress;
pub mod minify;
pub mod native;
pub mod references;
pub mod statics;
pub mod toolchain;

use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;

use crate::{
    fingerprint::{self, Stamp},
    progress::note,
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

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The wasm module that wakes the islands: dist/browser
    Browser,
    /// Styles, scripts, icons and the bundle under hashed names: dist/assets
    Statics,
    /// The WASI components: dist/components
    Components,
    /// The edge host and outpost-ctl, for this machine
    Native,
}

/// Runs the command.
///
/// # Errors
/// Those of set-up, cargo and the tools.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    if arguments.only.is_empty() {
        return everything(workspace);
    }
    let wants = |part| arguments.only.contains(&part);
    if wants(Part::Browser) {
        browser::build(workspace)?;
    }
    if wants(Part::Statics) {
        statics::build(workspace)?;
    }
    if wants(Part::Components) {
        components::build(workspace)?;
    }
    if wants(Part::Native) {
        native::build(workspace)?;
    }
    Ok(())
}

/// Builds what changed. One fingerprint over all sources answers "nothing" without asking cargo, which takes seconds
/// for three targets.
///
/// # Errors
/// As [`run`].
pub fn everything(workspace: &Workspace) -> Result<()> {
    // Taken before the build: a source that is edited meanwhile is built by the next one.
    let sources = fingerprint::of_paths(&sources(workspace))?;
    let stamp = Stamp::at(workspace.target("outpost/sources"));
    let has_programs = native::results(workspace).iter().all(|program| program.is_file());
    if has_programs && stamp.is(&format!("{sources} {}", finished(workspace)?)) {
        note("nothing to build: no source has changed");
        return Ok(());
    }
    browser::build(workspace)?;
    statics::build(workspace)?;
    components::build(workspace)?;
    native::build(workspace)?;
    stamp.set(&format!("{sources} {}", finished(workspace)?))
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
