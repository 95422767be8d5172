//! Regions in memory, with outages and crashes, and what no write to them may do.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use outpost_rollout::audit::{Audit, Entry};
use outpost_rollout::gate::{Evidence, Sample};
use outpost_rollout::ports::{Clock, Cluster, ClusterError, Metrics, Version};
use outpost_rollout::{Digest, Region, Status};

pub const REGIONS: [&str; 4] = ["north", "east", "south", "west"];

pub fn digest(letter: char) -> Digest {
    format!("sha256:{}", letter.to_string().repeat(64)).parse().unwrap()
}

/// Regions in memory, with outages and crashes.
pub struct World {
    pub regions: RefCell<BTreeMap<String, (Region, u64)>>,
    pub down: RefCell<BTreeSet<String>>,
    /// Writes that are made before the tool is killed.
    pub writes_left: Cell<Option<u32>>,
    pub now: Cell<i64>,
    pub canary_is_bad: Cell<bool>,
    pub seen: RefCell<Vec<(String, Region)>>,
}

impl World {
    pub fn new() -> Self {
        let region = Region { stable: digest('a'), canary: None, weight_percent: 0, schema: 8, progress: None };
        Self {
            regions: RefCell::new(REGIONS.iter().map(|name| ((*name).to_owned(), (region.clone(), 1))).collect()),
            down: RefCell::default(),
            writes_left: Cell::new(None),
            now: Cell::new(0),
            canary_is_bad: Cell::new(false),
            seen: RefCell::default(),
        }
    }

    /// Nobody takes a region from a rollout that is under way, and no step is shorter than its time.
    fn check_write(&self, old: &Region, next: &Region) {
        let (Some(old), Some(next)) = (&old.progress, &next.progress) else { return };
        let is_running = matches!(old.status, Status::Running | Status::Paused);
        assert!(old.rollout == next.rollout || !is_running, "{old:?} is taken over by {next:?}");
        let goes_on = next.step > old.step || next.status == Status::Settled;
        if old.rollout == next.rollout && goes_on {
            assert!(self.now.get() >= old.since + 60, "{old:?} goes on early");
        }
    }

    fn is_down(&self, region: &str) -> Result<(), ClusterError> {
        match self.down.borrow().contains(region) {
            true => Err(ClusterError::Unreachable("cut off".to_owned())),
            false => Ok(()),
        }
    }
}

impl Cluster for World {
    fn read(&self, region: &str, _: &str) -> Result<(Region, Version), ClusterError> {
        self.is_down(region)?;
        let (state, version) = self.regions.borrow()[region].clone();
        Ok((state, Version(version.to_string())))
    }

    fn write(&self, region: &str, _: &str, expected: &Version, next: &Region) -> Result<(), ClusterError> {
        self.is_down(region)?;
        match self.writes_left.get() {
            Some(0) => return Err(ClusterError::Unreachable("killed".to_owned())),
            Some(left) => self.writes_left.set(Some(left - 1)),
            None => {}
        }
        let mut regions = self.regions.borrow_mut();
        let (state, version) = regions.get_mut(region).unwrap();
        if version.to_string() != expected.0 {
            return Err(ClusterError::Conflict);
        }
        self.check_write(state, next);
        (*state, *version) = (next.clone(), *version + 1);
        self.seen.borrow_mut().push((region.to_owned(), next.clone()));
        Ok(())
    }
}

impl Metrics for World {
    fn evidence(&self, _: &str, _: &str, _: i64) -> Result<Evidence, String> {
        let sound = Sample {
            requests: Some(500.0),
            errors: Some(0.0),
            traps: Some(0.0),
            p95_seconds: Some(0.001),
            round_trips: Some(10.0),
            orders_tried: Some(5.0),
            orders_placed: Some(5.0),
        };
        let errors = if self.canary_is_bad.get() { 400.0 } else { 0.0 };
        Ok(Evidence {
            canary: Sample { errors: Some(errors), ..sound },
            stable: sound,
            replica_age_seconds: Some(1.0),
            breaker_open: Some(false),
        })
    }
}

impl Audit for World {
    fn append(&self, _: Entry) -> Result<(), String> {
        Ok(())
    }
}

impl Clock for World {
    fn now(&self) -> i64 {
        self.now.get()
    }
}
