//! Static files under names that carry their content's hash, with brotli and gzip beside them; into `dist/assets`.
//!
//! What is taken: every file below `web/static` under its name without folders, and the browser's bundle as `browser.js`
//! and `browser.wasm`.
//! Texts may name other files, see [`crate::build::references`].

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    build::{compress, minify::minify, references},
    fingerprint::{self, Stamp},
    progress::{skip, step},
    workspace::Workspace,
};

/// Kinds whose text may name other files.
const TEXTS: [&str; 5] = ["css", "js", "svg", "json", "webmanifest"];

/// Builds `dist/assets`: hashed files, their compressed twins and `manifest.json` (name → hashed name).
///
/// # Errors
/// When a file cannot be read or written, refers to one that does not exist, or is refused by the minifier.
pub fn build(workspace: &Workspace) -> Result<()> {
    let inputs = ["web/static", "dist/browser", "infra/xtask/tools", "infra/xtask/src/build"];
    let fingerprint = fingerprint::of_paths(&inputs.map(|input| workspace.path(input)))?;
    let stamp = Stamp::at(workspace.dist("assets/.made-from"));
    if stamp.is(&fingerprint) && manifest_file(workspace).is_file() {
        skip("static files");
        return Ok(());
    }
    step("static files", || {
        let mut resolver = Resolver { workspace, sources: gather(workspace)?, done: BTreeMap::new(), open: Vec::new() };
        let names: Vec<_> = resolver.sources.keys().cloned().collect();
        for name in &names {
            resolver.hashed_name(name)?;
        }
        write(workspace, &resolver.done)
    })?;
    stamp.set(&fingerprint)
}

/// What stands for the current set of static files: changes when, and only when, one of them does.
///
/// # Errors
/// When the manifest cannot be read.
pub fn identity(workspace: &Workspace) -> Result<String> {
    fingerprint::of_paths(&[manifest_file(workspace)])
}

/// Every static file: name → hashed name.
///
/// # Errors
/// When they have not been built.
pub fn manifest(workspace: &Workspace) -> Result<BTreeMap<String, String>> {
    let file = manifest_file(workspace);
    let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    Ok(serde_json::from_str(&text)?)
}

fn manifest_file(workspace: &Workspace) -> PathBuf {
    workspace.dist("assets/manifest.json")
}

/// Every source by its name, before references are filled in.
fn gather(workspace: &Workspace) -> Result<BTreeMap<String, Vec<u8>>> {
    let folder = workspace.path("web/static");
    let mut sources = BTreeMap::new();
    for file in fingerprint::files_below(&folder)? {
        let content = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
        let name = file.file_name().with_context(|| format!("{} has no name", file.display()))?;
        let twin = sources.insert(name.to_string_lossy().into_owned(), content);
        ensure!(twin.is_none(), "two static files have the name of {}", file.display());
    }
    for name in ["browser.js", "browser.wasm"] {
        let file = workspace.dist("browser").join(name);
        let content = fs::read(&file).with_context(|| format!("reading {} (built by `browser`)", file.display()))?;
        sources.insert(name.to_owned(), content);
    }
    Ok(sources)
}

/// A finished file and the name it is served under.
struct Finished {
    hashed_name: String,
    content: Vec<u8>,
}

/// Finishes files in the order in which they name each other.
struct Resolver<'a> {
    workspace: &'a Workspace,
    sources: BTreeMap<String, Vec<u8>>,
    done: BTreeMap<String, Finished>,
    /// The files being finished, outermost first: meeting one of them again is a circle.
    open: Vec<String>,
}

impl Resolver<'_> {
    fn hashed_name(&mut self, name: &str) -> Result<String> {
        if let Some(finished) = self.done.get(name) {
            return Ok(finished.hashed_name.clone());
        }
        if self.open.iter().any(|open| open == name) {
            bail!("static files name each other in a circle: {} → {name}", self.open.join(" → "));
        }
        let Some(content) = self.sources.get(name).cloned() else {
            bail!("`{}` names `{name}`, which is no static file", self.open.join(" → "));
        };
        self.open.push(name.to_owned());
        let content = self.finish(name, content)?;
        self.open.pop();
        let hashed_name = hashed(name, &content)?;
        self.done.insert(name.to_owned(), Finished { hashed_name: hashed_name.clone(), content });
        Ok(hashed_name)
    }

    fn finish(&mut self, name: &str, content: Vec<u8>) -> Result<Vec<u8>> {
        if !name.rsplit_once('.').is_some_and(|(_, kind)| TEXTS.contains(&kind)) {
            return Ok(content);
        }
        let text = String::from_utf8(content).with_context(|| format!("{name} is not UTF-8"))?;
        let text = references::fill_in(&text, |other| Ok(format!("/assets/{}", self.hashed_name(other)?)))
            .with_context(|| format!("in {name}"))?;
        Ok(minify(self.workspace, name, text)?.into_bytes())
    }
}

/// `shop.css` → `shop.<16 hex digits>.css`; folders stay.
fn hashed(name: &str, content: &[u8]) -> Result<String> {
    let (stem, kind) = name.rsplit_once('.').with_context(|| format!("static file `{name}` has no extension"))?;
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte));
    ensure!(plain, "static file `{name}`: its name may hold ASCII letters, digits, `-`, `_` and `.` only");
    Ok(format!("{stem}.{}.{kind}", &fingerprint::of_bytes(content)[..16]))
}

/// Writes new files, leaves those that are there already, and removes what no name leads to any more.
fn write(workspace: &Workspace, files: &BTreeMap<String, Finished>) -> Result<()> {
    let folder = workspace.dist("assets");
    let manifest: BTreeMap<_, _> = files.iter().map(|(name, file)| (name, &file.hashed_name)).collect();
    let mut kept = vec![manifest_file(workspace)];
    for file in files.values() {
        let path = folder.join(&file.hashed_name);
        let twins = compress::twins(&path);
        if !path.is_file() {
            for (twin, content) in compress::compressed(&path, &file.content)? {
                fingerprint::write_if_changed(&twin, &content)?;
            }
            fingerprint::write_if_changed(&path, &file.content)?;
        }
        kept.push(path);
        kept.extend(twins);
    }
    remove_others(&folder, &kept)?;
    fingerprint::write_if_changed(&manifest_file(workspace), serde_json::to_string_pretty(&manifest)?.as_bytes())
}

fn remove_others(folder: &Path, kept: &[PathBuf]) -> Result<()> {
    for file in fingerprint::files_below(folder)? {
        if !kept.contains(&file) {
            fs::remove_file(&file).with_context(|| format!("removing {}", file.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expect: Option<&str>) {
        assert_eq!(hashed(name, b"").ok().as_deref(), expect);
    }

    #[test]
    fn a_hashed_name_keeps_folder_and_kind() {
        check("shop.css", Some("shop.e3b0c44298fc1c14.css"));
        check("icons/a.b.svg", Some("icons/a.b.e3b0c44298fc1c14.svg"));
        check("LICENSE", None);
        check("with space.css", None);
    }
}
