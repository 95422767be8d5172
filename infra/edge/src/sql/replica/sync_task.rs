//! The task that keeps a replica up to date.

use super::folders;
use super::integrity_check::{check_regularly, is_usable};
use super::published::Published;
use super::replica_file::ReplicaFile;
use super::replicator::{Replicator, Synced};
use super::sync_error::SyncError;
use crate::sql::remote::Remote;
use crate::sql::statement::Statement;
use futures_util::FutureExt;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use tokio::sync::{Notify, oneshot};

/// At start an older replica is good enough when the server does not answer for this long.
const START: Duration = Duration::from_secs(5);
/// Longest time for which reads wait while a replica is brought level with what they have seen on the primary.
const LEVEL: Duration = Duration::from_secs(3);
/// Syncs that fail in a row, while the primary answers, before a replica counts as diverged.
const DIVERGED: u64 = 5;

/// Syncs one replica.
pub struct SyncTask {
    replicator: Replicator,
    published: Arc<Published>,
    primary: Arc<Remote>,
    interval: Duration,
    written: Arc<Notify>,
    /// Fetched, and not yet known to be level with what reads have seen on the primary.
    pending: Option<Arc<ReplicaFile>>,
}

impl SyncTask {
    /// A task that has not begun.
    pub fn new(
        replicator: Replicator,
        published: Arc<Published>,
        primary: Arc<Remote>,
        interval: Duration,
        written: Arc<Notify>,
    ) -> Self {
        Self { replicator, published, primary, interval, written, pending: None }
    }

    /// Syncs for ever: after each pause, after each write of this host, and when the replica was found damaged. Tells
    /// `readable` once there is a replica to read.
    pub async fn run(mut self, readable: oneshot::Sender<()>) {
        self.first().await;
        if readable.send(()).is_err() {
            tracing::info!("the first replica is there");
        }
        tokio::spawn(check_regularly(Arc::clone(&self.published), self.replicator.limits()));
        loop {
            let damaged = tokio::select! {
                () = tokio::time::sleep(self.interval) => false,
                () = self.written.notified() => false,
                () = self.published.damaged.notified() => true,
            };
            // Where a sync has brought the next replica meanwhile, the damage is mended.
            if damaged && self.published.current().is_none() {
                self.begin_anew();
            }
            self.sync().await;
        }
    }

    /// Returns once there is a replica to read.
    async fn first(&mut self) {
        if let Some(file) = self.on_disk().await {
            self.published.publish(file);
        }
        let began = Instant::now();
        while !self.sync().await {
            if self.published.current().is_some() && began.elapsed() > START {
                tracing::warn!("the server does not answer: an older replica is served");
                return;
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }

    /// The newest replica that an earlier run has fetched to its end and that is not known to be damaged; the others are
    /// removed, but for those that cannot be opened now.
    async fn on_disk(&mut self) -> Option<Arc<ReplicaFile>> {
        let limits = self.replicator.limits();
        let mut found = None;
        for folder in self.replicator.folders() {
            if !ReplicaFile::is_complete(&folder) {
                folders::remove(&folder, "it was not fetched to its end");
                continue;
            }
            match ReplicaFile::open(folder.clone(), limits) {
                Ok(file) if found.is_none() && is_usable(&file, limits).await && !is_empty(&file).await => {
                    self.published.counts.found(age(file.path()));
                    found = Some(file);
                }
                Ok(file) => file.retire(),
                Err(error) if error.is_corrupt() || !ReplicaFile::path_in(&folder).exists() => {
                    folders::remove(&folder, &error.to_string());
                }
                Err(error) => tracing::warn!(folder = %folder.display(), %error, "a replica cannot be opened now"),
            }
        }
        if let Some(file) = &found {
            self.replicator.resume(Arc::clone(file));
        }
        found
    }

    /// True when the replica is up to date.
    async fn sync(&mut self) -> bool {
        match self.sync_and_publish().await {
            Ok(()) => true,
            Err(error) => {
                self.failed(&error);
                false
            }
        }
    }

    async fn sync_and_publish(&mut self) -> Result<(), SyncError> {
        let mut began = Instant::now();
        let mut version = self.step().await?;
        let published = Arc::clone(&self.published);
        let mut bypass = None;
        if self.pending.is_some() && published.current().is_none() {
            // Reads have gone to the primary, which may be ahead by now. They wait until the replica has all that they
            // saw.
            bypass = Some(published.bypass.write().await);
            began = Instant::now();
            let step = tokio::time::timeout(LEVEL, self.step()).await;
            version = step.map_err(|_| SyncError::Server("the new replica was not level in time".to_owned()))??;
        }
        if let Some(file) = self.pending.take() {
            published.publish(file);
        }
        drop(bypass);
        published.counts.synced(began, version);
        Ok(())
    }

    /// One sync; returns the version. A replica that it brought stays pending where what follows fails: it is not sent
    /// again.
    async fn step(&mut self) -> Result<String, SyncError> {
        let Synced { version, file } = self.replicator.sync().await?;
        if let Some(file) = file
            && let Some(old) = self.pending.replace(file)
        {
            old.retire();
        }
        Ok(version)
    }

    fn failed(&mut self, error: &SyncError) {
        let failing = self.published.counts.failed();
        if failing == 1 || failing.is_multiple_of(60) {
            tracing::warn!(%error, failing, "a replica cannot be brought up to date");
        }
        let has_diverged =
            failing.is_multiple_of(DIVERGED) && matches!(error, SyncError::Server(_)) && self.primary.is_reachable();
        match error {
            SyncError::Damage(reason) => {
                if let Some(file) = self.published.current() {
                    self.published.discard(&file, reason);
                }
                self.begin_anew();
            }
            // A sound replica that cannot follow any more is read until its successor is there.
            SyncError::Server(_) if has_diverged => self.begin_anew(),
            SyncError::Server(_) | SyncError::Disk(_) => {}
        }
    }

    /// The next sync begins with nothing, and that is all that damage found until now asks for.
    fn begin_anew(&mut self) {
        if self.published.damaged.notified().now_or_never().is_some() {
            tracing::debug!("a replica that was found damaged is on its way already");
        }
        if let Some(pending) = self.pending.take() {
            pending.retire();
        }
        self.replicator.begin_anew();
    }
}

/// A file that lost all of its bytes is a sound database without tables.
async fn is_empty(file: &ReplicaFile) -> bool {
    let sql = "SELECT 1 FROM sqlite_schema LIMIT 1".to_owned();
    let (_, outcome) = file.read(Statement { sql, parameters: Vec::new() }).await;
    outcome.is_ok_and(|outcome| outcome.rows.is_empty())
}

fn age(file: &Path) -> Duration {
    let modified = fs::metadata(file).and_then(|about| about.modified());
    modified.ok().and_then(|modified| SystemTime::now().duration_since(modified).ok()).unwrap_or_default()
}
