//! One shop: a folder, a seeded database and an edge host that can be stopped, killed and started again. It reads one
//! file, or it is a region overseas with a copy of the primary's database.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use outpost_regions::fleet::allow_many_connections;
use outpost_regions::{Copies, Fleet, Host, Place, Plan, Process, Programs, Sandbox, free_address, sandbox};
use tempfile::TempDir;
use tokio::process::Command;

use crate::metrics;
use crate::shopper::Shopper;

/// Variables of every host under test, besides its secrets. Writes are not rate-limited.
const VARIABLES: [(&str, &str); 2] = [("test_payments", "on"), ("rate_limit_writes_per_minute", "100000000")];
/// The value of every secret. It protects nothing of value.
const SECRET: &str = "system-tests-system-tests-system-tests-system-tests-system-tests-";
const MANIFEST: &str = include_str!("../../../spin.toml");

/// Variables of every host under test, with a value for each secret that spin.toml declares.
pub fn variables() -> Vec<(String, String)> {
    let names = MANIFEST.lines().filter_map(|line| line.split_once(" = {")).map(|(name, _)| name);
    let secrets = names.filter(|name| name.ends_with("_secret")).map(|name| (name, SECRET));
    VARIABLES.into_iter().chain(secrets).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Options of a shop.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// Products in its catalogue.
    pub products: u32,
    /// More arguments for `outpost-edge up`.
    pub arguments: Vec<String>,
    /// An existing database to use instead of a new one.
    pub database: Option<PathBuf>,
    /// The programs to use instead of those beside the running one.
    pub programs: Option<Programs>,
    /// How the region gets its copy; without it both labels name one file.
    pub copies: Option<Copies>,
}

/// Round trip of a region overseas to its primary, and how often its copy is synced.
const ROUND_TRIP: Duration = Duration::from_millis(20);
const SYNC: Duration = Duration::from_millis(250);

/// Runs a test over one file, and over every kind of copy that this machine can run, each time in a new shop.
///
/// # Errors
/// When a shop does not start or the test fails; the message names the mode.
pub async fn in_every_mode(setup: &Setup, test: impl AsyncFn(Shop) -> Result<()>) -> Result<()> {
    for copies in [None].into_iter().chain(Copies::at_hand().into_iter().map(Some)) {
        let name = copies.as_ref().map_or_else(|| "one file".to_owned(), Copies::described);
        println!("over {name}");
        let shop = Shop::open(&Setup { copies, ..setup.clone() }).await.with_context(|| name.clone())?;
        test(shop).await.context(name)?;
    }
    Ok(())
}

/// A shop. Its processes end when it is dropped.
#[derive(Debug)]
pub struct Shop {
    programs: Programs,
    database: PathBuf,
    address: SocketAddr,
    admin: SocketAddr,
    serving: Serving,
    sandbox: Option<Sandbox>,
    _folder: TempDir,
}

#[derive(Debug)]
enum Serving {
    Alone(Box<Process>),
    Region(Box<Fleet>),
}

impl Shop {
    /// Creates the database, starts the host and waits until it serves.
    ///
    /// # Errors
    /// When something is not built or does not start; the message contains the host's log.
    pub async fn open(setup: &Setup) -> Result<Self> {
        allow_many_connections()?;
        let programs = setup.programs.clone().map_or_else(Programs::built, Ok)?;
        let folder = tempfile::tempdir().context("creating a folder for the shop")?;
        let database = setup.database.clone().unwrap_or_else(|| folder.path().join("shop.db"));
        if setup.database.is_none() {
            seed(&programs, &database, setup.products).await?;
        }
        let mut variables = variables();
        let arguments = setup.arguments.clone();
        let Some(copies) = setup.copies.clone() else {
            let (address, admin) = (free_address()?, free_address()?);
            variables.push(("public_url".to_owned(), format!("http://{address}")));
            let mut sandbox = prepare_sandbox(&programs, folder.path())?;
            if let Some(sandbox) = &mut sandbox {
                sandbox.process.spawn()?;
                variables.extend(sandbox.variables());
            }
            let manifest = "spin.toml";
            let host =
                Host { manifest, listen: address, admin, folder: folder.path().to_owned(), variables, arguments };
            fs::write(host.runtime_config(), runtime_config(&database))?;
            let serving = Serving::Alone(Box::new(Process::new(host.program(&programs))));
            let mut shop = Self { programs, database, address, admin, serving, sandbox, _folder: folder };
            shop.start().await?;
            if let Some(sandbox) = &mut shop.sandbox {
                sandbox.process.ready().await?;
            }
            return Ok(shop);
        };
        let place = Place::anywhere(2, ROUND_TRIP)?.pop().context("a place overseas")?;
        let (address, admin) = (place.listen, place.admin);
        let plan = Plan {
            programs: programs.clone(),
            folder: folder.path().to_owned(),
            database,
            copies,
            places: vec![place],
            sandbox: free_address()?,
            sync_interval: SYNC,
            variables,
            arguments,
        };
        let fleet = Fleet::start(&plan).await?;
        let database = fleet.primary.database.clone();
        let serving = Serving::Region(Box::new(fleet));
        Ok(Self { programs, database, address, admin, serving, sandbox: None, _folder: folder })
    }

    fn host(&self) -> &Process {
        match &self.serving {
            Serving::Alone(host) => host,
            Serving::Region(fleet) => &fleet.regions[0].edge,
        }
    }

    fn host_mut(&mut self) -> &mut Process {
        match &mut self.serving {
            Serving::Alone(host) => host,
            Serving::Region(fleet) => &mut fleet.regions[0].edge,
        }
    }

    /// Starts the host again on the same address and waits until it serves. Returns how long that took.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(&mut self) -> Result<Duration> {
        self.host_mut().start().await
    }

    /// Kills the host as `kill -9` does.
    ///
    /// # Errors
    /// When it is not running.
    pub async fn kill(&mut self) -> Result<()> {
        self.host_mut().kill().await
    }

    /// Stops the host and waits until it has ended.
    ///
    /// # Errors
    /// When it is not running, does not stop in time or fails.
    pub async fn stop(&mut self) -> Result<()> {
        self.host_mut().stop().await
    }

    /// Stops everything and runs `outpost-ctl verify` on the primary's database. Returns what it printed.
    ///
    /// # Errors
    /// When an invariant is broken; the message names it.
    pub async fn verify(&mut self) -> Result<String> {
        if self.host().is_started() {
            self.stop().await?;
        }
        if let Serving::Region(fleet) = &mut self.serving {
            fleet.stop().await?;
        }
        verify(&self.programs, &self.database).await
    }

    /// The payment sandbox of the shop.
    ///
    /// # Errors
    /// When the programs are of a time before there was one.
    pub fn sandbox(&self) -> Result<&Sandbox> {
        match &self.serving {
            Serving::Alone(_) => self.sandbox.as_ref().context("a shop without a payment sandbox"),
            Serving::Region(fleet) => Ok(&fleet.sandbox),
        }
    }

    /// The shop's origin: `http://127.0.0.1:port`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The shop's address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A new visitor of the market `prefix`, e.g. `en-gb`.
    pub fn shopper(&self, prefix: &str) -> Shopper {
        Shopper::new(&self.origin(), prefix)
    }

    /// The host's log.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn log(&self) -> Result<String> {
        self.host().log()
    }

    /// The sum of a metric over all its labels that contain `labels`, from the host's admin port.
    ///
    /// # Errors
    /// When the admin port does not answer.
    pub async fn metric(&self, name: &str, labels: &str) -> Result<f64> {
        metrics::sum(self.admin, name, labels).await
    }
}

/// The sandbox, where the programs are of a time that has one: a measurement may compare with older ones.
fn prepare_sandbox(programs: &Programs, folder: &Path) -> Result<Option<Sandbox>> {
    let is_there = programs.root.join(sandbox::MANIFEST).is_file();
    is_there.then(|| Sandbox::prepare(programs, &folder.join("sandbox"), free_address()?)).transpose()
}

/// Creates and seeds a database.
///
/// # Errors
/// When `outpost-ctl` fails; the message contains its output.
pub async fn seed(programs: &Programs, database: &Path, products: u32) -> Result<()> {
    control(programs, &["migrate"], database).await?;
    control(programs, &["seed", "--products", &products.to_string()], database).await?;
    Ok(())
}

/// Migrates a database, which a host may have open.
///
/// # Errors
/// When `outpost-ctl` fails; the message contains its output.
pub async fn migrate(database: &Path) -> Result<()> {
    control(&Programs::built()?, &["migrate"], database).await.map(drop)
}

/// Runs `outpost-ctl verify` and returns what it printed.
///
/// # Errors
/// When an invariant is broken; the message names it.
pub async fn verify(programs: &Programs, database: &Path) -> Result<String> {
    control(programs, &["verify"], database).await
}

async fn control(programs: &Programs, arguments: &[&str], database: &Path) -> Result<String> {
    let mut command = Command::new(&programs.ctl);
    command.args(arguments).arg("--database").arg(database).stdin(Stdio::null());
    let output = command.output().await.with_context(|| format!("starting {}", programs.ctl.display()))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if !output.status.success() {
        let output_text = text(&output.stdout) + &text(&output.stderr);
        bail!("`outpost-ctl {}` failed ({}):\n{output_text}", arguments.join(" "), output.status);
    }
    Ok(text(&output.stdout))
}

/// Both labels name one file.
fn runtime_config(database: &Path) -> String {
    let label = |name: &str| {
        format!("[sqlite_database.{name}]\ntype = \"spin\"\npath = {:?}\n\n", database.display().to_string())
    };
    label("default") + &label("primary")
}
