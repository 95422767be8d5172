//! The panel uses every message of its catalogues, and no other key.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Folders whose code uses messages, from this package's root.
const SOURCES: [&str; 2] = ["src", "../../components/admin/src"];
const CALLS: [&str; 3] = [".text(\"", ".format(\"", ".plural(\""];

fn package(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

fn append(folder: &Path, text: &mut String) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            append(&path, text)?;
        } else {
            text.push_str(&fs::read_to_string(path)?);
        }
    }
    Ok(())
}

fn keys(folder: &str) -> io::Result<BTreeSet<String>> {
    let mut text = String::new();
    append(&package(folder), &mut text)?;
    let lines = text.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
    Ok(lines.filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned())).collect())
}

#[test]
fn the_panel_uses_every_message_and_every_key_it_uses_exists() -> io::Result<()> {
    let mut code = String::new();
    for folder in SOURCES {
        append(&package(folder), &mut code)?;
    }
    let (own, all) = (keys("../locales/en/admin")?, keys("../locales/en")?);
    for key in &own {
        assert!(code.contains(&format!("\"{key}\"")), "{key} is never used");
    }
    for call in CALLS {
        for key in code.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
            // Names of form fields are read by calls of the same look, and have no dash.
            assert!(!key.contains('-') || all.contains(key), "{key} is used but not in the catalogues");
        }
    }
    Ok(())
}
