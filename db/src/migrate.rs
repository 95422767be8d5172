//! Numbered migrations, embedded; a database records which it has had.

use crate::sql::{SqlError, Value};
use crate::transaction::{Statement, Transaction, statements};

/// One step of the schema.
pub struct Migration {
    /// Position, from 1, without gaps; the number in the file's name.
    pub number: i64,
    /// The file's name without number and ending.
    pub name: &'static str,
    /// Its statements, run in one transaction.
    pub sql: &'static str,
}

macro_rules! migrations {
    ($($number:literal $file:literal $name:literal;)*) => {
        &[$(Migration { number: $number, name: $name, sql: include_str!(concat!("../migrations/", $file, "_", $name, ".sql")) }),*]
    };
}

/// Every migration, in order.
pub const MIGRATIONS: &[Migration] = migrations! {
    1 "0001" "markets";
    2 "0002" "catalogue";
    3 "0003" "stock";
    4 "0004" "orders";
    5 "0005" "commands";
    6 "0006" "search";
    7 "0007" "release_expired_holds";
    8 "0008" "place_order";
    9 "0009" "record_payment";
    10 "0010" "extend_hold";
    11 "0011" "product_by_rank";
    12 "0012" "catalogue_version";
    13 "0013" "shelves";
    14 "0014" "cheaper_orders";
    15 "0015" "bounded_release";
    16 "0016" "in_stock_is_on_hand";
    17 "0017" "placed_otherwise";
};

const CREATE: &str = include_str!("../queries/migration/create.sql");
const NEWEST: &str = include_str!("../queries/migration/newest.sql");
const RECORD: &str = include_str!("../queries/migration/record.sql");

/// Applies what `database` has not had yet, each step in a transaction, and returns how many that were.
///
/// A database from a newer build is refused with its number, and left alone.
pub async fn apply(database: &dyn Transaction) -> Result<usize, SqlError> {
    database.query(CREATE, Vec::new()).await?;
    let newest = match database.query(NEWEST, Vec::new()).await?.into_first() {
        Some(row) => row.integer(0)?,
        None => 0,
    };
    if MIGRATIONS.last().is_some_and(|last| last.number < newest) {
        return Err(SqlError::Statement(format!(
            "the database has migration {newest}, which this build does not know: use the build that made it"
        )));
    }
    let due: Vec<_> = MIGRATIONS.iter().filter(|migration| migration.number > newest).collect();
    for migration in &due {
        let mut steps = statements(migration.sql);
        steps.push(Statement::new(RECORD, vec![Value::Integer(migration.number), Value::from(migration.name)]));
        database.transaction(steps).await.map_err(|error| match error {
            SqlError::Statement(message) => {
                SqlError::Statement(format!("migration {} {}: {message}", migration.number, migration.name))
            }
            other => other,
        })?;
    }
    Ok(due.len())
}
