//! Writes two tables: from a static file's name to its hashed address, out of `dist/assets/manifest.json`, and from a
//! language to its catalogue, out of the folders of `web/locales`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, error, fs};

type Result<T> = std::result::Result<T, Box<dyn error::Error>>;

/// The language that stands in for every other, listed first.
const FALLBACK: &str = "en";
/// Catalogues of applications that read them by themselves.
const APART: [&str; 1] = ["sandbox"];

fn main() -> Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../..");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed=build.rs");
    fs::write(out.join("assets.rs"), assets(&root)?)?;
    fs::write(out.join("catalogues.rs"), catalogues(&root.join("web/locales"))?)?;
    Ok(())
}

fn assets(root: &Path) -> Result<String> {
    let manifest = root.join("dist/assets/manifest.json");
    // A path that does not exist would run this at every build: `cargo xtask build` sets the variable instead.
    println!("cargo:rerun-if-env-changed=OUTPOST_ASSETS");
    let names: BTreeMap<String, String> = if manifest.exists() {
        println!("cargo:rerun-if-changed={}", manifest.display());
        serde_json::from_slice(&fs::read(manifest)?)?
    } else {
        BTreeMap::new()
    };
    let mut table = String::from("&[\n");
    for (name, hashed) in &names {
        writeln!(table, "    ({name:?}, {:?}),", format!("/assets/{hashed}"))?;
    }
    table.push(']');
    Ok(table)
}

fn catalogues(folder: &Path) -> Result<String> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut languages = names(folder, "")?;
    languages.sort_by_key(|language| (language != FALLBACK, language.clone()));
    let mut table = format!("static CATALOGUES: [Catalogue; {}] = [\n", languages.len());
    for language in languages {
        let folder = folder.join(&language);
        writeln!(table, "    Catalogue::new({language:?}, &[")?;
        for name in names(&folder, ".ftl")?.iter().filter(|name| !APART.contains(&name.as_str())) {
            writeln!(table, "        include_str!({:?}),", folder.join(name).with_extension("ftl"))?;
        }
        writeln!(table, "    ], &[")?;
        for name in names(&folder.join("pages"), ".txt")? {
            let file = folder.join("pages").join(&name).with_extension("txt");
            writeln!(table, "        ({name:?}, include_str!({file:?})),")?;
        }
        writeln!(table, "    ]),")?;
    }
    table.push_str("];\n");
    Ok(table)
}

/// The names in a folder that end so, without the end, in order.
fn names(folder: &Path, end: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().into_string().map_err(|name| format!("{name:?} is no text"))?;
        names.extend(name.strip_suffix(end).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}
