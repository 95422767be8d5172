//! Backups: a copy of a database that is in use, checked before it gets its name.

use std::io;
use std::path::{Path, PathBuf};

use outpost_db::hrana::Server;
use outpost_db::native::Database;
use outpost_db::sql::{Sql, SqlError, Value};

use crate::files;
use crate::replica::{self, ReplicaError};
use crate::verify::{self, Finding, VerifyError, is_damaged};

const COPY: &str = include_str!("../queries/backup/copy.sql");

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A backup is never written over.
    #[error("{} is there already: name a new file", .0.display())]
    Taken(PathBuf),
    /// There is no database at that path.
    #[error("there is no database at {}", .0.display())]
    Missing(PathBuf),
    /// The copy holds damaged pages or rows that refer to nothing.
    #[error("the database is damaged: {}", .0.join("; "))]
    Damaged(Vec<String>),
    /// A file could not be written.
    #[error("cannot write the backup: {0}")]
    Disk(#[from] io::Error),
    /// The database could not be copied.
    #[error(transparent)]
    Sql(#[from] SqlError),
    /// The server's database could not be copied.
    #[error(transparent)]
    Replica(#[from] ReplicaError),
    /// The copy could not be checked.
    #[error(transparent)]
    Verify(#[from] VerifyError),
}

/// Copies a database file, which a shop may be using, to `to`. Returns what checking the copy found.
pub async fn of_file(database: &Path, to: &Path) -> Result<Vec<Finding>, BackupError> {
    if !database.is_file() {
        return Err(BackupError::Missing(database.to_owned()));
    }
    write(database, to).await
}

/// Copies the database of a server that is running to `to`. Returns what checking the copy found.
pub async fn of_server(server: &Server, to: &Path) -> Result<Vec<Finding>, BackupError> {
    refuse_taken(to)?;
    let folder = files::folder_of(to);
    files::create_folder(folder)?;
    let folder = files::temporary_folder(folder)?;
    let replica = folder.path().join("replica");
    replica::fetch(server, &replica).await?;
    write(&replica, to).await
}

/// Copies the database file `from` to a new file, in one read transaction.
pub async fn copy(from: &Path, to: &Path) -> Result<(), BackupError> {
    files::create(to)?;
    let name = to.to_str().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "the path is not UTF-8"))?;
    Database::open_existing(from).await?.query(COPY, vec![Value::from(name)]).await?;
    Ok(())
}

async fn write(from: &Path, to: &Path) -> Result<Vec<Finding>, BackupError> {
    refuse_taken(to)?;
    let folder = files::folder_of(to);
    files::create_folder(folder)?;
    let folder = files::temporary_folder(folder)?;
    let unnamed = folder.path().join("backup");
    copy(from, &unnamed).await?;
    let findings = verify::verify(&Database::open_existing(&unnamed).await?).await?;
    let damage: Vec<String> = findings.iter().filter(|finding| is_damaged(finding)).flat_map(Finding::shown).collect();
    if !damage.is_empty() {
        return Err(BackupError::Damaged(damage));
    }
    files::publish(&unnamed, to)?;
    Ok(findings)
}

fn refuse_taken(to: &Path) -> Result<(), BackupError> {
    if to.try_exists()? { Err(BackupError::Taken(to.to_owned())) } else { Ok(()) }
}
