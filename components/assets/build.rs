//! Embeds the finished static files of `dist/assets`, where `cargo xtask build` has made them.
//!
//! Without that folder the component serves no static files, and native tests compile all the same.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    // Set by `cargo xtask build` to what stands for the current set of files; cargo cannot watch a file that is absent.
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
            twin(&path, "br"),
            twin(&path, "gz"),
        )?;
    }
    table.push(']');
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("files.rs"), table)?;
    Ok(())
}

/// A compressed twin, as an expression of type `Option<&[u8]>`.
fn twin(path: &Path, kind: &str) -> String {
    let twin = PathBuf::from(format!("{}.{kind}", path.display()));
    if twin.is_file() { format!("Some(include_bytes!({twin:?}))") } else { "None".to_owned() }
}
