//! Embeds the static files of `dist/assets`, which `cargo xtask build` makes.
//!
//! Without that folder the component serves no static files, and native tests still compile.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo xtask build` sets this to a digest of the current files, since cargo cannot watch a file that is absent.
    println!("cargo:rerun-if-env-changed=OUTPOST_ASSETS");
    println!("cargo:rerun-if-changed=build.rs");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../dist/assets");
    let manifest = folder.join("manifest.json");
    let mut files = BTreeMap::new();
    if manifest.is_file() {
        println!("cargo:rerun-if-changed={}", manifest.display());
        let names: BTreeMap<String, String> = serde_json::from_str(&fs::read_to_string(&manifest)?)?;
        files.extend(names.into_values().map(|name| (name.clone(), folder.join(name))));
    }
    let mut table = String::from("&[\n");
    for (name, path) in files {
        let path = path.canonicalize()?;
        writeln!(
            table,
            "    File {{ name: {name:?}, identity: include_bytes!({path:?}), brotli: {}, gzip: {} }},",
            compressed(&path, "br"),
            compressed(&path, "gz"),
        )?;
    }
    table.push(']');
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("files.rs"), table)?;
    Ok(())
}

/// A compressed variant, as an expression of type `Option<&[u8]>`.
fn compressed(path: &Path, kind: &str) -> String {
    let file = PathBuf::from(format!("{}.{kind}", path.display()));
    if file.is_file() { format!("Some(include_bytes!({file:?}))") } else { "None".to_owned() }
}
