//! What is measured: two servers over one catalogue.

use std::env;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result};
use outpost_trials::{Setup, Shop};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How the pages are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The component on the edge host.
    Edge,
    /// The same crates, compiled for this machine.
    Native,
}

impl Kind {
    /// Both, in the order of the table.
    pub const ALL: [Self; 2] = [Self::Edge, Self::Native];
}

/// The servers of one catalogue; they end with it.
pub struct Subjects {
    /// Products in the catalogue.
    pub products: u32,
    /// The edge host.
    pub shop: Shop,
    native: SocketAddr,
    _process: Child,
}

impl Subjects {
    /// Starts both servers.
    ///
    /// # Errors
    /// When one does not start.
    pub async fn start(products: u32, database: &Path) -> Result<Self> {
        let setup = Setup { database: Some(database.to_owned()), ..Setup::default() };
        let shop = Shop::open(&setup).await?;
        let mut command = Command::new(env::current_exe().context("finding the running program")?);
        command.arg("native").arg("--database").arg(database);
        let mut process =
            command.kill_on_drop(true).stdout(Stdio::piped()).spawn().context("starting the native server")?;
        let output = process.stdout.take().context("the native server's output")?;
        let line = BufReader::new(output).lines().next_line().await?.context("the native server does not start")?;
        let native = line.strip_prefix("ready ").context("the native server is not ready")?.parse()?;
        Ok(Self { products, shop, native, _process: process })
    }

    /// Where a server answers.
    pub fn address(&self, kind: Kind) -> SocketAddr {
        match kind {
            Kind::Edge => self.shop.address(),
            Kind::Native => self.native,
        }
    }
}
