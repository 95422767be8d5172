//! A fleet under load while something breaks: shoppers in every region, a fault, and the account of what they saw.
//!
//! Buyers hop between regions from request to request and keep a history; visitors open catalogue pages. When the
//! fault is over, every attempt at an order is settled, and the history is held against the shop's promises.

mod audit;
mod buyer;
mod each;
mod fault;
mod ground;
mod random;
mod record;
mod report;
mod scene;
mod visitor;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, ensure};
use outpost_regions::Fleet;
use tokio::task::JoinSet;

pub use each::{Lasting, each};
pub use fault::Fault;
pub use ground::Ground;
pub use random::random_faults;
pub use record::Record;
pub use report::Report;

use crate::history::check;
use scene::Scene;

/// Who is about while a drill runs.
#[derive(Clone, Debug)]
pub struct Load {
    /// Buyers, who belong to no region.
    pub buyers: u32,
    /// Visitors of each region.
    pub visitors: usize,
    /// Where all chance comes from.
    pub seed: u64,
    /// Whether browsers send back what tells the shop of their last write. Without it the shop's guard is off.
    pub keeps_written: bool,
}

impl Default for Load {
    fn default() -> Self {
        Self { buyers: 6, visitors: 2, seed: 1, keeps_written: true }
    }
}

/// Time for a fleet to be whole again before the accounts are drawn up.
const RECOVERY: Duration = Duration::from_millis(500);

/// Runs `events` on the fleet under load, and draws up the account.
///
/// # Errors
/// When the events fail, or the shop cannot be audited afterwards; never because of what shoppers saw.
pub async fn run(
    name: &str,
    fleet: &mut Fleet,
    load: &Load,
    events: impl AsyncFnOnce(&mut Fleet, &Record) -> Result<()>,
) -> Result<Report> {
    let scene = Arc::new(Scene::survey(fleet, load).await?);
    let mut shoppers = JoinSet::new();
    for session in 0..load.buyers {
        shoppers.spawn(buyer::shop(Arc::clone(&scene), session));
    }
    for region in 0..fleet.regions.len() {
        for _ in 0..load.visitors {
            shoppers.spawn(visitor::browse(Arc::clone(&scene), region));
        }
    }
    let outcome = events(fleet, &scene.record).await;
    tokio::time::sleep(RECOVERY).await;
    scene.end();
    shoppers.join_all().await;
    outcome?;
    let (found, after) = audit::settle(&scene).await?;
    let history = scene.record.history(&scene.goods, found, after);
    ensure!(!history.entries.is_empty(), "nobody bought anything");
    let violations = check(&history);
    Ok(scene.record.report(name, history, violations))
}
