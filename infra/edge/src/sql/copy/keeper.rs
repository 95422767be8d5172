//! The task that keeps a copy up to date.

use super::generation::Generation;
use super::{CopyConfig, Embedded, LocalCopy, Snapshots, Source};
use crate::sql::SqlLimits;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use std::{fs, io};
use tokio::sync::Notify;

/// At start an older copy is good enough when the server does not answer for this long.
const PATIENCE: Duration = Duration::from_secs(5);
/// Pause between looks at every page of a replica: damage is better found while the server can mend it.
const CHECK: Duration = Duration::from_secs(10);
/// A look takes at most this part of the time.
const CHECK_PART: u32 = 100;
/// Syncs that fail in a row, while the server answers, before a copy counts as diverged.
const DIVERGED: u64 = 5;

/// What a sync brought.
pub struct Synced {
    /// Names the state that the copy now has.
    pub version: String,
    /// Another copy takes the place of the current one.
    pub generation: Option<Arc<Generation>>,
}

/// Why a sync failed.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The server did not answer, or not in time.
    #[error("{0}")]
    Server(String),
    /// The copy cannot be written.
    #[error("{0}")]
    Disk(String),
    /// The copy is not what the server's log continues.
    #[error("{0}")]
    Damage(String),
}

enum Way {
    Embedded(Box<Embedded>),
    Snapshots(Box<Snapshots>),
}

/// Keeps one copy.
pub struct Keeper {
    copy: Arc<LocalCopy>,
    way: Way,
    interval: Duration,
    written: Arc<Notify>,
}

impl Keeper {
    /// Looks at what is on the disk.
    pub fn open(config: CopyConfig, copy: Arc<LocalCopy>, written: Arc<Notify>, limits: SqlLimits) -> io::Result<Self> {
        fs::create_dir_all(&config.folder)?;
        let interval = config.interval;
        let way = match config.source {
            Source::Sqld => Way::Embedded(Box::new(Embedded::new(config, limits))),
            Source::Snapshot => Way::Snapshots(Box::new(Snapshots::new(config, limits)?)),
        };
        Ok(Self { copy, way, interval, written })
    }

    /// Returns once there is a copy to read.
    pub async fn first(&mut self) {
        if let Some(generation) = self.on_disk().await {
            self.copy.publish(generation);
        }
        let began = Instant::now();
        while !self.sync().await {
            if self.copy.current().is_some() && began.elapsed() > PATIENCE {
                tracing::warn!("the primary does not answer: an older copy is served");
                return;
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }

    /// Syncs for ever: after each pause, after each write of this host, and when the copy was found damaged.
    pub async fn keep(mut self) {
        let mut next = Instant::now() + CHECK;
        loop {
            if Instant::now() > next {
                let began = Instant::now();
                self.check().await;
                next = Instant::now() + CHECK.max(began.elapsed() * CHECK_PART);
            }
            let damaged = tokio::select! {
                () = tokio::time::sleep(self.interval) => false,
                () = self.written.notified() => false,
                () = self.copy.damaged.notified() => true,
            };
            if damaged {
                self.anew();
            }
            self.sync().await;
        }
    }

    /// Snapshots are told to be whole by their seal; a replica's file changes all the time.
    async fn check(&self) {
        if let (Way::Embedded(_), Some(generation)) = (&self.way, self.copy.current())
            && !generation.is_sound().await
        {
            self.copy.discard(&generation, "a page of it is malformed");
        }
    }

    /// The newest copy that an earlier run left, if it is sound; the others are removed.
    async fn on_disk(&mut self) -> Option<Arc<Generation>> {
        let (folders, sealed) = match &self.way {
            Way::Embedded(embedded) => (embedded.folders(), false),
            Way::Snapshots(snapshots) => (snapshots.folders(), true),
        };
        let mut found = None;
        for folder in folders {
            let limits = self.limits();
            match Generation::open(folder.clone(), sealed, limits) {
                Ok(generation) if found.is_none() && generation.is_sound().await => {
                    self.copy.status.found(age(generation.file()));
                    found = Some(generation);
                }
                Ok(generation) => generation.retire(),
                Err(error) => {
                    tracing::warn!(folder = %folder.display(), %error, "a copy on the disk is of no use");
                    if let Err(error) = fs::remove_dir_all(&folder) {
                        tracing::warn!(folder = %folder.display(), %error, "cannot remove an old copy");
                    }
                }
            }
        }
        if let (Way::Embedded(embedded), Some(generation)) = (&mut self.way, &found) {
            embedded.resume(Arc::clone(generation));
        }
        found
    }

    fn limits(&self) -> SqlLimits {
        match &self.way {
            Way::Embedded(embedded) => embedded.limits(),
            Way::Snapshots(snapshots) => snapshots.limits(),
        }
    }

    /// True when the copy is up to date.
    async fn sync(&mut self) -> bool {
        match self.take().await {
            Ok(()) => true,
            Err(error) => {
                self.failed(&error);
                false
            }
        }
    }

    async fn take(&mut self) -> Result<(), SyncError> {
        let mut began = Instant::now();
        let mut synced = self.step().await?;
        let copy = Arc::clone(&self.copy);
        let mut bypass = None;
        if synced.generation.is_some() && copy.current().is_none() {
            // Reads have gone to the server, which may be ahead by now. They wait until the copy has all that they saw.
            bypass = Some(copy.bypass.write().await);
            began = Instant::now();
            let level = self.step().await?;
            synced = Synced { version: level.version, generation: level.generation.or(synced.generation) };
        }
        if let Some(generation) = synced.generation {
            copy.publish(generation);
        }
        drop(bypass);
        copy.status.synced(began, synced.version);
        Ok(())
    }

    async fn step(&mut self) -> Result<Synced, SyncError> {
        match &mut self.way {
            Way::Embedded(embedded) => embedded.sync().await,
            Way::Snapshots(snapshots) => snapshots.sync().await,
        }
    }

    fn failed(&mut self, error: &SyncError) {
        let failing = self.copy.status.failed();
        if failing == 1 || failing.is_multiple_of(60) {
            tracing::warn!(%error, failing, "a copy cannot be brought up to date");
        }
        let diverged = failing.is_multiple_of(DIVERGED)
            && matches!(error, SyncError::Server(_))
            && self.copy.remote.is_reachable();
        match error {
            SyncError::Damage(reason) => {
                if let Some(generation) = self.copy.current() {
                    self.copy.discard(&generation, reason);
                }
                self.anew();
            }
            // A sound copy that cannot follow any more is read until its successor is there.
            SyncError::Server(_) if diverged => self.anew(),
            SyncError::Server(_) | SyncError::Disk(_) => {}
        }
    }

    /// The next sync begins with nothing.
    fn anew(&mut self) {
        match &mut self.way {
            Way::Embedded(embedded) => embedded.anew(),
            Way::Snapshots(snapshots) => snapshots.anew(),
        }
    }
}

fn age(file: &Path) -> Duration {
    let modified = fs::metadata(file).and_then(|about| about.modified());
    modified.ok().and_then(|modified| SystemTime::now().duration_since(modified).ok()).unwrap_or_default()
}

/// The numbered folders of earlier copies, newest first.
pub fn numbered(folder: &Path) -> Vec<(u64, PathBuf)> {
    let mut found: Vec<(u64, PathBuf)> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())))
        .collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    found
}
