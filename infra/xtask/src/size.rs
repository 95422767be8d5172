//! `cargo xtask size`: what a browser downloads and what an edge loads, in bytes, against the budgets.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::{
    build::{self, components, compress, statics},
    workspace::Workspace,
};

/// Assets whose compressed size has a budget: their names, what is promised, in bytes.
const BUDGETS: [(&str, &[&str], u64); 3] = [
    ("styles", &["base.css", "shop.css"], 15_000),
    ("script before interaction", &["loader.js"], 5_000),
    ("islands' bundle", &["browser.js", "browser.wasm"], 90_000),
];

/// Show the bytes of assets and components, and hold assets against their budgets
///
/// Budgets count brotli. Those of whole pages (HTML at most 20 kB) are held by the browser journeys.
#[derive(clap::Args)]
pub struct Arguments {}

/// Runs the command.
///
/// # Errors
/// When a build fails or a budget is overrun.
pub fn run(workspace: &Workspace, _: &Arguments) -> Result<()> {
    build::everything(workspace, &build::native::PROGRAMS)?;
    let names = statics::manifest(workspace)?;
    println!("{:>9} {:>9} {:>9}  asset", "bytes", "gzip", "brotli");
    let mut smallest = BTreeMap::new();
    for (name, hashed_name) in &names {
        let path = workspace.dist("assets").join(hashed_name);
        let plain = bytes(&path)?;
        let [brotli, gzip] = compress::twins(&path).map(|twin| fs::metadata(twin).map_or(plain, |twin| twin.len()));
        println!("{plain:>9} {gzip:>9} {brotli:>9}  {name}");
        smallest.insert(name.as_str(), brotli);
    }
    println!("\n{:>9}  component", "bytes");
    for file in components::results(workspace) {
        println!("{:>9}  {}", bytes(&file)?, workspace.shown(&file));
    }
    println!("\n{:>9} {:>9}  budget", "bytes", "at most");
    let mut overrun = Vec::new();
    for (what, parts, budget) in BUDGETS {
        let total: u64 = parts.iter().filter_map(|part| smallest.get(part)).sum();
        println!("{total:>9} {budget:>9}  {what} ({})", parts.join(" + "));
        if total > budget {
            overrun.push(what);
        }
    }
    if overrun.is_empty() { Ok(()) } else { bail!("over budget: {}", overrun.join(", ")) }
}

fn bytes(file: &Path) -> Result<u64> {
    Ok(fs::metadata(file).with_context(|| format!("measuring {}", file.display()))?.len())
}
