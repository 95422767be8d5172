//! The task that keeps a copy up to date.

use super::examination::{is_usable, look_after};
use super::generation::Generation;
use super::{CopyConfig, Embedded, LocalCopy, Snapshots, Source};
use crate::sql::{SqlLimits, Statement};
use futures_util::FutureExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use std::{fs, io};
use tokio::sync::{Notify, oneshot};

/// At start an older copy is good enough when the server does not answer for this long.
const PATIENCE: Duration = Duration::from_secs(5);
/// Longest time for which reads wait while a copy is brought level with what they have seen on the server.
const LEVEL: Duration = Duration::from_secs(3);
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
    /// Fetched, and not yet known to be level with what reads have seen on the server.
    pending: Option<Arc<Generation>>,
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
        Ok(Self { copy, way, interval, written, pending: None })
    }

    /// Returns once there is a copy to read.
    async fn first(&mut self) {
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

    /// Syncs for ever: after each pause, after each write of this host, and when the copy was found damaged. Tells
    /// `readable` once there is a copy to read.
    pub async fn keep(mut self, readable: oneshot::Sender<()>) {
        self.first().await;
        if readable.send(()).is_err() {
            tracing::info!("the first copy is there");
        }
        // Snapshots are told to be whole by their seal; a replica's file changes all the time.
        if matches!(self.way, Way::Embedded(_)) {
            tokio::spawn(look_after(Arc::clone(&self.copy), self.limits()));
        }
        loop {
            let damaged = tokio::select! {
                () = tokio::time::sleep(self.interval) => false,
                () = self.written.notified() => false,
                () = self.copy.damaged.notified() => true,
            };
            // Where a sync has brought the next copy meanwhile, the damage is mended.
            if damaged && self.copy.current().is_none() {
                self.anew();
            }
            self.sync().await;
        }
    }

    /// The newest copy that an earlier run has fetched to its end and that is not known to be damaged; the others are
    /// removed, but for those that cannot be opened now.
    async fn on_disk(&mut self) -> Option<Arc<Generation>> {
        let (folders, sealed) = match &self.way {
            Way::Embedded(embedded) => (embedded.folders(), false),
            Way::Snapshots(snapshots) => (snapshots.folders(), true),
        };
        let mut found = None;
        for folder in folders {
            let limits = self.limits();
            if !Generation::is_complete(&folder) {
                remove(&folder, "it was not fetched to its end");
                continue;
            }
            match Generation::open(folder.clone(), sealed, limits) {
                Ok(generation)
                    if found.is_none() && is_usable(&generation, limits).await && !is_empty(&generation).await =>
                {
                    self.copy.status.found(age(generation.file()));
                    found = Some(generation);
                }
                Ok(generation) => generation.retire(),
                Err(error) if error.is_corrupt() || !Generation::file_in(&folder).exists() => {
                    remove(&folder, &error.to_string());
                }
                Err(error) => tracing::warn!(folder = %folder.display(), %error, "a copy cannot be opened now"),
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
        let mut version = self.step().await?;
        let copy = Arc::clone(&self.copy);
        let mut bypass = None;
        if self.pending.is_some() && copy.current().is_none() {
            // Reads have gone to the server, which may be ahead by now. They wait until the copy has all that they saw.
            bypass = Some(copy.bypass.write().await);
            began = Instant::now();
            let step = tokio::time::timeout(LEVEL, self.step()).await;
            version = step.map_err(|_| SyncError::Server("the new copy was not level in time".to_owned()))??;
        }
        if let Some(generation) = self.pending.take() {
            copy.publish(generation);
        }
        drop(bypass);
        copy.status.synced(began, version);
        Ok(())
    }

    /// One sync; answers the version. A copy that it brought stays pending where what follows fails: it is not sent
    /// again.
    async fn step(&mut self) -> Result<String, SyncError> {
        let Synced { version, generation } = match &mut self.way {
            Way::Embedded(embedded) => embedded.sync().await?,
            Way::Snapshots(snapshots) => snapshots.sync().await?,
        };
        if let Some(generation) = generation
            && let Some(old) = self.pending.replace(generation)
        {
            old.retire();
        }
        Ok(version)
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

    /// The next sync begins with nothing, and that is all that damage found until now asks for.
    fn anew(&mut self) {
        if self.copy.damaged.notified().now_or_never().is_some() {
            tracing::debug!("a copy that was found damaged is on its way already");
        }
        if let Some(pending) = self.pending.take() {
            pending.retire();
        }
        match &mut self.way {
            Way::Embedded(embedded) => embedded.anew(),
            Way::Snapshots(snapshots) => snapshots.anew(),
        }
    }
}

/// A file that lost all of its bytes is a sound database without tables.
async fn is_empty(generation: &Generation) -> bool {
    let sql = "SELECT 1 FROM sqlite_schema LIMIT 1".to_owned();
    let (_, outcome) = generation.read(Statement { sql, parameters: Vec::new() }).await;
    outcome.is_ok_and(|outcome| outcome.rows.is_empty())
}

fn remove(folder: &Path, reason: &str) {
    tracing::warn!(folder = %folder.display(), reason, "a copy on the disk is of no use");
    if let Err(error) = fs::remove_dir_all(folder) {
        tracing::warn!(folder = %folder.display(), %error, "cannot remove an old copy");
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
