//! The port that operators' tools need beside [`Sql`]: several statements in one transaction.

mod script;

pub use script::statements;

use crate::sql::{BoxFuture, Sql, SqlError, Value};

/// A database that runs several statements as one transaction.
pub trait Transaction: Sql {
    /// Runs `statements` in order: all of them take effect, or none does.
    fn transaction<'a>(&'a self, statements: Vec<Statement>) -> BoxFuture<'a, Result<(), SqlError>>;
}

/// One statement with the values of `?1…`.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The text of a single statement.
    pub sql: String,
    /// The values, in order.
    pub parameters: Vec<Value>,
}

impl Statement {
    /// A statement with these values.
    pub fn new(sql: impl Into<String>, parameters: Vec<Value>) -> Self {
        Self { sql: sql.into(), parameters }
    }
}
