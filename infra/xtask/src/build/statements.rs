//! `dist/statements.json`: every statement that components and the edge host send. The gateway runs nothing else.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use toml::Table;

use crate::{
    fingerprint::{files_below, write_if_changed},
    workspace::Workspace,
};

/// Folders of `db/queries` whose statements only `outpost-ctl` and tests run.
const OFFLINE: [&str; 5] = ["migration", "projection", "seed", "testing", "verify"];
/// The search index of English, and those that take its place in other languages.
const ENGLISH: &str = "search_en";
const OTHERS: [&str; 2] = ["search_de", "search_ja"];

/// Writes the list.
///
/// # Errors
/// When a statement or the manifest cannot be read.
pub fn build(workspace: &Workspace) -> Result<()> {
    let mut statements = of_components(&workspace.path("db/queries"))?;
    let manifest: Table = fs::read_to_string(workspace.path("spin.toml"))?.parse().context("reading spin.toml")?;
    for component in manifest["component"].as_table().into_iter().flat_map(Table::values) {
        let page_cache = component.get("tool").and_then(|tool| tool.get("outpost")?.get("page_cache"));
        if let Some(sql) = page_cache.and_then(|page_cache| page_cache.get("version")?.as_str()) {
            statements.push(entry("page_cache", sql));
        }
    }
    let list = serde_json::to_string_pretty(&statements)? + "\n";
    write_if_changed(&workspace.dist("statements.json"), list.as_bytes())
}

/// What components send. The gateway refuses a statement that is missing here, so system tests over sqld find it.
fn of_components(folder: &Path) -> Result<Vec<Value>> {
    let mut statements = Vec::new();
    for file in files_below(folder)?.iter().filter(|file| !is_offline(file, folder)) {
        let sql = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
        let name = file.strip_prefix(folder)?.with_extension("").display().to_string();
        if sql.contains(ENGLISH) {
            statements.extend(OTHERS.map(|other| entry(&format!("{name} {other}"), &sql.replace(ENGLISH, other))));
        }
        statements.push(entry(&name, &sql));
    }
    Ok(statements)
}

fn is_offline(file: &Path, folder: &Path) -> bool {
    let first = file.strip_prefix(folder).ok().and_then(|file| file.iter().next());
    first.and_then(|first| first.to_str()).is_some_and(|first| OFFLINE.contains(&first))
}

fn entry(name: &str, sql: &str) -> Value {
    json!({ "name": name, "sql": sql })
}
