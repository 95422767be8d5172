//! Brings a database to this build's schema: numbered migrations (tables and data), then the definitions.

use crate::definitions::{self, DEFINITIONS};
use crate::file::File;
use crate::sql::{SqlError, Value};
use crate::transaction::{Statement, Transaction, statements};

/// Every migration in order; its number is its place, from 1.
pub const MIGRATIONS: &[File] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

const CREATE: &str = include_str!("../queries/migration/create.sql");
const NEWEST: &str = include_str!("../queries/migration/newest.sql");
const RECORD: &str = include_str!("../queries/migration/record.sql");
const DROPS: &str = include_str!("../queries/migration/drops.sql");
const RECORD_DEFINITIONS: &str = include_str!("../queries/migration/record_definitions.sql");

/// Ending of a migration that fills in what another one added to rows that are there.
///
/// Its file is one statement that changes some hundred rows and returns each of them (`RETURNING`). It runs until it
/// returns none, each time in a transaction of its own, so that other writers wait for a moment only.
const BACKFILL: &str = "_backfill";

/// What was done to a database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// How many migrations it had not had yet.
    pub migrations: usize,
    /// Whether its definitions were replaced.
    pub definitions: bool,
}

impl Applied {
    /// Whether the database was at this build's schema before.
    pub const fn is_nothing(self) -> bool {
        self.migrations == 0 && !self.definitions
    }
}

/// Why a database was not brought to this build's schema.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MigrateError {
    /// A newer build made it. Nothing was changed.
    #[error("the database has {what} {found}, this build knows {known}: use the build that made it, or a later one")]
    Newer {
        /// `migration` or `definitions`.
        what: &'static str,
        /// The number in the database.
        found: i64,
        /// The number of this build.
        known: i64,
    },
    /// Another build has other definitions under the same number. Nothing was changed.
    #[error("the database has other definitions under number {number}: give this build's a higher one")]
    SameNumber {
        /// The number of both.
        number: i64,
    },
    /// A step failed and was undone; those before it stay.
    #[error("{step}: {error}")]
    Step {
        /// The migration, or `definitions`.
        step: &'static str,
        /// The database's error.
        error: SqlError,
    },
    /// The database could not be reached.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Applies what `database` has not had yet: each migration in a transaction, then all definitions in one.
///
/// A database that a newer build made is refused and left alone. Run again, it changes nothing.
pub async fn apply(database: &dyn Transaction) -> Result<Applied, MigrateError> {
    for statement in statements(CREATE) {
        database.query(&statement.sql, Vec::new()).await?;
    }
    let found = Found::read(database).await?;
    let (number, _) = definitions::recorded();
    found.check(number)?;
    let mut applied = Applied::default();
    for (number, migration) in (1..).zip(MIGRATIONS) {
        if number > found.migration {
            let mut steps = if migration.name.ends_with(BACKFILL) {
                backfill(database, migration).await?;
                Vec::new()
            } else {
                statements(&migration.stored())
            };
            steps.push(Statement::new(RECORD, vec![Value::Integer(number), Value::from(migration.name)]));
            step(database, migration.name, steps).await?;
            applied.migrations += 1;
        }
    }
    if number > found.definitions {
        // Definitions take the place of all views and triggers there are.
        let drops = database.query(DROPS, Vec::new()).await?.into_iter();
        let drops = drops.map(|mut row| Ok(Statement::new(row.text("statement")?, Vec::new())));
        let mut steps: Vec<Statement> = drops.collect::<Result<_, SqlError>>()?;
        steps.extend(DEFINITIONS.iter().flat_map(|file| statements(&file.stored())));
        let record = vec![Value::Integer(number), Value::from(definitions::digest())];
        steps.push(Statement::new(RECORD_DEFINITIONS, record));
        step(database, "definitions", steps).await?;
        applied.definitions = true;
    }
    Ok(applied)
}

async fn backfill(database: &dyn Transaction, migration: &File) -> Result<(), MigrateError> {
    loop {
        let changed = database.query(migration.sql, Vec::new()).await;
        if changed.map_err(|error| MigrateError::Step { step: migration.name, error })?.is_empty() {
            return Ok(());
        }
    }
}

async fn step(database: &dyn Transaction, name: &'static str, steps: Vec<Statement>) -> Result<(), MigrateError> {
    database.transaction(steps).await.map_err(|error| MigrateError::Step { step: name, error })
}

/// What a database has had.
struct Found {
    migration: i64,
    definitions: i64,
    digest: String,
}

impl Found {
    async fn read(database: &dyn Transaction) -> Result<Self, SqlError> {
        let rows = database.query(NEWEST, Vec::new()).await?;
        let mut row = rows.into_first().ok_or(SqlError::Shape { column: "migration".to_owned(), expected: "a row" })?;
        Ok(Self {
            migration: row.integer("migration")?,
            definitions: row.integer("definitions")?,
            digest: row.text("digest")?,
        })
    }

    fn check(&self, number: i64) -> Result<(), MigrateError> {
        let newest = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
        if self.migration > newest {
            return Err(MigrateError::Newer { what: "migration", found: self.migration, known: newest });
        }
        if self.definitions > number {
            return Err(MigrateError::Newer { what: "definitions", found: self.definitions, known: number });
        }
        if self.definitions == number && self.digest != definitions::digest() {
            return Err(MigrateError::SameNumber { number });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counting::Counting;
    use crate::native::Database;
    use crate::sql::{BoxFuture, Sql};

    impl Transaction for Counting<Database> {
        fn transaction<'a>(&'a self, statements: Vec<Statement>) -> BoxFuture<'a, Result<(), SqlError>> {
            self.inner().transaction(statements)
        }
    }

    #[tokio::test]
    async fn a_backfill_changes_a_few_rows_at_a_time() {
        let database = Counting::new(Database::memory().await.expect("an in-memory database"));
        let rows = "CREATE TABLE a (b INTEGER PRIMARY KEY, c TEXT);
            INSERT INTO a WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT i, NULL FROM n";
        database.transaction(statements(rows)).await.expect("ten rows");
        let sql = "UPDATE a SET c = 'filled' WHERE b IN (SELECT b FROM a WHERE c IS NULL LIMIT 4) RETURNING b";
        backfill(&database, &File { name: "0002_c_backfill", sql }).await.expect("a backfill");
        assert_eq!(database.take(), 4);
        let empty = database.query("SELECT b FROM a WHERE c IS NULL", Vec::new()).await.expect("an answer");
        assert!(empty.is_empty());
    }
}
