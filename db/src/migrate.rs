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
            let mut steps = statements(migration.sql);
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
        steps.extend(DEFINITIONS.iter().flat_map(|file| statements(file.sql)));
        let record = vec![Value::Integer(number), Value::from(definitions::digest())];
        steps.push(Statement::new(RECORD_DEFINITIONS, record));
        step(database, "definitions", steps).await?;
        applied.definitions = true;
    }
    Ok(applied)
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
