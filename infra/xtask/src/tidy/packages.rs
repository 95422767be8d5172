//! What the workspace's packages import, from `cargo metadata`, and which versions Cargo.lock holds.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::{process, tidy::Finding, workspace::Workspace};

/// Crates of which two versions could not talk to each other. Not axum: libSQL's replication brings an older one for its
/// own use, which no component ever sees.
const ONE_VERSION: [&str; 6] = ["leptos", "spin-sdk", "wasip3", "wasm-bindgen", "wasmtime", "wit-bindgen"];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// A package of the workspace.
#[derive(Deserialize)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// What it asks for.
    pub dependencies: Vec<Dependency>,
}

/// An arrow of import.
#[derive(Deserialize)]
pub struct Dependency {
    /// The package it leads to.
    pub name: String,
    /// `None` for a normal dependency, else `dev` or `build`.
    pub kind: Option<String>,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
}

/// The packages of the workspace.
///
/// # Errors
/// When cargo fails.
pub fn read(workspace: &Workspace) -> Result<Vec<Package>> {
    let mut cargo = process::cargo(workspace);
    let metadata = process::output(cargo.args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Metadata = serde_json::from_str(&metadata).context("reading `cargo metadata`")?;
    Ok(metadata.packages)
}

/// Holds the lock file against the rule of one version.
///
/// # Errors
/// When it cannot be read.
pub fn check_versions(workspace: &Workspace) -> Result<Vec<Finding>> {
    let lock = fs::read_to_string(workspace.path("Cargo.lock")).context("reading Cargo.lock")?;
    second_versions(&lock)
}

fn second_versions(lock: &str) -> Result<Vec<Finding>> {
    let lock: Lock = toml::from_str(lock).context("reading Cargo.lock")?;
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in lock.package {
        versions.entry(package.name).or_default().push(package.version);
    }
    let doubled = versions.into_iter().filter(|(name, found)| found.len() > 1 && ONE_VERSION.contains(&name.as_str()));
    let findings = doubled.map(|(name, found)| Finding {
        place: "Cargo.lock".to_owned(),
        fault: format!("{name} in {} versions: {}", found.len(), found.join(", ")),
        mend: "find who wants the other one with `cargo tree -i NAME@VERSION` and bring them together",
    });
    Ok(findings.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(versions: &[(&str, &str)], expect: usize) {
        let lock: String = versions
            .iter()
            .map(|(name, version)| format!("[[package]]\nname = {name:?}\nversion = {version:?}\n"))
            .collect();
        assert_eq!(second_versions(&lock).map(|findings| findings.len()).ok(), Some(expect), "{versions:?}");
    }

    #[test]
    fn a_second_version_of_what_must_be_one_is_found() {
        check(&[("wasip3", "0.7.1"), ("syn", "1.0.0"), ("syn", "2.0.0")], 0);
        check(&[("wasip3", "0.7.1"), ("wasip3", "0.10.0")], 1);
    }
}
