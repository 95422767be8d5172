//! Restoring: a backup is copied, brought up to this build and checked before it takes a database's place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, SystemTimeError, UNIX_EPOCH};

use outpost_db::migrate::{self, MigrateError};
use outpost_db::native::Database;
use outpost_db::sql::{Sql, SqlError};
use outpost_db::version;
use tempfile::TempDir;

use crate::backup::{self, BackupError};
use crate::files;
use crate::project::{self, ProjectError};
use crate::verify::{self, Finding, VerifyError, is_damaged};

const END_LEASE: &str = include_str!("../queries/restore/end_lease.sql");
const FOLD_LOG: &str = include_str!("../queries/restore/fold_log.sql");
/// Where sqld keeps its one database, below its data folder.
const SQLD_DATABASE: &str = "dbs/default";

/// Why nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// There is no backup at that path.
    #[error("there is no backup at {}", .0.display())]
    Missing(PathBuf),
    /// Somebody works with the database that is to be replaced.
    #[error("{} is in use: stop the shop first", .0.display())]
    InUse(PathBuf),
    /// The folder is none of sqld.
    #[error("{} is not a data folder that an sqld has used", .0.display())]
    NotSqld(PathBuf),
    /// The backup breaks invariants.
    #[error("the backup is not sound: {}", .0.join("; "))]
    Broken(Vec<String>),
    /// A file could not be read or written.
    #[error("cannot put the backup in its place: {0}")]
    Disk(#[from] io::Error),
    /// The machine's clock stands before 1970.
    #[error(transparent)]
    Clock(#[from] SystemTimeError),
    /// The backup could not be copied.
    #[error(transparent)]
    Copy(#[from] BackupError),
    /// The backup could not be brought up to this build.
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    /// A statement failed.
    #[error(transparent)]
    Sql(#[from] SqlError),
    /// The copy's projections could not be brought up to date.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// The backup could not be checked.
    #[error(transparent)]
    Verify(#[from] VerifyError),
}

/// Which broken invariants are no hindrance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tolerance {
    /// None: whatever is broken stops the restore.
    None,
    /// All but damage to the file itself.
    AllButDamage,
}

/// A copy of a backup, ready to take a database's place.
pub struct Prepared {
    folder: TempDir,
    /// What checking it found.
    pub findings: Vec<Finding>,
}

impl Prepared {
    /// The database file.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("database")
    }
}

/// Copies the backup `from` to a new folder in `folder`, brings it up to this build, gives it a new epoch and checks it.
pub async fn prepare(from: &Path, folder: &Path, tolerance: Tolerance) -> Result<Prepared, RestoreError> {
    if !from.is_file() {
        return Err(RestoreError::Missing(from.to_owned()));
    }
    files::create_folder(folder)?;
    let mut prepared = Prepared { folder: files::temporary_folder(folder)?, findings: Vec::new() };
    let file = prepared.file();
    backup::copy(from, &file).await?;
    let database = Database::open_existing(&file).await?;
    migrate::apply(&database).await?;
    version::renew_epoch(&database).await?;
    database.query(END_LEASE, Vec::new()).await?;
    project::catch_up(&database).await?;
    prepared.findings = verify::verify(&database).await?;
    let hinders = |finding: &&Finding| tolerance == Tolerance::None || is_damaged(finding);
    let broken: Vec<String> = prepared.findings.iter().filter(hinders).flat_map(Finding::shown).collect();
    if broken.is_empty() { Ok(prepared) } else { Err(RestoreError::Broken(broken)) }
}

/// Puts a prepared database in the place of the file `database`. Returns where the old one is kept, if there was one.
pub async fn replace_file(prepared: &Prepared, database: &Path) -> Result<Option<PathBuf>, RestoreError> {
    let kept = match database.try_exists()? {
        true => Some(keep(database).await?),
        false => None,
    };
    files::publish(&prepared.file(), database)?;
    Ok(kept)
}

/// Puts a prepared database in the place of the one in the data folder of a stopped sqld. Returns where that is kept.
pub fn replace_sqld(prepared: &Prepared, data: &Path) -> Result<PathBuf, RestoreError> {
    let place = data.join(SQLD_DATABASE);
    let current = place.join("data");
    if !current.is_file() {
        return Err(RestoreError::NotSqld(data.to_owned()));
    }
    if files::is_in_use(&current)? {
        return Err(RestoreError::InUse(data.to_owned()));
    }
    // sqld makes its log anew from a database that has none; its replicas then fetch all of it.
    let new = prepared.folder.path().join("default");
    files::create_folder(&new)?;
    files::publish(&prepared.file(), &new.join("data"))?;
    let kept = data.join(format!("default{}", kept_ending()?));
    fs::rename(&place, &kept)?;
    fs::rename(&new, &place)?;
    files::sync_folder(files::folder_of(&place))?;
    files::sync_folder(data)?;
    Ok(kept)
}

/// Gives the database file a second name, or another one where its log cannot be folded into it.
async fn keep(database: &Path) -> Result<PathBuf, RestoreError> {
    if files::is_in_use(database)? {
        return Err(RestoreError::InUse(database.to_owned()));
    }
    // A damaged database may refuse, and is kept with its log then.
    let folded = match Database::open_existing(database).await {
        Ok(old) => old.query(FOLD_LOG, Vec::new()).await.is_ok(),
        Err(_) => false,
    };
    let kept = files::with_ending(database, &kept_ending()?);
    if folded && !files::with_ending(database, "-wal").try_exists()? {
        fs::hard_link(database, &kept)?;
        return Ok(kept);
    }
    fs::rename(database, &kept)?;
    for ending in ["-wal", "-shm"] {
        let side = files::with_ending(database, ending);
        if side.try_exists()? {
            fs::rename(&side, files::with_ending(&kept, ending))?;
        }
    }
    Ok(kept)
}

/// Names of what is kept tell when it was replaced.
fn kept_ending() -> Result<String, SystemTimeError> {
    Ok(format!(".replaced-{}", SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs()))
}
