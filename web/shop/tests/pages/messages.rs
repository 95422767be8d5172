//! Pages use every message of the catalogues, and no other key.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Folders whose code uses messages, from this package's root.
const SOURCES: [&str; 4] = ["src", "../ui/src", "../account/src", "../mail/src"];
/// Calls whose first argument is a key.
const CALLS: [&str; 5] = [".text(\"", ".format(\"", ".plural(\"", ".named(\"", ".get(\""];
/// Keys made at run time begin like this.
const COMPOSED: [&str; 3] = ["country-", "info-legal-", "market-"];

fn package(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

fn append_sources(folder: &Path, text: &mut String) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            append_sources(&path, text)?;
        } else {
            text.push_str(&fs::read_to_string(path)?);
        }
    }
    Ok(())
}

pub fn keys() -> io::Result<BTreeSet<String>> {
    let mut keys = BTreeSet::new();
    for entry in fs::read_dir(package("../locales/en"))? {
        let path = entry?.path();
        // The sandbox is an application of its own, with pages of its own.
        let is_ours = path.file_stem().is_some_and(|name| name != "sandbox");
        if is_ours && path.extension().is_some_and(|extension| extension == "ftl") {
            let text = fs::read_to_string(path)?;
            let lines = text.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
            keys.extend(lines.filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned())));
        }
    }
    Ok(keys)
}

#[test]
fn pages_use_every_message_and_every_key_they_use_exists() -> io::Result<()> {
    let mut code = String::new();
    for folder in SOURCES {
        append_sources(&package(folder), &mut code)?;
    }
    let known = keys()?;
    for key in &known {
        let is_composed = COMPOSED.iter().any(|start| key.starts_with(start));
        assert!(is_composed || code.contains(&format!("\"{key}\"")), "{key} is never used");
    }
    for call in CALLS {
        for key in code.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(!key.contains('-') || known.contains(key), "{key} is used but not in the catalogues");
        }
    }
    Ok(())
}
