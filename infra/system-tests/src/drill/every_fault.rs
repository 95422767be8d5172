//! The faults that every fleet must survive, one drill each.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};
use outpost_regions::{Mode, Region};
use tokio::time::sleep;

use super::fault::{Fault, wait_for_metric};
use super::fixture::Fixture;
use super::report::Report;
use super::run;
use super::workload::Load;
use crate::disk::SmallDisk;
use crate::metrics;

/// Load before a fault, so that it hits something.
const BEFORE: Duration = Duration::from_millis(700);
/// Size of the small disk in MiB: enough for a copy and its syncs, little enough to be filled soon.
const DISK_MIB: u64 = 96;
/// The region in which local faults happen.
const REGION: usize = 1;
const SYNC_FAILURES: &str = "outpost_edge_copy_sync_failures_total";
const CLOCK_SECONDS: i64 = 300;

const FAULTS: [(&str, Fault); 10] = [
    ("kill -9 the primary", Fault::KillPrimary),
    ("kill -9 the gateway", Fault::KillGateway),
    ("kill -9 primary and gateway", Fault::KillBoth),
    ("kill -9 an edge host", Fault::KillEdge(REGION)),
    ("cut a region off", Fault::Link(REGION, Mode::Cut)),
    ("truncate a copy", Fault::Truncate(REGION)),
    ("scramble a copy", Fault::Scramble(REGION)),
    ("a clock 5 minutes ahead", Fault::Clock(REGION, CLOCK_SECONDS)),
    ("a primary that never answers", Fault::EveryLink(Mode::Silent)),
    ("answers that get lost", Fault::EveryLink(Mode::Unanswered)),
];

/// How long faults last.
#[derive(Clone, Copy, Debug)]
pub struct FaultDurations {
    /// Of a primary that is down or does not answer, and of a region that is cut off.
    pub outage: Duration,
    /// Of any other fault.
    pub other: Duration,
}

impl FaultDurations {
    fn of(self, fault: Fault) -> Duration {
        match fault {
            Fault::KillEdge(_) | Fault::Truncate(_) | Fault::Scramble(_) | Fault::Clock(..) => self.other,
            _ => self.outage,
        }
    }
}

/// Runs a drill for each fault and prints a line for each.
///
/// # Errors
/// When a fault cannot be injected or repaired; never because of what shoppers observed.
pub async fn every_fault(fixture: &mut Fixture, load: &Load, durations: FaultDurations) -> Result<Vec<Report>> {
    println!("{}", Report::heading());
    let mut reports = Vec::new();
    for (name, fault) in FAULTS {
        if !fault.applies_to(&fixture.fleet) {
            println!("skipped: {name}: a region's copy is its database server's");
            continue;
        }
        let report = run(name, &mut fixture.fleet, load, async |fleet, record| {
            sleep(BEFORE).await;
            fault.inject(fleet, record, durations.of(fault)).await
        })
        .await;
        reports.push(report.context(name)?);
        print_last(&reports);
    }
    if let Some(report) = full_disk(fixture, load, durations.other).await.context("a full disk")? {
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

async fn full_disk(fixture: &mut Fixture, load: &Load, duration: Duration) -> Result<Option<Report>> {
    if fixture.fleet.regions[REGION].server.is_some() {
        println!("skipped: a full disk: a region's copy is its database server's");
        return Ok(None);
    }
    let Some(disk) = move_to_small_disk(&mut fixture.fleet.regions[REGION]).await? else { return Ok(None) };
    let report = run("a full disk", &mut fixture.fleet, load, async |fleet, _| {
        sleep(BEFORE).await;
        let region = &fleet.regions[REGION];
        let before = metrics::sum(region.place.admin, SYNC_FAILURES, "").await?;
        disk.fill()?;
        sleep(duration).await;
        wait_for_metric(region, SYNC_FAILURES, |failures| failures > before).await?;
        disk.clear()
    });
    let report = report.await?;
    // The edge host has files open on the disk.
    fixture.fleet.regions[REGION].edge.stop().await?;
    drop(disk);
    fixture.fleet.regions[REGION].edge.start().await?;
    Ok(Some(report))
}

/// Moves a region's copy to a small disk. Its edge host is restarted and fetches a new copy.
async fn move_to_small_disk(region: &mut Region) -> Result<Option<SmallDisk>> {
    region.edge.stop().await?;
    let folder = region.copy_folder();
    fs::remove_dir_all(&folder)?;
    fs::create_dir_all(&folder)?;
    let disk = SmallDisk::mount(&folder, DISK_MIB)?;
    region.edge.start().await?;
    Ok(disk)
}
