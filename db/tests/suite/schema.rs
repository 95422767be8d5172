//! The schema: small enough for sqld, applied once, never over a newer one.

use outpost_db::definitions::{self, DEFINITIONS};
use outpost_db::migrate::{self, Applied, MIGRATIONS, MigrateError};
use outpost_db::native::Database;
use outpost_db::sql::Sql;

use super::fixture::integer;

/// sqld parses all of it for every new stream.
const SCHEMA_BYTES_MAX: i64 = 170_000;

async fn migrated() -> Database {
    let database = Database::memory().await.expect("an in-memory database");
    migrate::apply(&database).await.expect("the migrations");
    database
}

async fn schema(database: &Database) -> Vec<(String, String)> {
    let rows = database.query("SELECT name, coalesce(sql, '') AS sql FROM sqlite_schema ORDER BY name", vec![]).await;
    let rows = rows.expect("the schema").into_iter();
    rows.map(|mut row| (row.text("name").expect("a name"), row.text("sql").expect("a text"))).collect()
}

#[tokio::test]
async fn the_schema_is_short() {
    let database = migrated().await;
    let bytes = integer(&database, "SELECT sum(length(CAST(sql AS BLOB))) FROM sqlite_schema", vec![]).await;
    println!("the schema's text: {bytes} of at most {SCHEMA_BYTES_MAX} bytes");
    assert!(bytes <= SCHEMA_BYTES_MAX, "{bytes} bytes");
}

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    let database = Database::memory().await.expect("an in-memory database");
    let first = migrate::apply(&database).await;
    assert_eq!(first, Ok(Applied { migrations: MIGRATIONS.len(), definitions: true }));
    let before = schema(&database).await;
    assert_eq!(migrate::apply(&database).await, Ok(Applied::default()));
    assert_eq!(schema(&database).await, before);
}

#[tokio::test]
async fn older_definitions_are_replaced_as_a_whole() {
    let database = migrated().await;
    let before = schema(&database).await;
    database
        .batch(
            "DROP VIEW clock; CREATE VIEW clock AS SELECT 1 AS now; CREATE VIEW left_over AS SELECT 1 AS one;
            CREATE TRIGGER left_over_too AFTER INSERT ON brand BEGIN SELECT 1; END;
            UPDATE definitions SET number = number - 1, digest = 'older'",
        )
        .await
        .expect("an older database");
    assert_eq!(migrate::apply(&database).await, Ok(Applied { migrations: 0, definitions: true }));
    assert_eq!(schema(&database).await, before);
}

#[tokio::test]
async fn a_database_of_a_newer_build_is_refused_and_left_alone() {
    let (number, _) = definitions::recorded();
    for (change, what) in [
        ("UPDATE definitions SET number = number + 1", "definitions"),
        ("INSERT INTO migration (number, name) VALUES (1000, 'later')", "migration"),
    ] {
        let database = migrated().await;
        database.batch(change).await.expect("a newer database");
        database.batch("DROP VIEW clock").await.expect("a change");
        let before = schema(&database).await;
        let refused = migrate::apply(&database).await;
        assert!(matches!(&refused, Err(MigrateError::Newer { what: found, .. }) if *found == what), "{refused:?}");
        assert_eq!(schema(&database).await, before);
    }
    let database = migrated().await;
    database.batch("UPDATE definitions SET digest = 'another'").await.expect("a change");
    assert_eq!(migrate::apply(&database).await, Err(MigrateError::SameNumber { number }));
}

#[tokio::test]
async fn every_definition_is_one_object_named_like_its_file_or_one_command() {
    for file in DEFINITIONS {
        let (kind, name) = file.name.split_once('/').expect("a folder");
        let created = file.sql.lines().filter(|line| line.starts_with("CREATE ")).count();
        assert_eq!(created, if kind == "commands" { 2 } else { 1 }, "{name}");
        let object = if kind == "triggers" { "TRIGGER" } else { "VIEW" };
        assert!(file.sql.contains(&format!("CREATE {object} {name} ")), "{name}");
    }
}

#[tokio::test]
async fn every_object_of_the_schema_compiles() {
    // A view that names a column that is not there fails only when it is read; triggers are compiled by writes.
    let database = migrated().await;
    for file in DEFINITIONS {
        let Some(view) = file.name.strip_prefix("views/") else { continue };
        let read = database.query(&format!("SELECT * FROM {view} LIMIT 1"), vec![]).await;
        assert!(read.is_ok(), "{view}: {read:?}");
    }
    for change in ["stock_movement SET quantity = 1", "stock_allocation SET state = 'x'", "audit SET command = 'x'"] {
        let written = database.query(&format!("EXPLAIN UPDATE {change}"), vec![]).await;
        assert!(written.is_ok(), "{change}: {written:?}");
    }
}
