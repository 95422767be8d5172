//! What is measured: several servers over one catalogue.

use std::env;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use outpost_system_tests::{Programs, Setup, Shop};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::databases;
use crate::views::{self, View};

/// How the pages are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The edge host as it ships: with its page cache, compressed.
    Shipped,
    /// The component on an edge host that keeps no page and compresses none: every answer is rendered.
    Edge,
    /// The same crates, compiled for this machine, rendering every answer, too.
    Native,
    /// The baseline's edge host as it shipped.
    BaselineShipped,
    /// The baseline's edge host, rendering every answer.
    BaselineEdge,
}

/// What makes an edge host render every answer.
const RENDERING: [&str; 3] = ["--page-cache", "0", "--no-compression"];

/// A server with the pages to ask it for.
pub struct Server {
    /// How it serves.
    pub kind: Kind,
    /// Where it answers.
    pub address: SocketAddr,
    /// Its pages. A baseline may have others than the current build.
    pub views: Vec<View>,
}

/// The servers of one catalogue; they end with it.
pub struct Subjects {
    /// Products in the catalogue.
    pub products: u32,
    /// In the order in which they take turns.
    pub servers: Vec<Server>,
    _shops: Vec<Shop>,
    _native: Child,
}

impl Subjects {
    /// Seeds what is missing and starts the servers.
    ///
    /// # Errors
    /// When one does not start.
    pub async fn start(products: u32, programs: &Programs, baseline: Option<&Path>) -> Result<Self> {
        let database = databases::seeded(programs, products).await?;
        let mut shops = hosts(programs, &database).await?;
        let views = views::of(&mut shops[0].shopper("en-gb")).await?;
        let (native, process) = native(&database).await?;
        let server = |kind, address, views: &[View]| Server { kind, address, views: views.to_vec() };
        let mut servers = vec![
            server(Kind::Shipped, shops[0].address(), &views),
            server(Kind::Edge, shops[1].address(), &views),
            server(Kind::Native, native, &views),
        ];
        if let Some(folder) = baseline {
            let programs = baseline_programs(folder)?;
            let database = databases::seeded(&programs, products).await?;
            let older = hosts(&programs, &database).await.context("starting the baseline")?;
            let views = views::of(&mut older[0].shopper("en-gb")).await.context("the baseline's pages")?;
            servers.push(server(Kind::BaselineShipped, older[0].address(), &views));
            servers.push(server(Kind::BaselineEdge, older[1].address(), &views));
            shops.extend(older);
        }
        Ok(Self { products, servers, _shops: shops, _native: process })
    }
}

/// An edge host as it ships, and one that renders every answer.
async fn hosts(programs: &Programs, database: &Path) -> Result<Vec<Shop>> {
    let mut shops = Vec::new();
    for arguments in [Vec::new(), RENDERING.map(str::to_owned).to_vec()] {
        let (programs, database) = (Some(programs.clone()), Some(database.to_owned()));
        shops.push(Shop::open(&Setup { programs, database, arguments, ..Setup::default() }).await?);
    }
    Ok(shops)
}

fn baseline_programs(folder: &Path) -> Result<Programs> {
    let root = folder.canonicalize().with_context(|| format!("finding {}", folder.display()))?;
    let programs = Programs {
        edge: root.join("outpost-edge"),
        ctl: root.join("outpost-ctl"),
        compiled: root.join("compiled"),
        statements: root.join("dist/statements.json"),
        root,
    };
    for file in [&programs.edge, &programs.ctl, &programs.root.join("spin.toml")] {
        ensure!(file.is_file(), "the baseline lacks {}", file.display());
    }
    Ok(programs)
}

async fn native(database: &Path) -> Result<(SocketAddr, Child)> {
    let mut command = Command::new(env::current_exe().context("finding the running program")?);
    command.arg("native").arg("--database").arg(database);
    let mut process =
        command.kill_on_drop(true).stdout(Stdio::piped()).spawn().context("starting the native server")?;
    let output = process.stdout.take().context("the native server's output")?;
    let line = BufReader::new(output).lines().next_line().await?.context("the native server does not start")?;
    let address = line.strip_prefix("ready ").context("the native server is not ready")?.parse()?;
    Ok((address, process))
}
