//! The replica file that reads go to at the moment, shared by readers, the sync task and the integrity check.

use super::replica_file::ReplicaFile;
use super::status::{ReplicaStatus, Status};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::Notify;

/// The current file and what is known of it.
pub struct Published {
    current: RwLock<Option<Arc<ReplicaFile>>>,
    /// What the sync task has done.
    pub counts: Status,
    /// Told when a file was found damaged.
    pub damaged: Notify,
    /// Held by reads that go to the primary, and by the sync task while it brings a new file level with what they saw.
    pub bypass: tokio::sync::RwLock<()>,
}

impl Published {
    /// Nothing is published yet.
    pub fn new(interval: Duration) -> Self {
        Self {
            current: RwLock::default(),
            counts: Status::new(interval),
            damaged: Notify::new(),
            bypass: tokio::sync::RwLock::default(),
        }
    }

    /// How the replica is.
    pub fn status(&self) -> ReplicaStatus {
        self.counts.report(self.current().is_some())
    }

    /// The file that reads go to.
    pub fn current(&self) -> Option<Arc<ReplicaFile>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads go to `file` from now on.
    pub fn publish(&self, file: Arc<ReplicaFile>) {
        let old = self.current.write().unwrap_or_else(PoisonError::into_inner).replace(file);
        if let Some(old) = old {
            old.retire();
        }
    }

    /// Reads go to the primary until there is a new file.
    pub fn discard(&self, file: &Arc<ReplicaFile>, reason: &str) {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        if current.as_ref().is_some_and(|current| Arc::ptr_eq(current, file)) {
            tracing::error!(reason, file = %file.path().display(), "a replica is damaged and is made anew");
            *current = None;
            file.retire();
            self.counts.damaged();
            self.damaged.notify_one();
        }
    }
}
