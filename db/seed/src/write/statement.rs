//! A prepared statement that is run again and again, and values as it takes them.

use libsql::{Connection, Statement, Value};

use crate::SeedError;

/// A statement without results.
pub struct Insert(Statement);

impl Insert {
    /// Prepares `sql`.
    pub async fn prepare(connection: &Connection, sql: &str) -> Result<Self, SeedError> {
        Ok(Self(connection.prepare(sql).await?))
    }

    /// Runs it with these values.
    pub async fn run<const N: usize>(&self, values: [Value; N]) -> Result<(), SeedError> {
        self.0.execute(Vec::from(values)).await?;
        self.0.reset();
        Ok(())
    }
}

/// Runs `sql` once for each row.
pub async fn insert_all<const N: usize>(
    connection: &Connection,
    sql: &str,
    rows: impl IntoIterator<Item = [Value; N]>,
) -> Result<(), SeedError> {
    let insert = Insert::prepare(connection, sql).await?;
    for row in rows {
        insert.run(row).await?;
    }
    Ok(())
}

/// A text value.
pub fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// An integer value.
pub const fn integer(number: i64) -> Value {
    Value::Integer(number)
}

/// An integer value or NULL.
pub fn optional(number: Option<i64>) -> Value {
    number.map_or(Value::Null, Value::Integer)
}

/// The statement that inserts a row into the table of that name.
macro_rules! insert_into {
    ($table:literal) => {
        include_str!(concat!("../../../queries/seed/", $table, ".sql"))
    };
}
pub(super) use insert_into;
