//! What the databases report for the admin port.

use std::sync::Arc;

use serde::Serialize;

/// The state of a region's data. A host with nothing but files of its own has no primary elsewhere and no replicas.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Why the region cannot do all that it should, for its operator.
    pub degraded: Option<String>,
    /// The primary, where it is elsewhere.
    pub primary: Option<PrimaryReport>,
    /// Replicas that reads go to.
    pub replicas: Vec<ReplicaReport>,
}

/// The primary as this region sees it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct PrimaryReport {
    /// `ok` or `unreachable`.
    pub state: String,
    /// Calls made.
    pub round_trips: u64,
    /// Calls that failed.
    pub failures: u64,
}

/// One replica.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ReplicaReport {
    /// The label that components read it by.
    pub label: String,
    /// Where it comes from.
    pub source: String,
    /// Seconds since it was last known to be level with its source; `None` before the first sync.
    pub age_seconds: Option<f64>,
    /// Frames of the log that it is behind, where that is known.
    pub lag_frames: Option<u64>,
    /// Number of its newest frame.
    pub version: Option<i64>,
    /// Syncs that succeeded; `None` for a server that follows the primary by itself.
    pub syncs: Option<u64>,
    /// Syncs that failed.
    pub failures: u64,
    /// Times that it was thrown away and fetched anew.
    pub resyncs: u64,
    /// Whether reads may go to it.
    pub ready: bool,
}

/// Makes a report. It is called for each request to the admin port, so it must be quick and wait for nothing.
pub type Reporter = Arc<dyn Fn() -> Report + Send + Sync>;

impl Report {
    /// `starting` until every copy can be read, then `ok` or `degraded`.
    pub fn health(&self) -> &'static str {
        if self.degraded.is_some() {
            "degraded"
        } else if self.replicas.iter().any(|replica| !replica.ready) {
            "starting"
        } else {
            "ok"
        }
    }
}
