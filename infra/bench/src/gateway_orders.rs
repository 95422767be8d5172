//! How many orders a second one real sqld takes through the gateway, and where the time goes.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};
use outpost_regions::fleet::allow_many_connections;
use outpost_regions::{Copies, Fleet, Place, Plan, Process, free_address};
use outpost_system_tests::shop::{seed, variables, verify};
use outpost_system_tests::{Programs, Shopper, metrics};

use crate::load::Measured;
use crate::orders;

/// Clients at once and their orders together.
const LOADS: [(usize, usize); 2] = [(1, 200), (8, 600)];
/// What eight clients are to reach.
const AIM: f64 = 600.0;
/// Clock ticks a second in which the system counts processor time.
const TICKS: f64 = 100.0;

/// Measures and prints; a machine without sqld is told so.
///
/// # Errors
/// When the fleet does not start, or an order is refused.
pub async fn run(products: u32) -> Result<()> {
    let Some(copies) = Copies::at_hand().into_iter().next() else { return Ok(()) };
    allow_many_connections()?;
    let programs = Programs::built()?;
    let folder = tempfile::tempdir().context("making a folder for the fleet")?;
    let database = folder.path().join("shop.db");
    seed(&programs, &database, products).await?;
    let plan = Plan {
        programs: programs.clone(),
        folder: folder.path().to_owned(),
        database,
        copies,
        places: Place::anywhere(1, Duration::ZERO)?,
        sandbox: free_address()?,
        sync_interval: Duration::from_secs(1),
        variables: variables(),
        arguments: Vec::new(),
    };
    let mut fleet = Fleet::start(&plan).await?;
    for (clients, count) in LOADS {
        let before = Spent::read(&fleet).await?;
        let shopper = Shopper::new(&fleet.regions[0].place.origin(), "en-gb");
        let measured = orders::place(&shopper, count, clients, &format!("clients-{clients}")).await?;
        let spent = Spent::read(&fleet).await?.since(&before);
        println!("{}", line(clients, &measured, &spent));
    }
    fleet.stop().await?;
    println!("{}", verify(&programs, &fleet.primary.database).await?.lines().last().unwrap_or_default());
    Ok(())
}

fn line(clients: usize, measured: &Measured, spent: &Spent) -> String {
    let aim = if clients == 8 && measured.rate() < AIM { format!(" (less than {AIM})") } else { String::new() };
    let orders = measured.latency.len() as f64;
    let each = |seconds: f64| 1_000.0 * seconds / orders;
    format!(
        "orders through the gateway on one sqld, {clients} at once: {:.0}/s{aim}, p50 {:.1} ms, p99 {:.1} ms; {:.1} orders \
         a commit, {:.1} ms a commit, {:.1} ms in the queue; processor time an order: sqld {:.1} ms, gateway {:.1} ms, \
         edge host {:.1} ms (with the pages before the order)",
        measured.rate(),
        measured.milliseconds(0.5),
        measured.milliseconds(0.99),
        spent.commands / spent.groups,
        1_000.0 * spent.group_seconds / spent.groups,
        1_000.0 * spent.queue_seconds / spent.commands,
        each(spent.sqld),
        each(spent.gateway),
        each(spent.edge),
    )
}

/// What the gateway has counted and the processes have used, in seconds where nothing else is said.
struct Spent {
    groups: f64,
    commands: f64,
    group_seconds: f64,
    queue_seconds: f64,
    sqld: f64,
    gateway: f64,
    edge: f64,
}

impl Spent {
    async fn read(fleet: &Fleet) -> Result<Self> {
        let sum = async |name: &str| metrics::sum(fleet.gateway.admin, name, "").await;
        Ok(Self {
            groups: sum("outpost_gateway_group_seconds_count").await?,
            commands: sum("outpost_gateway_group_size_sum").await?,
            group_seconds: sum("outpost_gateway_group_seconds_sum").await?,
            queue_seconds: sum("outpost_gateway_queue_wait_seconds_sum").await?,
            sqld: processor_seconds(&fleet.primary.process)?,
            gateway: processor_seconds(&fleet.gateway.process)?,
            edge: processor_seconds(&fleet.regions[0].edge)?,
        })
    }

    fn since(&self, before: &Self) -> Self {
        Self {
            groups: self.groups - before.groups,
            commands: self.commands - before.commands,
            group_seconds: self.group_seconds - before.group_seconds,
            queue_seconds: self.queue_seconds - before.queue_seconds,
            sqld: self.sqld - before.sqld,
            gateway: self.gateway - before.gateway,
            edge: self.edge - before.edge,
        }
    }
}

/// Time that a process has had a processor for, its own and the system's.
fn processor_seconds(process: &Process) -> Result<f64> {
    let id = process.id().context("a process does not run")?;
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).context("reading a process' times")?;
    // The name before may hold anything, but for its closing bracket being the last one.
    let (_, fields) = stat.rsplit_once(')').context("reading a process' times")?;
    let ticks = fields.split_whitespace().skip(11).take(2).map(str::parse::<f64>).sum::<Result<f64, _>>()?;
    Ok(ticks / TICKS)
}
