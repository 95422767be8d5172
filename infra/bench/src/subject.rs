//! What is measured: three servers over one catalogue.

use std::env;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result};
use outpost_system_tests::{Setup, Shop};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How the pages are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The edge host as it ships: with its page cache, compressed.
    Shipped,
    /// The component on an edge host that keeps no page and compresses none: every answer is rendered.
    Edge,
    /// The same crates, compiled for this machine, rendering every answer, too.
    Native,
}

impl Kind {
    /// All, in the order of the table.
    pub const ALL: [Self; 3] = [Self::Shipped, Self::Edge, Self::Native];
}

/// What makes an edge host render every answer.
const RENDERING: [&str; 3] = ["--page-cache", "0", "--no-compression"];

/// The servers of one catalogue; they end with it.
pub struct Subjects {
    /// Products in the catalogue.
    pub products: u32,
    /// The edge host as it ships.
    pub shop: Shop,
    rendering: Shop,
    native: SocketAddr,
    _process: Child,
}

impl Subjects {
    /// Starts the servers.
    ///
    /// # Errors
    /// When one does not start.
    pub async fn start(products: u32, database: &Path) -> Result<Self> {
        let setup = Setup { database: Some(database.to_owned()), ..Setup::default() };
        let shop = Shop::open(&setup).await?;
        let rendering = Shop::open(&Setup { arguments: RENDERING.map(str::to_owned).to_vec(), ..setup }).await?;
        let mut command = Command::new(env::current_exe().context("finding the running program")?);
        command.arg("native").arg("--database").arg(database);
        let mut process =
            command.kill_on_drop(true).stdout(Stdio::piped()).spawn().context("starting the native server")?;
        let output = process.stdout.take().context("the native server's output")?;
        let line = BufReader::new(output).lines().next_line().await?.context("the native server does not start")?;
        let native = line.strip_prefix("ready ").context("the native server is not ready")?.parse()?;
        Ok(Self { products, shop, rendering, native, _process: process })
    }

    /// Where a server answers.
    pub fn address(&self, kind: Kind) -> SocketAddr {
        match kind {
            Kind::Shipped => self.shop.address(),
            Kind::Edge => self.rendering.address(),
            Kind::Native => self.native,
        }
    }
}
