//! A look at every page of a copy.
//!
//! It has a connection and a time of its own: a file that is large or not in memory takes longer than any reader may,
//! and a copy that is thrown away for that would be fetched, looked at and thrown away for ever.

use super::LocalCopy;
use super::generation::Generation;
use crate::sql::session::Session;
use crate::sql::watchdog::Watchdog;
use crate::sql::{Outcome, SqlError, SqlLimits, Statement, Value};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Pause between looks at a replica: damage is better found while the server can mend it.
const PAUSE: Duration = Duration::from_secs(10);
/// A look takes at most this part of the time.
const PART: u32 = 100;
/// Longest look.
const LOOK: Duration = Duration::from_secs(600);
/// Longest look at start, when requests wait for it.
const FIRST_LOOK: Duration = Duration::from_secs(10);
/// Few pages are kept, as each is looked at once; and none is mapped, as the file may be cut short meanwhile.
const PRAGMAS: [&str; 2] = ["PRAGMA query_only = ON", "PRAGMA mmap_size = 0"];
/// SQLite's primary codes for running out of memory, and for a disk that cannot be read.
const PASSING: [i32; 2] = [7, 10];

/// What a look found.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Examined {
    /// Every page is in order.
    Sound,
    /// SQLite says what is not.
    Damaged(String),
    /// The look did not come to its end, which says nothing about the file.
    Unknown(String),
}

/// Looks at every page of a replica now and then. Syncs go on beside it.
pub async fn look_after(copy: Arc<LocalCopy>, limits: SqlLimits) {
    let mut pause = PAUSE;
    loop {
        tokio::time::sleep(pause).await;
        let began = Instant::now();
        if let Some(generation) = copy.current()
            && let Examined::Damaged(reason) = examine(generation.file().to_path_buf(), limits, LOOK).await
        {
            copy.discard(&generation, &reason);
        }
        pause = PAUSE.max(began.elapsed() * PART);
    }
}

/// A copy that could not be looked at to its end is better than none.
pub async fn is_usable(generation: &Generation, limits: SqlLimits) -> bool {
    match examine(generation.file().to_path_buf(), limits, FIRST_LOOK).await {
        Examined::Sound | Examined::Unknown(_) => true,
        Examined::Damaged(reason) => {
            tracing::warn!(file = %generation.file().display(), reason, "a copy on the disk is damaged");
            false
        }
    }
}

/// Looks at every page of `file`, for at most `time`.
async fn examine(file: PathBuf, limits: SqlLimits, time: Duration) -> Examined {
    let looked = tokio::task::spawn_blocking(move || judge(look(&file, limits, time))).await;
    let examined = looked.unwrap_or_else(|error| Examined::Unknown(error.to_string()));
    if let Examined::Unknown(reason) = &examined {
        tracing::warn!(reason, "a copy could not be looked at to its end; it is kept");
    }
    examined
}

fn look(file: &Path, limits: SqlLimits, time: Duration) -> Result<Outcome, SqlError> {
    let watchdog = Watchdog::start(time).map_err(SqlError::no_thread)?;
    let mut session = Session::open(file, &PRAGMAS, limits)?;
    watchdog.add(session.watch());
    session.run(&Statement { sql: "PRAGMA quick_check(1)".to_owned(), parameters: Vec::new() })
}

/// Only SQLite's own findings count: an interrupted look, a busy file or a failing disk do not make a copy worthless.
fn judge(outcome: Result<Outcome, SqlError>) -> Examined {
    match outcome.map(|outcome| outcome.rows.into_iter().flatten().next()) {
        Ok(Some(Value::Text(words))) if words == "ok" => Examined::Sound,
        Ok(Some(Value::Text(words))) if is_passing(&words) => Examined::Unknown(words),
        Ok(found) => Examined::Damaged(format!("{found:?}")),
        Err(error) if error.is_corrupt() => Examined::Damaged(error.to_string()),
        Err(error) => Examined::Unknown(error.to_string()),
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
    fn only_what_sqlite_itself_finds_makes_a_copy_worthless() {
        let found = |words: &str| Ok(Outcome { rows: vec![vec![Value::Text(words.into())]], ..Outcome::default() });
        let failed = |code| Err(SqlError::Sqlite { code, message: code.to_string() });
        assert_eq!(judge(found("ok")), Examined::Sound);
        for outcome in [found("Tree 4 page 9: btreeInitPage() returns error code 11"), failed(11), failed(26)] {
            assert!(matches!(judge(outcome.clone()), Examined::Damaged(_)), "{outcome:?}");
        }
        let short_read = found("Tree 4 page 9: unable to get the page. error code=522");
        for outcome in [short_read, failed(9), failed(5), failed(10), failed(14), Err(SqlError::Closed)] {
            assert!(matches!(judge(outcome.clone()), Examined::Unknown(_)), "{outcome:?}");
        }
        let too_many_open_files = SqlError::Sqlite { code: 14, message: "unable to open database file".into() };
        assert!(!too_many_open_files.is_damage() && too_many_open_files.is_unopened());
    }

    #[tokio::test]
    async fn a_look_that_takes_too_long_says_nothing_and_one_with_time_sees_damage() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        let mut session = Session::open(&file, &[], SqlLimits::default()).unwrap();
        let rows = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) ";
        let fill = format!("CREATE TABLE item AS {rows} SELECT i AS id, hex(zeroblob(200)) AS name FROM n");
        session.run(&Statement { sql: fill, parameters: Vec::new() }).unwrap();
        drop(session);
        let look = |time| examine(file.clone(), SqlLimits::default(), time);
        let long = Duration::from_secs(60);
        assert_eq!(look(long).await, Examined::Sound);
        assert_eq!(look(Duration::ZERO).await, Examined::Unknown("interrupted".into()));
        let mut bytes = std::fs::read(&file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..middle + 9_000].fill(0x5a);
        std::fs::write(&file, bytes).unwrap();
        assert!(matches!(look(long).await, Examined::Damaged(_)));
    }
}
