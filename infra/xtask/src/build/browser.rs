//! The browser's bundle: cargo, then wasm-bindgen as a library, then wasm-opt; into `dist/browser`.

use std::fs;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    build::toolchain::{BROWSER, Toolchain},
    fingerprint::{self, Stamp},
    process,
    progress::{skip, step},
    setup,
    workspace::Workspace,
};

const FINISH: &str = "wasm-bindgen and wasm-opt";
/// What browsers two years old have. Named one by one: `--all-features` writes encodings that browsers refuse.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Builds `dist/browser/browser.js` and `dist/browser/browser.wasm`.
///
/// # Errors
/// When set-up, cargo, wasm-bindgen or wasm-opt fails.
pub fn build(workspace: &Workspace, toolchain: Toolchain) -> Result<()> {
    step("browser bundle for wasm32-unknown-unknown", || {
        let mut cargo = toolchain.cargo(workspace, BROWSER);
        process::run(cargo.args(["--locked", "--profile", "browser", "--package", "outpost-browser"]))
    })?;
    let raw = toolchain.output(workspace, BROWSER, "browser").join("outpost_browser.wasm");
    let content = fs::read(&raw).with_context(|| format!("reading {}", raw.display()))?;
    let fingerprint = fingerprint::of_bytes(&content);
    let stamp = Stamp::at(workspace.dist("browser/.made-from"));
    if stamp.is(&fingerprint) {
        skip(FINISH);
        return Ok(());
    }
    step(FINISH, || finish(workspace, content))?;
    stamp.set(&fingerprint)
}

fn finish(workspace: &Workspace, module: Vec<u8>) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("browser", module).web(true)?.typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    let mut output = bindgen.generate_output()?;
    ensure!(
        output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty(),
        "a crate brings script snippets, which the loader does not serve: find and drop it"
    );
    fingerprint::write_if_changed(&workspace.dist("browser/browser.js"), output.js().as_bytes())?;
    let unoptimized = workspace.target("outpost/browser.wasm");
    fingerprint::write_if_changed(&unoptimized, &output.wasm_mut().emit_wasm())?;
    let mut optimizer = setup::build_tool(workspace, "wasm-opt")?;
    optimizer.args(["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"]).args(FEATURES);
    process::run(optimizer.arg(&unoptimized).arg("--output").arg(workspace.dist("browser/browser.wasm")))
}
