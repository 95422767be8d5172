//! Consistent copies of the primary's file, made when somebody asks and the file has changed.

use crate::sql::SqlError;
use bytes::Bytes;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::Mutex;

/// Makes snapshots and keeps the newest one in memory.
pub struct Snapshotter {
    inner: Mutex<Inner>,
}

struct Inner {
    /// Writes nothing. `PRAGMA data_version` moves on it whenever another connection has committed.
    connection: libsql::Connection,
    file: PathBuf,
    /// Tells this run of the program from others: data versions begin anew with each.
    run: u128,
    newest: Option<(String, Bytes)>,
}

impl Snapshotter {
    /// Snapshots of `database`.
    pub async fn open(database: &Path) -> Result<Self, SqlError> {
        let connection = libsql::Builder::new_local(database).build().await?.connect()?;
        let run = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        let mut file = database.as_os_str().to_owned();
        file.push(".snapshot");
        Ok(Self { inner: Mutex::new(Inner { connection, file: file.into(), run, newest: None }) })
    }

    /// The newest snapshot with its tag, unless `known` is that tag. Those who ask meanwhile share one snapshot.
    pub async fn newest(&self, known: Option<&str>) -> Result<Option<(String, Bytes)>, SqlError> {
        let mut inner = self.inner.lock().await;
        let tag = inner.tag().await?;
        if known == Some(&tag) {
            return Ok(None);
        }
        if let Some(newest) = inner.newest.as_ref().filter(|(newest, _)| *newest == tag) {
            return Ok(Some(newest.clone()));
        }
        // What is committed from here on moves the tag again, so the copy may be newer than its tag, never older.
        let bytes = inner.make().await?;
        inner.newest = Some((tag.clone(), bytes.clone()));
        Ok(Some((tag, bytes)))
    }
}

impl Inner {
    async fn tag(&self) -> Result<String, SqlError> {
        let mut rows = self.connection.query("PRAGMA data_version", ()).await?;
        let version = match rows.next().await? {
            Some(row) => row.get::<i64>(0)?,
            None => 0,
        };
        Ok(format!("\"{:x}-{version}\"", self.run))
    }

    async fn make(&self) -> Result<Bytes, SqlError> {
        let (connection, file) = (self.connection.clone(), self.file.clone());
        let made = tokio::task::spawn_blocking(move || {
            remove(&file)?;
            let path = file.to_string_lossy().into_owned();
            // A local connection does its work when first polled.
            futures_util::future::FutureExt::now_or_never(connection.execute("VACUUM INTO ?1", [path]))
                .ok_or(SqlError::Closed)??;
            let bytes = std::fs::read(&file).map_err(io)?;
            remove(&file)?;
            Ok(Bytes::from(bytes))
        });
        made.await.unwrap_or(Err(SqlError::Closed))
    }
}

fn remove(file: &Path) -> Result<(), SqlError> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io(error)),
        _ => Ok(()),
    }
}

fn io(error: std::io::Error) -> SqlError {
    SqlError::Sqlite { code: 10, message: error.to_string() }
}
