//! The WASI components: one cargo call for all shells, then copies under the names that the manifests give them.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};

use crate::{
    build::{
        packages::{self, COMPONENTS},
        statics,
        toolchain::{EDGE, Toolchain},
    },
    fingerprint, process,
    progress::step,
    workspace::Workspace,
};

/// The guest of the edge host's tests, a workspace of its own.
const PROBE: &str = "infra/edge/tests/guests/probe/Cargo.toml";

/// Builds the components into `dist/components`.
///
/// # Errors
/// When set-up or cargo fails.
pub fn build(workspace: &Workspace, toolchain: Toolchain) -> Result<()> {
    step("components for wasm32-wasip2", || {
        let mut cargo = toolchain.cargo(workspace, EDGE);
        cargo.args(["--locked", "--profile", "edge"]);
        // Build scripts that read dist/assets run again when this changes, even where that folder did not exist before.
        cargo.env("OUTPOST_ASSETS", statics::identity(workspace)?);
        for shell in packages::shells() {
            cargo.args(["--package", &shell]);
        }
        process::run(&mut cargo)?;
        let built = toolchain.output(workspace, EDGE, "edge");
        for (component, finished) in COMPONENTS.iter().zip(results(workspace)) {
            let built = built.join(format!("outpost_wasm_{component}.wasm"));
            let content = fs::read(&built).with_context(|| format!("reading {}", built.display()))?;
            fingerprint::write_if_changed(&finished, &content)?;
        }
        Ok(())
    })
}

/// Builds the guest of the edge host's tests with the crates that the components have built; answers where it is.
///
/// # Errors
/// When set-up or cargo fails.
pub fn probe(workspace: &Workspace) -> Result<PathBuf> {
    let toolchain = Toolchain::prepare(workspace)?;
    let mut cargo = toolchain.cargo(workspace, EDGE);
    cargo.args(["--locked", "--profile", "edge", "--manifest-path", PROBE]);
    // Cargo would put it into a folder of the guest's own.
    cargo.arg("--target-dir").arg(toolchain.target(workspace));
    process::run(&mut cargo)?;
    Ok(toolchain.output(workspace, EDGE, "edge").join("outpost_edge_probe.wasm"))
}

/// The files a build leaves, in the order of [`COMPONENTS`].
pub fn results(workspace: &Workspace) -> Vec<PathBuf> {
    COMPONENTS.iter().map(|name| workspace.dist("components").join(format!("{name}.wasm"))).collect()
}
