//! What can break: each fault lasts a while and is mended.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use outpost_regions::{Fleet, Mode, Process, Region};
use tokio::time::{sleep, timeout};

use super::record::{Lack, Record};
use super::scene::{MARKET, PATIENCE};
use crate::metrics;
use crate::shopper::Shopper;

/// Every so many bytes of a scrambled file there are wrong ones, so that no page stays whole.
const SCRAMBLE_STEP: usize = 1024;
const RESYNCS: &str = "outpost_edge_copy_resyncs_total";
/// Longest time until a database server that follows another finds out that it is back.
const RECONNECT: Duration = Duration::from_secs(1);
/// Longest wait for a database server that follows another, before it is started again.
const LIVENESS: Duration = Duration::from_secs(6);
/// What a database server answers that has lost its database.
const LOST: u16 = 404;
/// Lines of a log that are worth showing.
const LOG_LINES: usize = 20;
/// Between one look at a metric and the next.
const PAUSE: Duration = Duration::from_millis(50);

/// A fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `kill -9` of the primary.
    KillPrimary,
    /// `kill -9` of a region's edge host.
    KillEdge(usize),
    /// A region's way to the primary.
    Way(usize, Mode),
    /// Every region's way to the primary.
    EveryWay(Mode),
    /// Half of a region's copy is gone.
    Truncate(usize),
    /// A region's copy is overwritten with nonsense.
    Scramble(usize),
    /// A region's edge host is started with another clock, so many seconds ahead; mending sets it right.
    Clock(usize, i64),
}

impl Fault {
    /// Whether there is something that it breaks: a database server's files are its own.
    pub fn can_hit(self, fleet: &Fleet) -> bool {
        match self {
            Self::Truncate(region) | Self::Scramble(region) => fleet.regions[region].server.is_none(),
            _ => true,
        }
    }

    /// Has it happen, waits, and mends it.
    ///
    /// # Errors
    /// When it cannot be made to happen or be mended.
    pub async fn strike(self, fleet: &mut Fleet, record: &Record, lasting: Duration) -> Result<()> {
        match self {
            Self::KillPrimary => {
                fleet.primary.process.kill().await?;
                sleep(lasting).await;
                let from = record.now();
                fleet.primary.process.start().await?;
                servers_follow(fleet, record, from).await?;
            }
            Self::KillEdge(region) => {
                let (from, edge) = (record.now(), &mut fleet.regions[region].edge);
                edge.kill().await?;
                sleep(lasting).await;
                edge.start().await?;
                record.outage(region, from, Lack::Host);
            }
            Self::Way(region, mode) => {
                fleet.regions[region].set_way(mode);
                sleep(lasting).await;
                fleet.regions[region].set_way(Mode::Open);
            }
            Self::EveryWay(mode) => {
                fleet.regions.iter().for_each(|region| region.set_way(mode));
                sleep(lasting).await;
                fleet.regions.iter().for_each(|region| region.set_way(Mode::Open));
            }
            Self::Truncate(region) | Self::Scramble(region) => {
                let region = &fleet.regions[region];
                // A region that has neither a copy nor a primary serves nothing, and promises nothing.
                until(region, "outpost_edge_primary_breaker_open", |open| open == 0.0).await?;
                let before = metrics::sum(region.place.admin, RESYNCS, "").await?;
                let damage = if matches!(self, Self::Truncate(_)) { truncate } else { scramble };
                let files = copies(region)?;
                files.iter().try_for_each(|file| unless_gone(damage(file)))?;
                sleep(lasting).await;
                // A copy whose successor came before anybody read it is gone as well.
                let are_gone = || files.iter().all(|file| !file.exists());
                until(region, RESYNCS, |resyncs| resyncs > before || are_gone()).await?;
                until(region, "outpost_edge_copy_ready", |ready| ready == 1.0).await?;
            }
            Self::Clock(region, seconds) => {
                restart(&mut fleet.regions[region], region, record, seconds).await?;
                sleep(lasting).await;
                restart(&mut fleet.regions[region], region, record, 0).await?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KillPrimary => write!(f, "kill -9 the primary"),
            Self::KillEdge(region) => write!(f, "kill -9 the edge of region {region}"),
            Self::Way(region, mode) => write!(f, "the way of region {region} is {mode:?}"),
            Self::EveryWay(mode) => write!(f, "every way is {mode:?}"),
            Self::Truncate(region) => write!(f, "truncate the copy of region {region}"),
            Self::Scramble(region) => write!(f, "scramble the copy of region {region}"),
            Self::Clock(region, seconds) => write!(f, "the clock of region {region} is {seconds} s ahead"),
        }
    }
}

async fn restart(region: &mut Region, number: usize, record: &Record, offset_seconds: i64) -> Result<()> {
    let from = record.now();
    region.edge.stop().await?;
    region.set_clock_offset(offset_seconds);
    region.edge.start().await?;
    record.outage(number, from, Lack::Host);
    Ok(())
}

/// Waits for the regions whose copy is a database server's. It begins anew with a primary that was killed, and until it
/// has all there is nothing to read from, so a way that breaks meanwhile would be two faults at once.
///
/// sqld 0.24 removes its files for that while requests open them: now and then a folder is not empty, and from then on
/// it answers 404 to everything. What is done then, and only then, is what a liveness probe does: an outage from `from`
/// on, when the primary was started again and the server began to follow it.
async fn servers_follow(fleet: &mut Fleet, record: &Record, from: u64) -> Result<()> {
    for (number, region) in fleet.regions.iter_mut().enumerate() {
        let Some(server) = &mut region.server else { continue };
        sleep(RECONNECT).await;
        let mut visitor = Shopper::new(&region.place.origin(), MARKET);
        if timeout(LIVENESS, comes_back(&mut visitor)).await.is_ok() {
            continue;
        }
        let status = timeout(LIVENESS, server.database_status()).await;
        if matches!(status, Ok(Ok(LOST))) {
            println!("the database server of {} lost its database and is started again", region.place.name);
            server.kill().await?;
            server.start().await?;
        }
        let is_back = timeout(PATIENCE, comes_back(&mut visitor)).await;
        is_back.with_context(|| {
            format!("{} does not come back; its server said {status:?}:\n{}", region.place.name, log_of(server))
        })?;
        if matches!(status, Ok(Ok(LOST))) {
            record.outage(number, from, Lack::Database);
        }
    }
    Ok(())
}

async fn comes_back(visitor: &mut Shopper) {
    let home = visitor.path("");
    while !visitor.get(&home).await.is_ok_and(|page| page.status.is_success()) {
        sleep(PAUSE).await;
    }
}

/// The end of what a process has logged.
fn log_of(process: &Process) -> String {
    let log = process.log().unwrap_or_else(|error| format!("{error:#}"));
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(LOG_LINES)..].join("\n")
}

/// The files of a region's copy. Shared memory is left out: it is the process' own.
fn copies(region: &Region) -> Result<Vec<PathBuf>> {
    let folder = region.copy_folder();
    let files = files_below(&folder).with_context(|| format!("reading {}", folder.display()))?;
    let files: Vec<_> = files.into_iter().filter(|file| !file.to_string_lossy().ends_with("-shm")).collect();
    if files.is_empty() {
        bail!("{} holds no copy", folder.display());
    }
    Ok(files)
}

/// An edge host throws copies away while one looks: what is gone is no failure, and there is nothing of it.
fn unless_gone<T: Default>(outcome: io::Result<T>) -> io::Result<T> {
    match outcome {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(T::default()),
        other => other,
    }
}

fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(unless_gone(files_below(&path))?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// Waits until a region's metric is as it should be; an error where it takes too long.
pub(super) async fn until(region: &Region, metric: &str, is_met: impl Fn(f64) -> bool) -> Result<()> {
    let began = Instant::now();
    while !is_met(metrics::sum(region.place.admin, metric, "").await?) {
        if began.elapsed() > PATIENCE {
            bail!("{}: {metric} is not what it should be after {PATIENCE:?}", region.place.name);
        }
        sleep(PAUSE).await;
    }
    Ok(())
}

fn truncate(file: &Path) -> io::Result<()> {
    let file = OpenOptions::new().write(true).open(file)?;
    let length = file.metadata()?.len();
    file.set_len(length / 2)
}

fn scramble(file: &Path) -> io::Result<()> {
    let length = fs::metadata(file)?.len();
    let mut file = OpenOptions::new().write(true).open(file)?;
    for at in (0..length).step_by(SCRAMBLE_STEP) {
        file.seek(SeekFrom::Start(at))?;
        file.write_all(b"nonsense")?;
    }
    Ok(())
}
