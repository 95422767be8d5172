//! One shop: a folder, a seeded database and an edge host that can be stopped, killed and started again.

use std::fs::{self, File};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use rustix::process::{Pid, Resource, Rlimit, Signal, getrlimit, kill_process, setrlimit};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::programs::Programs;
use crate::raw;
use crate::shopper::Shopper;

/// Cookies and tokens of trials are sealed with it; it guards nothing.
const SECRET_KEY: &str = "trials-trials-trials-trials-trials-trials-trials-trials-trials-trials-";
/// A first start compiles the components.
const START: Duration = Duration::from_secs(120);
const STOP: Duration = Duration::from_secs(30);

/// What a shop is like.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// Products in its catalogue.
    pub products: u32,
    /// More arguments for `outpost-edge up`.
    pub arguments: Vec<String>,
    /// A database to be used as it is, in place of a fresh one of this shop's own.
    pub database: Option<PathBuf>,
}

/// A shop of its own. The host dies with it.
#[derive(Debug)]
pub struct Shop {
    programs: Programs,
    folder: TempDir,
    database: PathBuf,
    address: SocketAddr,
    admin: SocketAddr,
    arguments: Vec<String>,
    host: Option<Child>,
}

impl Shop {
    /// Makes the database, starts the host and waits until it serves.
    ///
    /// # Errors
    /// When something is not built or does not start; the message holds the host's log.
    pub async fn open(setup: &Setup) -> Result<Self> {
        allow_many_connections()?;
        let folder = tempfile::tempdir().context("making a folder for the shop")?;
        let own = folder.path().join("shop.db");
        let mut shop = Self {
            programs: Programs::built()?,
            database: setup.database.clone().unwrap_or(own),
            address: free_address()?,
            admin: free_address()?,
            arguments: setup.arguments.clone(),
            host: None,
            folder,
        };
        if setup.database.is_none() {
            seed(&shop.programs, &shop.database, setup.products).await?;
        }
        fs::write(shop.folder.path().join("runtime.toml"), runtime_config(&shop.database))?;
        shop.start().await?;
        Ok(shop)
    }

    /// Starts the host again on the same address and waits until it serves; answers how long that took.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(&mut self) -> Result<Duration> {
        let began = Instant::now();
        let folder = self.folder.path();
        let log = File::options().create(true).append(true).open(folder.join("host.log"))?;
        let mut command = Command::new(&self.programs.edge);
        command.arg("up").arg("-f").arg(self.programs.root.join("spin.toml"));
        command.arg("--listen").arg(self.address.to_string()).env("OUTPOST_ADMIN_LISTEN", self.admin.to_string());
        command.arg("--runtime-config-file").arg(folder.join("runtime.toml"));
        command.arg("--state-dir").arg(folder).arg("--cache-dir").arg(&self.programs.compiled);
        for (name, value) in [
            ("secret_key", SECRET_KEY),
            ("public_url", &self.origin()),
            ("test_payments", "on"),
            ("rate_limit_writes_per_minute", "100000000"),
        ] {
            command.arg("--variable").arg(format!("{name}={value}"));
        }
        command.args(&self.arguments).kill_on_drop(true).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
        let mut host = command.spawn().with_context(|| format!("starting {}", self.programs.edge.display()))?;
        let output = host.stdout.take().context("the host's output")?;
        self.host = Some(host);
        let mut lines = BufReader::new(output).lines();
        let line = timeout(START, lines.next_line()).await.context("the edge host does not start")??;
        if !line.as_deref().unwrap_or("").starts_with("ready ") {
            bail!("the edge host does not start: it said {line:?} and logged:\n{}", self.log()?);
        }
        Ok(began.elapsed())
    }

    /// Kills the host as `kill -9` does.
    ///
    /// # Errors
    /// When it does not run.
    pub async fn kill(&mut self) -> Result<()> {
        let mut host = self.host.take().context("the host does not run")?;
        host.kill().await.context("killing the edge host")
    }

    /// Asks the host to stop, and waits until it has.
    ///
    /// # Errors
    /// When it does not run, does not stop in time or fails.
    pub async fn stop(&mut self) -> Result<()> {
        let mut host = self.host.take().context("the host does not run")?;
        let pid = host.id().and_then(|id| Pid::from_raw(id.cast_signed())).context("the host has ended by itself")?;
        kill_process(pid, Signal::TERM).context("asking the edge host to stop")?;
        let status = timeout(STOP, host.wait()).await.context("the edge host does not stop")??;
        ensure!(status.success(), "the edge host ended with {status}:\n{}", self.log()?);
        Ok(())
    }

    /// Stops the host and has `outpost-ctl verify` look for broken invariants; answers what it printed.
    ///
    /// # Errors
    /// When an invariant is broken; the message names it.
    pub async fn verify(&mut self) -> Result<String> {
        if self.host.is_some() {
            self.stop().await?;
        }
        control(&self.programs, &["verify"], &self.database).await
    }

    /// Where the shop answers: `http://127.0.0.1:port`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where the shop answers.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A new visitor of the market `prefix`, e.g. `en-gb`.
    pub fn shopper(&self, prefix: &str) -> Shopper {
        Shopper::new(&self.origin(), prefix)
    }

    /// The process id of the host, where it runs.
    pub fn host_id(&self) -> Option<u32> {
        self.host.as_ref().and_then(Child::id)
    }

    /// Everything that the host has logged.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn log(&self) -> Result<String> {
        fs::read_to_string(self.folder.path().join("host.log")).context("reading the host's log")
    }

    /// The sum of a metric over all its labels that contain `labels`, from the host's admin port.
    ///
    /// # Errors
    /// When the admin port does not answer.
    pub async fn metric(&self, name: &str, labels: &str) -> Result<f64> {
        let answer =
            raw::send(self.admin, b"GET /metrics HTTP/1.1\r\nhost: admin\r\nconnection: close\r\n\r\n").await?;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        let values = text.lines().filter(|line| line.starts_with(name) && line.contains(labels));
        let values = values.filter_map(|line| line.rsplit_once(' ').and_then(|(_, value)| value.parse::<f64>().ok()));
        Ok(values.sum())
    }
}

/// Makes and fills a database.
///
/// # Errors
/// When `outpost-ctl` fails; the message holds what it said.
pub async fn seed(programs: &Programs, database: &Path, products: u32) -> Result<()> {
    control(programs, &["migrate"], database).await?;
    control(programs, &["seed", "--products", &products.to_string()], database).await?;
    Ok(())
}

async fn control(programs: &Programs, arguments: &[&str], database: &Path) -> Result<String> {
    let mut command = Command::new(&programs.ctl);
    command.args(arguments).arg("--database").arg(database).stdin(Stdio::null());
    let output = command.output().await.with_context(|| format!("starting {}", programs.ctl.display()))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if !output.status.success() {
        let said = text(&output.stdout) + &text(&output.stderr);
        bail!("`outpost-ctl {}` failed ({}):\n{said}", arguments.join(" "), output.status);
    }
    Ok(text(&output.stdout))
}

/// Both labels name one file, as on one machine.
fn runtime_config(database: &Path) -> String {
    let label = |name: &str| {
        format!("[sqlite_database.{name}]\ntype = \"spin\"\npath = {:?}\n\n", database.display().to_string())
    };
    label("default") + &label("primary")
}

/// A thousand shoppers have as many connections, in this process and in the host that inherits its limits.
fn allow_many_connections() -> Result<()> {
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }).context("allowing more open files")
}

/// An address that was free a moment ago, so that a host keeps it over restarts.
fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("finding a free port")?;
    Ok(listener.local_addr()?)
}
