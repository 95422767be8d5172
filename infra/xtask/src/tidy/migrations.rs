//! Migrations are immutable once merged: `db/migrations.sha256` holds the hash of each.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result};

use crate::{
    fingerprint::{files_below, of_bytes, write_if_changed},
    tidy::Finding,
    workspace::Workspace,
};

const FOLDER: &str = "db/migrations";
const LIST: &str = "db/migrations.sha256";

type Hashes = BTreeMap<String, String>;

/// Holds the folder against the list. Before there is a list, nothing has been merged.
///
/// # Errors
/// When a file cannot be read.
pub fn check(workspace: &Workspace) -> Result<Vec<Finding>> {
    let list = workspace.path(LIST);
    if !list.is_file() {
        return Ok(Vec::new());
    }
    let recorded = fs::read_to_string(&list).with_context(|| format!("reading {LIST}"))?;
    Ok(compare(&parse(&recorded), &present(workspace)?))
}

/// Writes the list from what the folder holds.
///
/// # Errors
/// When a file cannot be read or written.
pub fn record(workspace: &Workspace) -> Result<()> {
    let lines: String = present(workspace)?.iter().map(|(name, hash)| format!("{hash}  {name}\n")).collect();
    write_if_changed(&workspace.path(LIST), lines.as_bytes())
}

fn present(workspace: &Workspace) -> Result<Hashes> {
    let mut hashes = Hashes::new();
    for file in files_below(&workspace.path(FOLDER))? {
        let content = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
        hashes.insert(workspace.shown(&file).to_string(), of_bytes(&content));
    }
    Ok(hashes)
}

/// Lines as `sha256sum` writes them.
fn parse(list: &str) -> Hashes {
    list.lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(hash, name)| (name.to_owned(), hash.to_owned()))
        .collect()
}

fn compare(recorded: &Hashes, present: &Hashes) -> Vec<Finding> {
    let names = recorded.keys().chain(present.keys().filter(|name| !recorded.contains_key(*name)));
    let findings = names.filter_map(|name| {
        let (fault, mend) = match (recorded.get(name), present.get(name)) {
            (Some(old), Some(new)) if old == new => return None,
            (Some(_), Some(_)) => {
                ("a merged migration was changed", "put it back and write the change as a new migration")
            }
            (Some(_), None) => ("a merged migration is gone", "put it back"),
            (None, _) => {
                ("is not in db/migrations.sha256", "run `cargo xtask tidy --record-migrations` when it is final")
            }
        };
        Some(Finding { place: name.clone(), fault: fault.to_owned(), mend })
    });
    findings.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(recorded: &str, present: &str, expect: &[&str]) {
        let findings = compare(&parse(recorded), &parse(present));
        let faults: Vec<_> = findings.iter().map(|finding| finding.fault.as_str()).collect();
        assert_eq!(faults, expect, "{recorded:?} {present:?}");
    }

    #[test]
    fn changed_lost_and_unrecorded_migrations_are_found() {
        check("aa  1.sql\n", "aa  1.sql\n", &[]);
        check("aa  1.sql\n", "bb  1.sql\n", &["a merged migration was changed"]);
        check("aa  1.sql\n", "", &["a merged migration is gone"]);
        check("", "aa  1.sql\n", &["is not in db/migrations.sha256"]);
    }
}
