//! Drills: a fleet under load while something fails, and a report of what its shoppers observed.
//!
//! Buyers switch regions from request to request and keep a history; visitors read catalogue pages. When the fault is
//! over, every attempt at an order is settled, and the history is held against the shop's promises.

mod buyer;
mod damage;
mod every_fault;
mod fault;
mod fixture;
mod outcome;
mod random_faults;
mod record;
mod report;
mod settle;
mod visitor;
mod workload;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, ensure};
use outpost_regions::Fleet;
use tokio::task::JoinSet;

pub use every_fault::{FaultDurations, every_fault};
pub use fault::Fault;
pub use fixture::Fixture;
pub use random_faults::random_faults;
pub use record::Record;
pub use report::Report;
pub use workload::Load;

use crate::history::check;
use workload::Workload;

/// Time for a fleet to recover before the load ends.
const RECOVERY: Duration = Duration::from_millis(500);

/// Runs `events` on the fleet under load and reports what was observed.
///
/// # Errors
/// When the events fail or the attempts cannot be settled afterwards; never because of what shoppers observed.
pub async fn run(
    name: &str,
    fleet: &mut Fleet,
    load: &Load,
    events: impl AsyncFnOnce(&mut Fleet, &Record) -> Result<()>,
) -> Result<Report> {
    let workload = Arc::new(Workload::prepare(fleet, load).await?);
    let mut shoppers = JoinSet::new();
    for session in 0..load.buyers {
        shoppers.spawn(buyer::run(Arc::clone(&workload), session));
    }
    for region in 0..fleet.regions.len() {
        for _ in 0..load.visitors {
            shoppers.spawn(visitor::run(Arc::clone(&workload), region));
        }
    }
    let outcome = events(fleet, &workload.record).await;
    tokio::time::sleep(RECOVERY).await;
    workload.end();
    shoppers.join_all().await;
    outcome?;
    let (found, stock_after) = settle::settle(&workload).await?;
    let history = workload.history(found, stock_after);
    ensure!(!history.entries.is_empty(), "nobody bought anything");
    let violations = check(&history);
    Ok(Report::new(name, &workload.record.lock(), history, violations))
}
