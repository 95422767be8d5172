//! The port to a database: one statement in, all of its rows out.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A future that may be sent between threads and borrows for `'a`.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A database that runs one statement at a time, each in a transaction of its own.
pub trait Sql: Send + Sync {
    /// Runs `statement` with `?1…` bound to `parameters` and returns every row.
    fn query<'a>(&'a self, statement: &'a str, parameters: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>>;
}

impl<T: Sql + ?Sized> Sql for Arc<T> {
    fn query<'a>(&'a self, statement: &'a str, parameters: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>> {
        (**self).query(statement, parameters)
    }
}

/// A value as SQLite stores it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// NULL.
    Null,
    /// A 64-bit integer.
    Integer(i64),
    /// A 64-bit float; the shop stores none, but SQL functions may return one.
    Real(f64),
    /// UTF-8 text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Integer(value.into())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Why a statement gave no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SqlError {
    /// The database said no: a constraint, a refusal, a mistake in the statement. Running it again changes nothing.
    #[error("the database refused the statement: {0}")]
    Statement(String),
    /// The database could not be asked, or did not answer. A command may or may not have happened: retry with its id.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// A row is not what its query promises.
    #[error("column {column} of a row is not {expected}")]
    Shape {
        /// Which column, by name.
        column: String,
        /// What it should have held.
        expected: &'static str,
    },
    /// A JSON column does not hold what its query promises.
    #[error("column {column} holds unexpected JSON: {cause}")]
    Json {
        /// Which column, by name.
        column: String,
        /// What the parser said.
        cause: String,
    },
}

/// Everything a statement returned.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    columns: Arc<[String]>,
    rows: Vec<Vec<Value>>,
}

impl Rows {
    /// Rows whose values stand in the order of `columns`.
    pub fn new(columns: Vec<String>, rows: Vec<Vec<Value>>) -> Self {
        Self { columns: columns.into(), rows }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The first row, if any.
    pub fn into_first(self) -> Option<Row> {
        self.into_iter().next()
    }
}

impl IntoIterator for Rows {
    type Item = Row;
    type IntoIter = Box<dyn Iterator<Item = Row>>;

    fn into_iter(self) -> Self::IntoIter {
        let columns = self.columns;
        Box::new(self.rows.into_iter().map(move |values| Row { columns: Arc::clone(&columns), values }))
    }
}

/// One row, read column by column by position.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    columns: Arc<[String]>,
    values: Vec<Value>,
}

impl Row {
    /// An integer that is there.
    pub fn integer(&self, index: usize) -> Result<i64, SqlError> {
        match self.values.get(index) {
            Some(Value::Integer(value)) => Ok(*value),
            _ => Err(self.shape(index, "an integer")),
        }
    }

    /// An integer or NULL.
    pub fn optional_integer(&self, index: usize) -> Result<Option<i64>, SqlError> {
        match self.values.get(index) {
            Some(Value::Null) => Ok(None),
            Some(Value::Integer(value)) => Ok(Some(*value)),
            _ => Err(self.shape(index, "an integer or NULL")),
        }
    }

    /// Text that is there, moved out of the row.
    pub fn text(&mut self, index: usize) -> Result<String, SqlError> {
        match self.values.get_mut(index) {
            Some(Value::Text(text)) => Ok(std::mem::take(text)),
            _ => Err(self.shape(index, "text")),
        }
    }

    /// Text or NULL, moved out of the row.
    pub fn optional_text(&mut self, index: usize) -> Result<Option<String>, SqlError> {
        match self.values.get_mut(index) {
            Some(Value::Null) => Ok(None),
            Some(Value::Text(text)) => Ok(Some(std::mem::take(text))),
            _ => Err(self.shape(index, "text or NULL")),
        }
    }

    /// Bytes, moved out of the row.
    pub fn blob(&mut self, index: usize) -> Result<Vec<u8>, SqlError> {
        match self.values.get_mut(index) {
            Some(Value::Blob(bytes)) => Ok(std::mem::take(bytes)),
            _ => Err(self.shape(index, "bytes")),
        }
    }

    /// A text column of JSON, as a typed value.
    pub fn json<T: serde::de::DeserializeOwned>(&mut self, index: usize) -> Result<T, SqlError> {
        let text = self.text(index)?;
        serde_json::from_str(&text)
            .map_err(|cause| SqlError::Json { column: self.column(index), cause: cause.to_string() })
    }

    /// Text that names one of a closed set, such as a state or a currency.
    pub fn parse<T: std::str::FromStr>(&mut self, index: usize, expected: &'static str) -> Result<T, SqlError> {
        self.text(index)?.parse().map_err(|_| self.shape(index, expected))
    }

    fn shape(&self, index: usize, expected: &'static str) -> SqlError {
        SqlError::Shape { column: self.column(index), expected }
    }

    fn column(&self, index: usize) -> String {
        self.columns.get(index).cloned().unwrap_or_else(|| format!("#{index}"))
    }
}
