//! What has been done for a replica and how old it is.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Who keeps a replica up to date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ReplicaKind {
    /// This host: it is an embedded replica.
    #[default]
    Embedded,
    /// It is an sqld of the region's own, which follows the primary by itself.
    Server,
}

impl ReplicaKind {
    /// What operators read.
    pub fn description(self) -> &'static str {
        match self {
            Self::Embedded => "embedded replica",
            Self::Server => "a libSQL server that follows the primary",
        }
    }
}

/// How a replica is at one moment.
#[derive(Debug, Clone, Default)]
pub struct ReplicaStatus {
    /// Who keeps it.
    pub kind: ReplicaKind,
    /// Pause between syncs; none for a server.
    pub interval: Duration,
    /// Everything that the server had committed this long ago is there; `None` before the first sync.
    pub age: Option<Duration>,
    /// Number of the newest frame.
    pub version: String,
    /// Frames of the primary's log that it lacked when the primary last answered; `None` where that is not known.
    pub lag_frames: Option<u64>,
    /// Syncs that succeeded.
    pub syncs: u64,
    /// Syncs that failed.
    pub failures: u64,
    /// Failures since the last success.
    pub failing: u64,
    /// Replicas thrown away because they were damaged or had diverged.
    pub resyncs: u64,
    /// Reads are served from it.
    pub ready: bool,
}

/// Counts as they go.
pub struct Status {
    inner: Mutex<Inner>,
}

struct Inner {
    counts: ReplicaStatus,
    fresh: Option<Instant>,
}

impl Status {
    /// Nothing has happened yet.
    pub fn new(interval: Duration) -> Self {
        let counts = ReplicaStatus { interval, ..ReplicaStatus::default() };
        Self { inner: Mutex::new(Inner { counts, fresh: None }) }
    }

    /// The status now.
    pub fn report(&self, ready: bool) -> ReplicaStatus {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        ReplicaStatus { ready, age: inner.fresh.map(|fresh| fresh.elapsed()), ..inner.counts.clone() }
    }

    /// A sync that began at `began` succeeded.
    pub fn synced(&self, began: Instant, version: String) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.counts.syncs += 1;
        inner.counts.failing = 0;
        inner.counts.version = version;
        inner.fresh = Some(began);
    }

    /// An older replica was found on the disk; `age` is that of its file.
    pub fn found(&self, age: Duration) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.fresh = Instant::now().checked_sub(age);
    }

    /// A sync failed; returns how many have in a row.
    pub fn failed(&self) -> u64 {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.counts.failures += 1;
        inner.counts.failing += 1;
        inner.counts.failing
    }

    /// A replica was thrown away.
    pub fn damaged(&self) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.counts.resyncs += 1;
        inner.fresh = None;
    }
}
