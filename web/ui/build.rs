//! Writes the table from a static file's name to its hashed address, out of `dist/assets/manifest.json`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, error, fs};

fn main() -> Result<(), Box<dyn error::Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../..");
    let manifest = root.join("dist/assets/manifest.json");
    println!("cargo:rerun-if-changed=build.rs");
    // A path that does not exist would run this at every build: `cargo xtask build` sets the variable instead.
    println!("cargo:rerun-if-env-changed=OUTPOST_ASSETS");
    if manifest.exists() {
        println!("cargo:rerun-if-changed={}", manifest.display());
    }

    let names: BTreeMap<String, String> = read(&manifest)?;
    let mut table = String::from("&[\n");
    for (name, hashed) in &names {
        writeln!(table, "    ({name:?}, {:?}),", format!("/assets/{hashed}"))?;
    }
    table.push(']');
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("assets.rs"), table)?;
    Ok(())
}

fn read(manifest: &Path) -> Result<BTreeMap<String, String>, Box<dyn error::Error>> {
    if !manifest.exists() {
        return Ok(BTreeMap::new());
    }
    Ok(serde_json::from_slice(&fs::read(manifest)?)?)
}
