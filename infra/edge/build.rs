//! Finds the WIT files of the published spin-sdk package and writes the host bindings' source for them.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What the edge host implements of Spin's interfaces; the WASI ones come from wasmtime's own crates.
const WORLD: &str = "
    package outpost:edge;
    world services {
        import spin:sqlite/sqlite@3.1.0;
        import spin:key-value/key-value@3.0.0;
        import spin:variables/variables@3.0.0;
        import wasi:keyvalue/store@0.2.0-draft2;
        import wasi:keyvalue/atomics@0.2.0-draft2;
    }
";

fn main() -> Result<(), Box<dyn Error>> {
    let wit = sdk_folder()?.join("wit");
    if !wit.is_dir() {
        return Err(format!("the spin-sdk package has no folder {}", wit.display()).into());
    }
    let source = format!(
        "wasmtime::component::bindgen!({{\n    inline: r#\"{WORLD}\"#,\n    path: {:?},\n    world: \
         \"outpost:edge/services\",\n    imports: {{ default: async | trappable }},\n    with: {{\n        \
         \"spin:sqlite/sqlite.connection\": crate::host::SqlConnection,\n        \
         \"spin:key-value/key-value.store\": crate::host::KeyValueStore,\n        \
         \"wasi:keyvalue/store.bucket\": crate::host::KeyValueStore,\n        \
         \"wasi:keyvalue/atomics.cas\": crate::host::CompareAndSwap,\n    }},\n}});\n",
        wit.display().to_string(),
    );
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("bindings.rs"), source)?;
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={}", wit.display());
    Ok(())
}

/// Asks cargo where the locked spin-sdk lies, so that its interfaces need not be copied into this repository.
fn sdk_folder() -> Result<PathBuf, Box<dyn Error>> {
    let manifest = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("Cargo.toml");
    let output = Command::new(env::var("CARGO")?)
        .args(["metadata", "--format-version", "1", "--manifest-path"])
        .arg(&manifest)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|package| package["name"] == "spin-sdk")
        .find_map(|package| package["manifest_path"].as_str())
        .and_then(|path| Path::new(path).parent())
        .map(Path::to_path_buf)
        .ok_or_else(|| "cargo metadata names no package spin-sdk".into())
}
