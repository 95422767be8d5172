//! Lists the files under `migrations` and `definitions`, so that none is forgotten in code.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let (migrations, definitions) = (root.join("migrations"), root.join("definitions"));
    for folder in [&migrations, &definitions] {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    fs::write(out.join("migrations.rs"), list(&migrations, &sql_files(&migrations)?))?;
    let mut files = Vec::new();
    for kind in ["views", "triggers", "commands"] {
        files.extend(sql_files(&definitions.join(kind))?);
    }
    fs::write(out.join("definitions.rs"), list(&definitions, &files))
}

/// A slice of `File`, each with its path below `root` without ending.
fn list(root: &Path, files: &[PathBuf]) -> String {
    let mut text = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(file).with_extension("");
        text.push_str(&format!("    File {{ name: {name:?}, sql: include_str!({file:?}) }},\n"));
    }
    text.push_str("]\n");
    text
}

/// The SQL files in `folder`, by name.
fn sql_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "sql"));
    files.sort();
    Ok(files)
}
