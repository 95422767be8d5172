//! `cargo xtask up`: from sources to a served shop.

use std::{net::SocketAddr, os::unix::process::CommandExt, path::PathBuf};

use anyhow::{Context, Result};

use crate::{build, shop::Shop, workspace::Workspace};

/// Build what changed, fill an empty database and serve the shop
///
/// Prints `ready http://…` once it serves; Ctrl-C stops it. The data folder holds the database, the secret that cookies
/// are signed with and the runtime configuration; delete it to begin anew. SPIN_VARIABLE_… sets variables of spin.toml.
#[derive(clap::Args)]
pub struct Arguments {
    /// Address to serve on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
    /// Folder for the database and all other state [default: data, in the repository]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Products in a new catalogue
    #[arg(long, value_name = "N", default_value_t = 1000)]
    products: u32,
}

/// Runs the command. The edge host takes this process's place, so signals reach it directly.
///
/// # Errors
/// Those of building and preparing; returns only on an error.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    build::everything(workspace)?;
    let data = arguments.data.clone().unwrap_or_else(|| workspace.path("data"));
    let shop = Shop::prepare(workspace, &data, arguments.products)?;
    Err(shop.host(workspace, arguments.listen).exec()).context("starting outpost-edge")
}
