//! Rows that travel in one transaction.

use libsql::{Row, Value as LibsqlValue};
use outpost_db::sql::Value;
use outpost_db::transaction::Statement;

use super::table::Table;

/// Values of one transaction, in bytes: it takes a small part of a second to write them.
const BYTES: usize = 512 << 10;
/// Rows of one transaction.
const ROWS: usize = 4_000;
/// Rows of one statement.
const ROWS_A_STATEMENT: usize = 100;

/// Rows of one table that are not stored yet.
pub(super) struct Batch<'a> {
    table: &'a Table,
    values: Vec<Value>,
    bytes: usize,
}

impl<'a> Batch<'a> {
    pub(super) fn new(table: &'a Table) -> Self {
        Self { table, values: Vec::new(), bytes: 0 }
    }

    /// Takes a row whose columns are those of the table.
    pub(super) fn add(&mut self, row: &Row) -> Result<(), libsql::Error> {
        for column in 0..self.table.width() {
            let index = i32::try_from(column).map_err(|_| libsql::Error::InvalidColumnIndex)?;
            let value = match row.get_value(index)? {
                LibsqlValue::Null => Value::Null,
                LibsqlValue::Integer(value) => Value::Integer(value),
                LibsqlValue::Real(value) => Value::Real(value),
                LibsqlValue::Text(value) => Value::Text(value),
                LibsqlValue::Blob(value) => Value::Blob(value),
            };
            self.bytes += match &value {
                Value::Text(text) => text.len(),
                Value::Blob(bytes) => bytes.len(),
                Value::Null | Value::Integer(_) | Value::Real(_) => size_of::<i64>(),
            };
            self.values.push(value);
        }
        Ok(())
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.values.len() / self.table.width()
    }

    pub(super) fn is_full(&self) -> bool {
        self.bytes >= BYTES || self.len() >= ROWS
    }

    pub(super) fn into_statements(self) -> Vec<Statement> {
        let values_a_statement = ROWS_A_STATEMENT * self.table.width();
        let mut values = self.values.into_iter();
        let mut statements = Vec::new();
        loop {
            let some: Vec<Value> = values.by_ref().take(values_a_statement).collect();
            if some.is_empty() {
                return statements;
            }
            statements.push(Statement::new(self.table.insert(some.len() / self.table.width()), some));
        }
    }
}
