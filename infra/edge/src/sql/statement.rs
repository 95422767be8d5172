//! A statement on its way to a database, and what comes back.

use libsql::Value;

/// One SQL statement with its positional parameters.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Exactly one statement; text after its end is ignored.
    pub sql: String,
    /// As many values as the statement has parameters.
    pub parameters: Vec<Value>,
}

/// What a statement answered.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Column names, in order; empty when the statement returns no rows.
    pub columns: Vec<String>,
    /// All rows, in order.
    pub rows: Vec<Vec<Value>>,
    /// Rows that the newest INSERT, UPDATE or DELETE changed, triggers not counted.
    pub changes: u64,
    /// Row id of the newest INSERT on the writing connection.
    pub last_insert_rowid: i64,
}
