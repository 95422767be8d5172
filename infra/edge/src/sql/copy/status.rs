//! What a copy's keeper has done and how old the copy is.

use super::Source;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How a copy is at one moment.
#[derive(Debug, Clone, Default)]
pub struct CopyStatus {
    /// `sqld` or `snapshot`, or what a server is called that follows the primary by itself.
    pub source: &'static str,
    /// Everything that the server had committed this long ago is there; `None` before the first sync.
    pub age: Option<Duration>,
    /// Number of the newest frame, or the snapshot's tag.
    pub version: String,
    /// Frames of the server's log that it lacked when the server last answered; `None` for snapshots.
    pub lag_frames: Option<u64>,
    /// Syncs that succeeded.
    pub syncs: u64,
    /// Syncs that failed.
    pub failures: u64,
    /// Failures since the last success.
    pub failing: u64,
    /// Copies thrown away because they were damaged or had diverged.
    pub resyncs: u64,
    /// Reads are served from it.
    pub ready: bool,
}

/// Counts as they go.
pub struct Status {
    inner: Mutex<Inner>,
}

struct Inner {
    counts: CopyStatus,
    fresh: Option<Instant>,
}

impl Status {
    /// Nothing has happened yet.
    pub fn new(source: Source) -> Self {
        let source = match source {
            Source::Sqld => "sqld",
            Source::Snapshot => "snapshot",
        };
        let counts = CopyStatus { source, ..CopyStatus::default() };
        Self { inner: Mutex::new(Inner { counts, fresh: None }) }
    }

    /// The status now.
    pub fn report(&self, ready: bool) -> CopyStatus {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        CopyStatus { ready, age: inner.fresh.map(|fresh| fresh.elapsed()), ..inner.counts.clone() }
    }

    /// A sync that began at `began` succeeded.
    pub fn synced(&self, began: Instant, version: String) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.counts.syncs += 1;
        inner.counts.failing = 0;
        inner.counts.version = version;
        inner.fresh = Some(began);
    }

    /// An older copy was found on the disk; `age` is that of its file.
    pub fn found(&self, age: Duration) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.fresh = Instant::now().checked_sub(age);
    }

    /// A sync failed; answers how many have in a row.
    pub fn failed(&self) -> u64 {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.counts.failures += 1;
        inner.counts.failing += 1;
        inner.counts.failing
    }

    /// A copy was thrown away.
    pub fn damaged(&self) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.counts.resyncs += 1;
        inner.fresh = None;
    }
}
