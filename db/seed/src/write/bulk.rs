//! How a large empty database is filled quickly and still safely.
//!
//! A rollback journal keeps only pages that were there before, so it is tiny for a new file, and a process that is killed
//! on the way leaves an empty, migrated database. Writes reach the disk when the earlier settings return.

use libsql::{Connection, Value};

use crate::SeedError;

const DROPPABLE: &str = include_str!("../../../queries/seed/droppable.sql");

/// Settings of the connection before it was sped up.
pub struct Settings {
    journal_mode: String,
    synchronous: i64,
}

/// A schema object that was dropped.
struct Dropped {
    kind: String,
    name: String,
    sql: String,
}

/// The indexes and triggers that were dropped.
pub struct DroppedObjects(Vec<Dropped>);

/// Turns off what costs time row by row: the write-ahead log, waiting for the disk, checking foreign keys.
///
/// The generator's rows keep all foreign keys; tests check that for catalogues of several sizes.
pub async fn speed_up(connection: &Connection) -> Result<Settings, SeedError> {
    let journal_mode = match pragma(connection, "PRAGMA journal_mode").await? {
        Value::Text(mode) => mode,
        _ => "delete".to_owned(),
    };
    let synchronous = match pragma(connection, "PRAGMA synchronous").await? {
        Value::Integer(level) => level,
        _ => 2,
    };
    // Nothing was written yet, so these settings put nothing at risk.
    for setting in [
        "PRAGMA journal_mode = DELETE",
        "PRAGMA synchronous = OFF",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA cache_size = -262144",
        "PRAGMA temp_store = MEMORY",
    ] {
        pragma(connection, setting).await?;
    }
    Ok(Settings { journal_mode, synchronous })
}

/// Restores the settings; for a file this also waits until everything is on the disk.
pub async fn restore_settings(connection: &Connection, settings: Settings) -> Result<(), SeedError> {
    pragma(connection, &format!("PRAGMA synchronous = {}", settings.synchronous)).await?;
    pragma(connection, &format!("PRAGMA journal_mode = {}", settings.journal_mode)).await?;
    for setting in ["PRAGMA foreign_keys = ON", "PRAGMA cache_size = -2000", "PRAGMA temp_store = DEFAULT"] {
        pragma(connection, setting).await?;
    }
    Ok(())
}

/// Drops the indexes and triggers named by `droppable.sql`.
pub async fn drop_objects(connection: &Connection) -> Result<DroppedObjects, SeedError> {
    let mut rows = connection.query(DROPPABLE, ()).await?;
    let mut objects = Vec::new();
    while let Some(row) = rows.next().await? {
        objects.push(Dropped { kind: row.get(0)?, name: row.get(1)?, sql: row.get(2)? });
    }
    drop(rows);
    for Dropped { kind, name, .. } in &objects {
        // Names come from the schema itself, and no statement takes a name as a parameter.
        connection.execute(&format!("DROP {kind} \"{name}\""), ()).await?;
    }
    Ok(DroppedObjects(objects))
}

/// Makes the dropped indexes again, sorted as a whole.
pub async fn restore_indexes(connection: &Connection, dropped: &DroppedObjects) -> Result<(), SeedError> {
    restore(connection, dropped, "index").await
}

/// Makes the dropped triggers again.
pub async fn restore_triggers(connection: &Connection, dropped: &DroppedObjects) -> Result<(), SeedError> {
    restore(connection, dropped, "trigger").await
}

async fn restore(connection: &Connection, dropped: &DroppedObjects, kind: &str) -> Result<(), SeedError> {
    for object in dropped.0.iter().filter(|object| object.kind == kind) {
        connection.execute(&object.sql, ()).await?;
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
