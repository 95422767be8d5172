//! Licences, bans and sources of everything in Cargo.lock: by `cargo deny` where it is installed, else by our own reading
//! of deny.toml's lists. Advisories are looked at by neither: their database is not in a package registry.

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::{process, progress::note, workspace::Workspace};

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

/// The part of deny.toml read here.
#[derive(Deserialize)]
struct Rules {
    licenses: Licences,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
}

/// Checks every package of the lock file.
///
/// # Errors
/// When a package has a licence, a source or a name that deny.toml does not allow; all of them are named.
pub fn check(workspace: &Workspace) -> Result<()> {
    let has_cargo_deny = process::is_on_path("cargo-deny");
    if has_cargo_deny {
        return process::run(process::cargo(workspace).args(["deny", "check", "licenses", "bans", "sources"]));
    }
    note("cargo-deny is not installed: reading deny.toml's lists of licences, bans and sources ourselves");
    let rules = std::fs::read_to_string(workspace.path("deny.toml")).context("reading deny.toml")?;
    let rules: Rules = toml::from_str(&rules).context("reading deny.toml")?;
    let metadata = process::output(process::cargo(workspace).args(["metadata", "--format-version", "1", "--locked"]))?;
    let metadata: Metadata = serde_json::from_str(&metadata)?;
    let offenders: Vec<String> = metadata.packages.iter().filter_map(|package| offence(package, &rules)).collect();
    if offenders.is_empty() { Ok(()) } else { bail!("{}", offenders.join("\n")) }
}

fn offence(package: &Package, rules: &Rules) -> Option<String> {
    let Package { name, version, license, source } = package;
    // Packages without a source are ours.
    let source = source.as_deref()?;
    if source != CRATES_IO {
        return Some(format!("{name} {version} comes from {source}"));
    }
    if rules.bans.deny.iter().any(|ban| ban.name == *name) {
        return Some(format!("{name} {version} is banned by deny.toml"));
    }
    let Some(licence) = license else { return Some(format!("{name} {version} states no licence")) };
    (!is_allowed(licence, &rules.licenses.allow)).then(|| format!("{name} {version} is under {licence}"))
}

/// Whether an SPDX expression can be met with allowed licences only. `/` is an old way to write OR.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any_of(&mut rest, allowed) && rest.is_empty()
}

fn any_of(words: &mut &[&str], allowed: &[String]) -> bool {
    let mut met = all_of(words, allowed);
    while let ["OR", rest @ ..] = *words {
        *words = rest;
        met |= all_of(words, allowed);
    }
    met
}

fn all_of(words: &mut &[&str], allowed: &[String]) -> bool {
    let mut met = one(words, allowed);
    while let ["AND", rest @ ..] = *words {
        *words = rest;
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut &[&str], allowed: &[String]) -> bool {
    let is_listed = |licence: &str| allowed.iter().any(|allowed| allowed == licence);
    match *words {
        ["(", rest @ ..] => {
            *words = rest;
            let met = any_of(words, allowed);
            let [")", rest @ ..] = *words else { return false };
            *words = rest;
            met
        }
        [licence, "WITH", exception, rest @ ..] => {
            *words = rest;
            is_listed(&format!("{licence} WITH {exception}")) || is_listed(licence)
        }
        [licence, rest @ ..] => {
            *words = rest;
            is_listed(licence)
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expression: &str, expect: bool) {
        let allowed = ["MIT", "Apache-2.0", "Unicode-3.0"].map(str::to_owned);
        assert_eq!(is_allowed(expression, &allowed), expect, "{expression}");
    }

    #[test]
    fn an_expression_is_allowed_when_its_choices_can_be_met() {
        check("MIT", true);
        check("MIT/Apache-2.0", true);
        check("GPL-3.0 OR MIT", true);
        check("GPL-3.0 AND MIT", false);
        check("(MIT OR GPL-3.0) AND Unicode-3.0", true);
        check("Apache-2.0 WITH LLVM-exception OR GPL-3.0", true);
        check("GPL-3.0", false);
        check("(MIT", false);
        check("", false);
    }
}
