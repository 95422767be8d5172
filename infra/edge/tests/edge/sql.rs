//! Databases without a guest: groups of writes, limits, and statements that are prepared once.

use futures_util::future::join_all;
use outpost_edge::sql::{Database, Durability, SqlError, SqlLimits, Statement, Value};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

const TABLE: &str = "CREATE TABLE item (id INTEGER PRIMARY KEY, n INTEGER NOT NULL CHECK (n > 0)) STRICT";

fn open(limits: SqlLimits) -> (TempDir, Arc<Database>) {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::open(&folder.path().join("a.db"), Durability::Full, limits, &[TABLE]).unwrap();
    (folder, database)
}

fn statement(sql: &str, parameters: &[i64]) -> Statement {
    Statement { sql: sql.to_owned(), parameters: parameters.iter().copied().map(Value::Integer).collect() }
}

async fn count(database: &Arc<Database>) -> Value {
    database.run(statement("SELECT count(*) FROM item", &[])).await.unwrap().rows[0][0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_that_share_a_commit_fail_one_by_one() {
    let (_folder, database) = open(SqlLimits::default());
    let insert = |n: i64| {
        let database = Arc::clone(&database);
        async move { database.run(statement("INSERT INTO item (n) VALUES (?1)", &[n])).await }
    };
    let outcomes = join_all((0..300).map(|turn| insert(i64::from(turn % 3 != 0)))).await;
    let failed = outcomes.iter().filter(|outcome| outcome.is_err()).count();
    assert_eq!((failed, count(&database).await), (100, Value::Integer(200)));
    let rowids: std::collections::BTreeSet<i64> =
        outcomes.into_iter().flatten().map(|outcome| outcome.last_insert_rowid).collect();
    assert_eq!(rowids.len(), 200, "each write hears of its own row");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_rolls_everything_back_takes_no_neighbour_with_it() {
    let (_folder, database) = open(SqlLimits::default());
    let trigger =
        "CREATE TRIGGER bomb BEFORE INSERT ON item WHEN NEW.n = 1000 BEGIN SELECT RAISE(ROLLBACK, 'boom'); END";
    database.run(statement(trigger, &[])).await.unwrap();
    let insert = |n: i64| {
        let database = Arc::clone(&database);
        async move { database.run(statement("INSERT INTO item (n) VALUES (?1)", &[n])).await }
    };
    let outcomes = join_all((1..=100).map(|turn| insert(if turn % 10 == 0 { 1000 } else { turn }))).await;
    let failed = outcomes.iter().filter(|outcome| matches!(outcome, Err(error) if error.to_string() == "boom")).count();
    assert_eq!((failed, count(&database).await), (10, Value::Integer(90)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_without_end_is_interrupted() {
    let (_folder, database) = open(SqlLimits { statement_time: Duration::from_millis(100), ..SqlLimits::default() });
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
    let error = database.run(statement(endless, &[])).await.unwrap_err();
    assert_eq!(error.to_string(), "interrupted");
    assert_eq!(count(&database).await, Value::Integer(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_stays_open_for_too_long_is_told_so() {
    let (_folder, database) = open(SqlLimits { transaction_time: Duration::from_millis(100), ..SqlLimits::default() });
    let mut guest = database.connect();
    guest.run(statement("BEGIN", &[])).await.unwrap();
    guest.run(statement("INSERT INTO item (n) VALUES (1)", &[])).await.unwrap();
    let other = database.run(statement("INSERT INTO item (n) VALUES (2)", &[])).await;
    assert!(other.is_ok(), "others write once the time is over");
    let error = guest.run(statement("COMMIT", &[])).await.unwrap_err();
    assert!(matches!(error, SqlError::TransactionExpired { .. }), "{error}");
    assert_eq!(count(&database).await, Value::Integer(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_reads_what_it_wrote_and_others_do_not() {
    let (_folder, database) = open(SqlLimits::default());
    let mut guest = database.connect();
    guest.run(statement("BEGIN", &[])).await.unwrap();
    guest.run(statement("INSERT INTO item (n) VALUES (1)", &[])).await.unwrap();
    let inside = guest.run(statement("SELECT count(*) FROM item", &[])).await.unwrap();
    assert_eq!((&inside.rows[0][0], count(&database).await), (&Value::Integer(1), Value::Integer(0)));
    guest.run(statement("COMMIT", &[])).await.unwrap();
    assert_eq!(count(&database).await, Value::Integer(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_is_prepared_once_for_each_connection() {
    let (_folder, database) = open(SqlLimits::default());
    // So many columns that preparing takes far longer than running.
    let columns: Vec<String> = (0..400).map(|at| format!("n + {at} AS c{at}")).collect();
    let wide = format!("SELECT {} FROM item WHERE id = ?1", columns.join(", "));
    let time = |sql: String| {
        let database = Arc::clone(&database);
        async move {
            let started = std::time::Instant::now();
            database.run(statement(&sql, &[1])).await.unwrap();
            started.elapsed()
        }
    };
    let first = time(wide.clone()).await;
    let mut again = first;
    for _ in 0..20 {
        again = again.min(time(wide.clone()).await);
    }
    assert!(again * 3 < first, "first {first:?}, again {again:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn text_that_is_not_utf_8_is_an_error_and_the_database_lives_on() {
    let (_folder, database) = open(SqlLimits::default());
    for sql in ["SELECT CAST(x'ff' AS TEXT)", "INSERT INTO item (n) VALUES (1) RETURNING CAST(x'ff' AS TEXT)"] {
        let error = database.run(statement(sql, &[])).await.unwrap_err();
        assert!(matches!(error, SqlError::NotText), "{sql}: {error}");
    }
    assert!(database.run(statement("INSERT INTO item (n) VALUES (2)", &[])).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_cannot_reach_other_files_or_loosen_the_settings() {
    let (folder, database) = open(SqlLimits::default());
    let other = folder.path().join("other.db").display().to_string();
    for sql in [
        format!("ATTACH DATABASE '{other}' AS other"),
        format!("ATTACH '{other}' || '' AS other"),
        "ATTACH ?1 AS other".into(),
        "DETACH ?1".into(),
        format!("VACUUM INTO '{other}'"),
        "PRAGMA synchronous = OFF".into(),
        "PRAGMA foreign_keys = OFF".into(),
        "SELECT load_extension('x')".into(),
    ] {
        let error = database.run(statement(&sql, &[])).await.unwrap_err();
        let words = error.to_string();
        assert!(words.contains("not authorized") || words == "authorization denied", "{sql}: {words}");
    }
    assert!(!folder.path().join("other.db").exists());
    let settings = database.run(statement("PRAGMA synchronous", &[])).await.unwrap();
    assert_eq!(settings.rows, [[Value::Integer(2)]]);
    assert!(database.run(statement("PRAGMA table_info(item)", &[])).await.is_ok());
}
