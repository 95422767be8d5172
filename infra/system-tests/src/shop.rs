//! One shop: a folder, a seeded database and an edge host that can be stopped, killed and started again. Over one file,
//! or in a region overseas with whatever its copy and its primary are.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use outpost_regions::fleet::allow_many_connections;
use outpost_regions::{Copies, Fleet, Host, Place, Plan, Process, Programs, free_address};
use tempfile::TempDir;
use tokio::process::Command;

use crate::metrics;
use crate::shopper::Shopper;

/// What every host of a trial is told: the key seals cookies and tokens and guards nothing, and shoppers may write as
/// often as they like.
pub const VARIABLES: [(&str, &str); 3] = [
    ("secret_key", "trials-trials-trials-trials-trials-trials-trials-trials-trials-trials-"),
    ("test_payments", "on"),
    ("rate_limit_writes_per_minute", "100000000"),
];

/// What a shop is like.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// Products in its catalogue.
    pub products: u32,
    /// More arguments for `outpost-edge up`.
    pub arguments: Vec<String>,
    /// A database to be used as it is, in place of a fresh one of this shop's own.
    pub database: Option<PathBuf>,
    /// What a region reads from; without it one file stands behind both labels.
    pub copies: Option<Copies>,
}

/// The distance of a region overseas, and how often it asks for what is new.
const ROUND_TRIP: Duration = Duration::from_millis(20);
const SYNC: Duration = Duration::from_millis(250);

/// Tries something over one file, and over every kind of copies that can be tried on this machine: each time in a new
/// shop like `setup`.
///
/// # Errors
/// When a shop does not start, or the trial fails; the message says over what.
pub async fn in_every_mode(setup: &Setup, trial: impl AsyncFn(Shop) -> Result<()>) -> Result<()> {
    for copies in [None].into_iter().chain(Copies::at_hand().into_iter().map(Some)) {
        let name = copies.as_ref().map_or_else(|| "one file".to_owned(), Copies::described);
        println!("over {name}");
        let shop = Shop::open(&Setup { copies, ..setup.clone() }).await.with_context(|| name.clone())?;
        trial(shop).await.context(name)?;
    }
    Ok(())
}

/// A shop of its own. The host dies with it.
#[derive(Debug)]
pub struct Shop {
    programs: Programs,
    database: PathBuf,
    address: SocketAddr,
    admin: SocketAddr,
    serving: Serving,
    _folder: TempDir,
}

#[derive(Debug)]
enum Serving {
    Alone(Process),
    Region(Fleet),
}

impl Shop {
    /// Makes the database, starts the host and waits until it serves.
    ///
    /// # Errors
    /// When something is not built or does not start; the message holds the host's log.
    pub async fn open(setup: &Setup) -> Result<Self> {
        allow_many_connections()?;
        let programs = Programs::built()?;
        let folder = tempfile::tempdir().context("making a folder for the shop")?;
        let database = setup.database.clone().unwrap_or_else(|| folder.path().join("shop.db"));
        if setup.database.is_none() {
            seed(&programs, &database, setup.products).await?;
        }
        let mut variables = VARIABLES.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let arguments = setup.arguments.clone();
        let Some(copies) = setup.copies.clone() else {
            let (address, admin) = (free_address()?, free_address()?);
            variables.push(("public_url".to_owned(), format!("http://{address}")));
            let host = Host { listen: address, admin, folder: folder.path().to_owned(), variables, arguments };
            fs::write(host.runtime_config(), runtime_config(&database))?;
            let serving = Serving::Alone(Process::new(host.program(&programs)));
            let mut shop = Self { programs, database, address, admin, serving, _folder: folder };
            shop.start().await?;
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
            sync_interval: SYNC,
            variables,
            arguments,
        };
        let fleet = Fleet::start(&plan).await?;
        let database = fleet.primary.database.clone();
        Ok(Self { programs, database, address, admin, serving: Serving::Region(fleet), _folder: folder })
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

    /// Starts the host again on the same address and waits until it serves; answers how long that took.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(&mut self) -> Result<Duration> {
        self.host_mut().start().await
    }

    /// Kills the host as `kill -9` does.
    ///
    /// # Errors
    /// When it does not run.
    pub async fn kill(&mut self) -> Result<()> {
        self.host_mut().kill().await
    }

    /// Asks the host to stop, and waits until it has.
    ///
    /// # Errors
    /// When it does not run, does not stop in time or fails.
    pub async fn stop(&mut self) -> Result<()> {
        self.host_mut().stop().await
    }

    /// Stops everything and has `outpost-ctl verify` look for broken invariants; answers what it printed.
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
        self.host().id()
    }

    /// Everything that the host has logged.
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

/// Makes and fills a database.
///
/// # Errors
/// When `outpost-ctl` fails; the message holds what it said.
pub async fn seed(programs: &Programs, database: &Path, products: u32) -> Result<()> {
    control(programs, &["migrate"], database).await?;
    control(programs, &["seed", "--products", &products.to_string()], database).await?;
    Ok(())
}

/// Makes the tables of a database that a host has open already.
///
/// # Errors
/// When `outpost-ctl` fails; the message holds what it said.
pub async fn migrate(database: &Path) -> Result<()> {
    control(&Programs::built()?, &["migrate"], database).await.map(drop)
}

/// Has `outpost-ctl verify` look for broken invariants; answers what it printed.
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
