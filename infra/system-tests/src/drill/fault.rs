//! Faults: each is injected, lasts a while and is repaired.

use std::fmt;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use outpost_regions::{Fleet, Mode, Process, Region};
use tokio::time::{sleep, timeout};

use super::damage::{copy_files, ignore_missing, scramble, truncate};
use super::outcome::REQUEST_TIMEOUT;
use super::record::{Outage, Record};
use super::workload::MARKET;
use crate::metrics;
use crate::shopper::Shopper;

const RESYNCS: &str = "outpost_edge_copy_resyncs_total";
/// Longest time until a replica server notices that its primary is back.
const RECONNECT: Duration = Duration::from_secs(1);
/// Longest wait for a replica server before it is restarted.
const LIVENESS: Duration = Duration::from_secs(6);
/// The status of a database server that has lost its database.
const LOST_DATABASE: u16 = 404;
/// Lines of a log that an error shows.
const LOG_LINES: usize = 20;
/// Pause between two reads of a metric.
const PAUSE: Duration = Duration::from_millis(50);

/// A fault. Regions are named by their index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `kill -9` of the primary.
    KillPrimary,
    /// `kill -9` of the gateway in front of the primary.
    KillGateway,
    /// `kill -9` of the primary and the gateway.
    KillBoth,
    /// `kill -9` of a region's edge host.
    KillEdge(usize),
    /// A failing link from a region to the primary.
    Link(usize, Mode),
    /// Failing links from all regions to the primary.
    EveryLink(Mode),
    /// A region's copy is cut to half of its length.
    Truncate(usize),
    /// A region's copy is overwritten with wrong bytes.
    Scramble(usize),
    /// A region's edge host runs with a clock that is so many seconds ahead.
    Clock(usize, i64),
}

impl Fault {
    /// Whether the fleet can have it: the files of a database server are its own.
    pub fn applies_to(self, fleet: &Fleet) -> bool {
        match self {
            Self::Truncate(region) | Self::Scramble(region) => fleet.regions[region].server.is_none(),
            _ => true,
        }
    }

    /// Injects the fault, waits for `duration` and repairs it.
    ///
    /// # Errors
    /// When it cannot be injected or repaired.
    pub async fn inject(self, fleet: &mut Fleet, record: &Record, duration: Duration) -> Result<()> {
        match self {
            Self::KillPrimary | Self::KillGateway | Self::KillBoth => {
                self.kill_writer(fleet, record, duration).await?;
            }
            Self::KillEdge(region) => {
                let (from_us, edge) = (record.now_us(), &mut fleet.regions[region].edge);
                edge.kill().await?;
                sleep(duration).await;
                edge.start().await?;
                record.outage(region, from_us, Outage::EdgeHost);
            }
            Self::Link(region, mode) => {
                fleet.regions[region].set_way(mode);
                sleep(duration).await;
                fleet.regions[region].set_way(Mode::Open);
            }
            Self::EveryLink(mode) => {
                fleet.regions.iter().for_each(|region| region.set_way(mode));
                sleep(duration).await;
                fleet.regions.iter().for_each(|region| region.set_way(Mode::Open));
            }
            Self::Truncate(region) => damage_copy(&fleet.regions[region], truncate, duration).await?,
            Self::Scramble(region) => damage_copy(&fleet.regions[region], scramble, duration).await?,
            Self::Clock(region, seconds) => {
                restart_with_clock(&mut fleet.regions[region], region, record, seconds).await?;
                sleep(duration).await;
                restart_with_clock(&mut fleet.regions[region], region, record, 0).await?;
            }
        }
        Ok(())
    }
}

impl Fault {
    /// Kills and restarts the primary, the gateway in front of it, or both.
    async fn kill_writer(self, fleet: &mut Fleet, record: &Record, duration: Duration) -> Result<()> {
        let (has_primary, has_gateway) = (self != Self::KillGateway, self != Self::KillPrimary);
        if has_gateway {
            fleet.gateway.process.kill().await?;
        }
        if has_primary {
            fleet.primary.process.kill().await?;
        }
        sleep(duration).await;
        let from_us = record.now_us();
        if has_primary {
            fleet.primary.process.start().await?;
        }
        if has_gateway {
            fleet.gateway.process.start().await?;
        }
        if has_primary {
            wait_for_replica_servers(fleet, record, from_us).await?;
        }
        Ok(())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KillPrimary => write!(f, "kill -9 the primary"),
            Self::KillGateway => write!(f, "kill -9 the gateway"),
            Self::KillBoth => write!(f, "kill -9 the primary and the gateway"),
            Self::KillEdge(region) => write!(f, "kill -9 the edge host of region {region}"),
            Self::Link(region, mode) => write!(f, "the link of region {region} is {mode:?}"),
            Self::EveryLink(mode) => write!(f, "every link is {mode:?}"),
            Self::Truncate(region) => write!(f, "truncate the copy of region {region}"),
            Self::Scramble(region) => write!(f, "scramble the copy of region {region}"),
            Self::Clock(region, seconds) => write!(f, "the clock of region {region} is {seconds} s ahead"),
        }
    }
}

/// Damages the files of a copy and waits until the region has a new one.
async fn damage_copy(region: &Region, damage: fn(&Path) -> io::Result<()>, duration: Duration) -> Result<()> {
    // A region with neither a copy nor a reachable primary serves nothing and promises nothing.
    wait_for_metric(region, "outpost_edge_primary_breaker_open", |open| open == 0.0).await?;
    let before = metrics::sum(region.place.admin, RESYNCS, "").await?;
    let files = copy_files(&region.copy_folder())?;
    files.iter().try_for_each(|file| ignore_missing(damage(file)))?;
    sleep(duration).await;
    // A copy that was replaced before anybody read it is not counted as a resync.
    let are_replaced = || files.iter().all(|file| !file.exists());
    wait_for_metric(region, RESYNCS, |resyncs| resyncs > before || are_replaced()).await?;
    wait_for_metric(region, "outpost_edge_copy_ready", |ready| ready == 1.0).await
}

async fn restart_with_clock(region: &mut Region, index: usize, record: &Record, offset_seconds: i64) -> Result<()> {
    let from_us = record.now_us();
    region.edge.stop().await?;
    region.set_clock_offset(offset_seconds);
    region.edge.start().await?;
    record.outage(index, from_us, Outage::EdgeHost);
    Ok(())
}

/// Waits for the regions that read from a replica server. After a restart of its primary it resyncs from the beginning,
/// and until it has everything there is nothing to read; a link that fails meanwhile would be a second fault.
///
/// sqld 0.24 deletes its files while requests open them. Sometimes a folder cannot be removed, and from then on the
/// server answers 404 to everything. Only then it is restarted, as a liveness probe would do, and an outage is recorded
/// from `from_us` on.
async fn wait_for_replica_servers(fleet: &mut Fleet, record: &Record, from_us: u64) -> Result<()> {
    for (index, region) in fleet.regions.iter_mut().enumerate() {
        let Some(server) = &mut region.server else { continue };
        sleep(RECONNECT).await;
        let mut visitor = Shopper::new(&region.place.origin(), MARKET);
        if timeout(LIVENESS, wait_for_home(&mut visitor)).await.is_ok() {
            continue;
        }
        let status = timeout(LIVENESS, server.database_status()).await;
        if matches!(status, Ok(Ok(LOST_DATABASE))) {
            println!("the database server of {} lost its database and is restarted", region.place.name);
            server.kill().await?;
            server.start().await?;
        }
        let recovered = timeout(REQUEST_TIMEOUT, wait_for_home(&mut visitor)).await;
        recovered.with_context(|| {
            format!("{} does not recover; its server said {status:?}:\n{}", region.place.name, end_of_log(server))
        })?;
        if matches!(status, Ok(Ok(LOST_DATABASE))) {
            record.outage(index, from_us, Outage::Database);
        }
    }
    Ok(())
}

async fn wait_for_home(visitor: &mut Shopper) {
    let home = visitor.path("");
    while !visitor.get(&home).await.is_ok_and(|page| page.status.is_success()) {
        sleep(PAUSE).await;
    }
}

fn end_of_log(process: &Process) -> String {
    let log = process.log().unwrap_or_else(|error| format!("{error:#}"));
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(LOG_LINES)..].join("\n")
}

/// Waits until a metric of a region meets a condition.
///
/// # Errors
/// When that takes too long, or the metric cannot be read.
pub(super) async fn wait_for_metric(region: &Region, metric: &str, is_met: impl Fn(f64) -> bool) -> Result<()> {
    let started = Instant::now();
    while !is_met(metrics::sum(region.place.admin, metric, "").await?) {
        if started.elapsed() > REQUEST_TIMEOUT {
            bail!("{}: {metric} is not what it should be after {REQUEST_TIMEOUT:?}", region.place.name);
        }
        sleep(PAUSE).await;
    }
    Ok(())
}
