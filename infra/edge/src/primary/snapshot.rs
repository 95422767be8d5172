//! Consistent copies of the primary's file, made when somebody asks and the file has changed.

use crate::sql::SqlError;
use bytes::Bytes;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::Mutex;

/// Makes snapshots and keeps the newest one in memory.
///
/// A snapshot is made to its end, whether or not whoever asked still waits: the next to ask gets it.
pub struct Snapshotter {
    inner: Arc<Mutex<Inner>>,
}

struct Inner {
    /// Writes nothing. `PRAGMA data_version` moves on it whenever another connection has committed.
    connection: libsql::Connection,
    /// Beside which file snapshots are written, before they are read into memory.
    database: PathBuf,
    /// How many have been begun.
    begun: u64,
    /// Tells this run of the program from others: data versions begin anew with each.
    run: u128,
    newest: Option<(String, Bytes)>,
}

impl Snapshotter {
    /// Snapshots of `database`.
    pub async fn open(database: &Path) -> Result<Self, SqlError> {
        let connection = libsql::Builder::new_local(database).build().await?.connect()?;
        let run = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        remove_leftovers(database).map_err(io)?;
        let inner = Inner { connection, database: database.to_path_buf(), begun: 0, run, newest: None };
        Ok(Self { inner: Arc::new(Mutex::new(inner)) })
    }

    /// The newest snapshot with its tag, unless `known` is that tag. Those who ask meanwhile share one snapshot.
    pub async fn newest(&self, known: Option<&str>) -> Result<Option<(String, Bytes)>, SqlError> {
        let mut inner = Arc::clone(&self.inner).lock_owned().await;
        let tag = inner.tag().await?;
        if known == Some(&tag) {
            return Ok(None);
        }
        if let Some(newest) = inner.newest.as_ref().filter(|(newest, _)| *newest == tag) {
            return Ok(Some(newest.clone()));
        }
        // What is committed from here on moves the tag again, so the copy may be newer than its tag, never older.
        let made = tokio::task::spawn_blocking(move || {
            let bytes = inner.make()?;
            inner.newest = Some((tag.clone(), bytes.clone()));
            Ok(Some((tag, bytes)))
        });
        made.await.unwrap_or(Err(SqlError::Closed))
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

    /// Blocks for as long as it takes.
    fn make(&mut self) -> Result<Bytes, SqlError> {
        self.begun += 1;
        let file = beside(&self.database, &format!("{}-{}", std::process::id(), self.begun));
        let made = self.write(&file).and_then(|()| std::fs::read(&file).map_err(io));
        let removed = std::fs::remove_file(&file);
        let bytes = made?;
        removed.map_err(io)?;
        Ok(Bytes::from(bytes))
    }

    fn write(&self, file: &Path) -> Result<(), SqlError> {
        let path = file.to_string_lossy().into_owned();
        // A local connection does its work when first polled.
        futures_util::future::FutureExt::now_or_never(self.connection.execute("VACUUM INTO ?1", [path]))
            .ok_or(SqlError::Closed)??;
        Ok(())
    }
}

/// `shop.db` and `7-1` make `shop.db.snapshot-7-1`.
fn beside(database: &Path, name: &str) -> PathBuf {
    let mut file: OsString = database.as_os_str().to_owned();
    file.push(format!(".snapshot-{name}"));
    file.into()
}

/// What an earlier run was killed over.
fn remove_leftovers(database: &Path) -> std::io::Result<()> {
    let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let begin = beside(database, "");
    // Every file begins with an empty name: without one nothing is a leftover.
    let Some(begin) = begin.file_name() else { return Ok(()) };
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(begin.as_encoded_bytes()) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn io(error: std::io::Error) -> SqlError {
    SqlError::Sqlite { code: 10, message: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_snapshot_that_nobody_waits_for_any_more_is_the_one_that_the_next_gets() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("shop.db");
        std::fs::write(beside(&database, "1-1"), "left by a kill").unwrap();
        let writer = libsql::Builder::new_local(&database).build().await.unwrap().connect().unwrap();
        let rows = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) ";
        let fill = format!("CREATE TABLE item AS {rows} SELECT i AS id, hex(zeroblob(200)) AS name FROM n");
        writer.execute(&fill, ()).await.unwrap();
        let snapshots = Snapshotter::open(&database).await.unwrap();
        for _ in 0..3 {
            let gave_up = tokio::time::timeout(Duration::from_millis(1), snapshots.newest(None)).await;
            assert!(gave_up.is_err(), "a snapshot takes longer than that");
        }
        let (_, bytes) = snapshots.newest(None).await.unwrap().unwrap();
        assert!(bytes.len() > 60_000 * 400);
        assert_eq!(snapshots.inner.lock().await.begun, 1);
        let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
        assert_eq!(names, ["shop.db"], "no other file stays");
    }
}
