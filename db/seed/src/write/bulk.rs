//! How a large empty database is filled quickly and still safely.
//!
//! A rollback journal keeps only pages that were there before, so for a fresh file it is tiny, and a process that is
//! killed half-way leaves an empty, migrated database. Writes reach the disk when the old pace is taken up again.

use libsql::{Connection, Value};

use crate::SeedError;

const SET_ASIDE: &str = include_str!("../../../queries/seed/set_aside.sql");

/// How the connection worked before.
pub struct Pace {
    journal_mode: String,
    synchronous: i64,
}

/// Schema objects that were dropped: type, name and defining statement.
pub struct Aside(Vec<(String, String, String)>);

/// Lets go of what costs time row by row: the write-ahead log, waiting for the disk, checking foreign keys.
///
/// The generator's rows keep all foreign keys; tests check that for catalogues of several sizes.
pub async fn hurry(connection: &Connection) -> Result<Pace, SeedError> {
    let journal_mode = match pragma(connection, "PRAGMA journal_mode").await? {
        Value::Text(mode) => mode,
        _ => "delete".to_owned(),
    };
    let synchronous = match pragma(connection, "PRAGMA synchronous").await? {
        Value::Integer(level) => level,
        _ => 2,
    };
    // Nothing was written yet that the old pace would not have kept, so it is safe to change it here.
    for setting in [
        "PRAGMA journal_mode = DELETE",
        "PRAGMA synchronous = OFF",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA cache_size = -262144",
        "PRAGMA temp_store = MEMORY",
    ] {
        pragma(connection, setting).await?;
    }
    Ok(Pace { journal_mode, synchronous })
}

/// Takes up the pace from before; for a file this also waits until everything is on the disk.
pub async fn calm(connection: &Connection, pace: Pace) -> Result<(), SeedError> {
    pragma(connection, &format!("PRAGMA synchronous = {}", pace.synchronous)).await?;
    pragma(connection, &format!("PRAGMA journal_mode = {}", pace.journal_mode)).await?;
    for setting in ["PRAGMA foreign_keys = ON", "PRAGMA cache_size = -2000", "PRAGMA temp_store = DEFAULT"] {
        pragma(connection, setting).await?;
    }
    Ok(())
}

/// Drops the indexes and triggers named by `set_aside.sql`.
pub async fn set_aside(connection: &Connection) -> Result<Aside, SeedError> {
    let mut rows = connection.query(SET_ASIDE, ()).await?;
    let mut objects = Vec::new();
    while let Some(row) = rows.next().await? {
        objects.push((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<String>(2)?));
    }
    drop(rows);
    for (kind, name, _) in &objects {
        // Names come from the schema itself, and no statement takes a name as a parameter.
        connection.execute(&format!("DROP {kind} \"{name}\""), ()).await?;
    }
    Ok(Aside(objects))
}

/// Makes the dropped indexes again, sorted as a whole.
pub async fn restore_indexes(connection: &Connection, aside: &Aside) -> Result<(), SeedError> {
    restore(connection, aside, "index").await
}

/// Makes the dropped triggers again.
pub async fn restore_triggers(connection: &Connection, aside: &Aside) -> Result<(), SeedError> {
    restore(connection, aside, "trigger").await
}

async fn restore(connection: &Connection, aside: &Aside, kind: &str) -> Result<(), SeedError> {
    for (_, _, sql) in aside.0.iter().filter(|(dropped, _, _)| dropped == kind) {
        connection.execute(sql, ()).await?;
    }
    Ok(())
}

/// Runs a pragma and returns the first value of its answer, if it gives one.
async fn pragma(connection: &Connection, statement: &str) -> Result<Value, SeedError> {
    let mut rows = connection.query(statement, ()).await?;
    Ok(match rows.next().await? {
        Some(row) => row.get_value(0)?,
        None => Value::Null,
    })
}
