//! The faults that every fleet must survive, one drill each.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};
use outpost_regions::{Mode, Region};
use tokio::time::sleep;

use super::fault::until;
use super::{Fault, Ground, Load, Report, run};
use crate::disk::SmallDisk;
use crate::metrics;

/// Load before a fault, so that it hits something.
const BEFORE: Duration = Duration::from_millis(700);
/// Room on the small disk beside the copy, in MiB: enough to sync, little enough to be filled soon.
const DISK_MIB: u64 = 96;
/// The region that is hit where one is.
const HIT: usize = 1;
const SYNC_FAILURES: &str = "outpost_edge_copy_sync_failures_total";
const CLOCK_SECONDS: i64 = 300;

const FAULTS: [(&str, Fault); 8] = [
    ("kill -9 the primary", Fault::KillPrimary),
    ("kill -9 an edge", Fault::KillEdge(HIT)),
    ("cut a region off", Fault::Way(HIT, Mode::Cut)),
    ("truncate a copy", Fault::Truncate(HIT)),
    ("scramble a copy", Fault::Scramble(HIT)),
    ("a clock 5 minutes ahead", Fault::Clock(HIT, CLOCK_SECONDS)),
    ("a primary that never answers", Fault::EveryWay(Mode::Silent)),
    ("answers that get lost", Fault::EveryWay(Mode::Unanswered)),
];

/// How long faults last.
#[derive(Clone, Copy, Debug)]
pub struct Lasting {
    /// A primary that is gone or does not answer, and a region that is cut off.
    pub outage: Duration,
    /// Any other.
    pub other: Duration,
}

impl Lasting {
    fn of(self, fault: Fault) -> Duration {
        match fault {
            Fault::KillPrimary | Fault::Way(..) | Fault::EveryWay(_) => self.outage,
            _ => self.other,
        }
    }
}

/// Drills them all, each fault `lasting` so long, and prints a line for each.
///
/// # Errors
/// When a fault cannot be made to happen or be mended; never because of what shoppers saw.
pub async fn each(ground: &mut Ground, load: &Load, lasting: Lasting) -> Result<Vec<Report>> {
    println!("{}", Report::heading());
    let mut reports = Vec::new();
    for (name, fault) in FAULTS {
        if !fault.can_hit(&ground.fleet) {
            println!("skipped: {name}: a region's copy is its database server's");
            continue;
        }
        let report = run(name, &mut ground.fleet, load, async |fleet, record| {
            sleep(BEFORE).await;
            fault.strike(fleet, record, lasting.of(fault)).await
        })
        .await;
        reports.push(report.context(name)?);
        print_last(&reports);
    }
    if let Some(report) = full_disk(ground, load, lasting.other).await.context("a full disk")? {
        reports.push(report);
        print_last(&reports);
    }
    Ok(reports)
}

fn print_last(reports: &[Report]) {
    if let Some(report) = reports.last() {
        println!("{}", report.line());
    }
}

async fn full_disk(ground: &mut Ground, load: &Load, lasting: Duration) -> Result<Option<Report>> {
    if ground.fleet.regions[HIT].server.is_some() {
        println!("skipped: a full disk: a region's copy is its database server's");
        return Ok(None);
    }
    let Some(disk) = on_small_disk(&mut ground.fleet.regions[HIT]).await? else { return Ok(None) };
    let report = run("a full disk", &mut ground.fleet, load, async |fleet, _| {
        sleep(BEFORE).await;
        let hit = &fleet.regions[HIT];
        let before = metrics::sum(hit.place.admin, SYNC_FAILURES, "").await?;
        disk.fill()?;
        sleep(lasting).await;
        until(hit, SYNC_FAILURES, |failures| failures > before).await?;
        disk.clear()
    });
    let report = report.await?;
    // The edge host has its files open there.
    ground.fleet.regions[HIT].edge.stop().await?;
    drop(disk);
    ground.fleet.regions[HIT].edge.start().await?;
    Ok(Some(report))
}

/// Moves a region's copy onto a small disk: its edge host is stopped meanwhile and begins with no copy.
async fn on_small_disk(region: &mut Region) -> Result<Option<SmallDisk>> {
    region.edge.stop().await?;
    let folder = region.copy_folder();
    fs::remove_dir_all(&folder)?;
    fs::create_dir_all(&folder)?;
    let disk = SmallDisk::mount(&folder, DISK_MIB)?;
    region.edge.start().await?;
    Ok(disk)
}
