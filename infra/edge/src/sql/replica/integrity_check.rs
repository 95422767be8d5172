//! Checks every page of a replica now and then.
//!
//! It has a connection and a time of its own: a file that is large or not in memory takes longer than any reader may,
//! and a replica that is thrown away for that would be fetched, checked and thrown away for ever.

use super::published::Published;
use super::replica_file::ReplicaFile;
use crate::sql::error::SqlError;
use crate::sql::limits::SqlLimits;
use crate::sql::session::Session;
use crate::sql::statement::{Outcome, Statement};
use crate::sql::watchdog::Watchdog;
use libsql::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Pause between checks of a replica: damage is better found while the server can mend it.
const PAUSE: Duration = Duration::from_secs(10);
/// A check takes at most this part of the time.
const SHARE: u32 = 100;
/// Longest check.
const LONGEST: Duration = Duration::from_secs(600);
/// Longest check at start, when requests wait for it.
const LONGEST_AT_START: Duration = Duration::from_secs(10);
/// Few pages are kept, as each is looked at once; and none is mapped, as the file may be cut short meanwhile.
const PRAGMAS: [&str; 2] = ["PRAGMA query_only = ON", "PRAGMA mmap_size = 0"];
/// SQLite's primary codes for running out of memory, and for a disk that cannot be read.
const PASSING: [i32; 2] = [7, 10];

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Finding {
    /// Every page is in order.
    Sound,
    /// SQLite says what is not.
    Damaged(String),
    /// The check did not come to its end, which says nothing about the file.
    Unknown(String),
}

/// Checks the current file now and then. Syncs go on beside it.
pub async fn check_regularly(published: Arc<Published>, limits: SqlLimits) {
    let mut pause = PAUSE;
    loop {
        tokio::time::sleep(pause).await;
        let began = Instant::now();
        if let Some(file) = published.current()
            && let Finding::Damaged(reason) = check(file.path().to_path_buf(), limits, LONGEST).await
        {
            published.discard(&file, &reason);
        }
        pause = PAUSE.max(began.elapsed() * SHARE);
    }
}

/// A replica that could not be checked to its end is better than none.
pub async fn is_usable(file: &ReplicaFile, limits: SqlLimits) -> bool {
    match check(file.path().to_path_buf(), limits, LONGEST_AT_START).await {
        Finding::Sound | Finding::Unknown(_) => true,
        Finding::Damaged(reason) => {
            tracing::warn!(file = %file.path().display(), reason, "a replica on the disk is damaged");
            false
        }
    }
}

/// Checks every page of `file`, for at most `time`.
async fn check(file: PathBuf, limits: SqlLimits, time: Duration) -> Finding {
    let checked = tokio::task::spawn_blocking(move || judge(quick_check(&file, limits, time))).await;
    let finding = checked.unwrap_or_else(|error| Finding::Unknown(error.to_string()));
    if let Finding::Unknown(reason) = &finding {
        tracing::warn!(reason, "a replica could not be checked to its end; it is kept");
    }
    finding
}

fn quick_check(file: &Path, limits: SqlLimits, time: Duration) -> Result<Outcome, SqlError> {
    let watchdog = Watchdog::start(time).map_err(SqlError::no_thread)?;
    let mut session = Session::open(file, &PRAGMAS, limits)?;
    watchdog.add(session.watch());
    session.run(&Statement { sql: "PRAGMA quick_check(1)".to_owned(), parameters: Vec::new() })
}

/// Only SQLite's own findings count: an interrupted check, a busy file or a failing disk do not make a
/// replica worthless.
fn judge(outcome: Result<Outcome, SqlError>) -> Finding {
    match outcome.map(|outcome| outcome.rows.into_iter().flatten().next()) {
        Ok(Some(Value::Text(words))) if words == "ok" => Finding::Sound,
        Ok(Some(Value::Text(words))) if is_passing(&words) => Finding::Unknown(words),
        Ok(found) => Finding::Damaged(format!("{found:?}")),
        Err(error) if error.is_corrupt() => Finding::Damaged(error.to_string()),
        Err(error) => Finding::Unknown(error.to_string()),
    }
}

/// A page that could not be read is among the findings, with the code of the reason.
fn is_passing(words: &str) -> bool {
    let code = words.split_once("error code=").map(|(_, rest)| rest.trim_end().parse::<i32>());
    matches!(code, Some(Ok(code)) if PASSING.contains(&(code & 0xff)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_sqlite_itself_finds_makes_a_replica_worthless() {
        let found = |words: &str| Ok(Outcome { rows: vec![vec![Value::Text(words.into())]], ..Outcome::default() });
        let failed = |code| Err(SqlError::Sqlite { code, message: code.to_string() });
        assert_eq!(judge(found("ok")), Finding::Sound);
        for outcome in [found("Tree 4 page 9: btreeInitPage() returns error code 11"), failed(11), failed(26)] {
            assert!(matches!(judge(outcome.clone()), Finding::Damaged(_)), "{outcome:?}");
        }
        let short_read = found("Tree 4 page 9: unable to get the page. error code=522");
        for outcome in [short_read, failed(9), failed(5), failed(10), failed(14), Err(SqlError::Closed)] {
            assert!(matches!(judge(outcome.clone()), Finding::Unknown(_)), "{outcome:?}");
        }
        let too_many_open_files = SqlError::Sqlite { code: 14, message: "unable to open database file".into() };
        assert!(!too_many_open_files.is_damage() && too_many_open_files.is_unopened());
    }

    #[tokio::test]
    async fn a_check_that_takes_too_long_says_nothing_and_one_with_time_finds_damage() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        let mut session = Session::open(&file, &[], SqlLimits::default()).unwrap();
        let rows = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) ";
        let fill = format!("CREATE TABLE item AS {rows} SELECT i AS id, hex(zeroblob(200)) AS name FROM n");
        session.run(&Statement { sql: fill, parameters: Vec::new() }).unwrap();
        drop(session);
        let check = |time| super::check(file.clone(), SqlLimits::default(), time);
        let long = Duration::from_secs(60);
        assert_eq!(check(long).await, Finding::Sound);
        assert_eq!(check(Duration::ZERO).await, Finding::Unknown("interrupted".into()));
        let mut bytes = std::fs::read(&file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..middle + 9_000].fill(0x5a);
        std::fs::write(&file, bytes).unwrap();
        assert!(matches!(check(long).await, Finding::Damaged(_)));
    }
}
