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
    /// The database refused the statement: a constraint, a refusal, a mistake. Running it again changes nothing.
    #[error("the database refused the statement: {0}")]
    Statement(String),
    /// The database could not be reached, or did not answer. A command may or may not have run: retry with its id.
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
        /// The parser's message.
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

    /// The first value of the first row, for statements that return one value, such as a count.
    pub fn single<T: FromValue>(self) -> Result<T, SqlError> {
        let first = self.rows.into_iter().next().and_then(|row| row.into_iter().next());
        T::from_value(first.unwrap_or(Value::Null)).ok_or_else(|| SqlError::Shape {
            column: self.columns.first().cloned().unwrap_or_default(),
            expected: T::EXPECTED,
        })
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

/// One row, read by the names of its columns. A value that is read is moved out of the row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    columns: Arc<[String]>,
    values: Vec<Value>,
}

impl Row {
    /// The value of a column: a number, text, bytes, or an `Option` of these for a column that may be NULL.
    pub fn get<T: FromValue>(&mut self, column: &str) -> Result<T, SqlError> {
        let place = self.columns.iter().position(|name| name == column);
        let value = place.and_then(|place| self.values.get_mut(place));
        // NULL stays behind; a column that is not there is none of the types.
        value
            .and_then(|value| T::from_value(std::mem::replace(value, Value::Null)))
            .ok_or_else(|| SqlError::Shape { column: column.to_owned(), expected: T::EXPECTED })
    }

    /// An integer.
    pub fn integer(&mut self, column: &str) -> Result<i64, SqlError> {
        self.get(column)
    }

    /// Text.
    pub fn text(&mut self, column: &str) -> Result<String, SqlError> {
        self.get(column)
    }

    /// An integer that is 1 for true and 0 for false.
    pub fn boolean(&mut self, column: &str) -> Result<bool, SqlError> {
        self.integer(column).map(|value| value != 0)
    }

    /// An integer in the range of a smaller type, such as a count.
    pub fn number<T: TryFrom<i64>>(&mut self, column: &str) -> Result<T, SqlError> {
        let shape = |_| SqlError::Shape { column: column.to_owned(), expected: "a number in range" };
        self.integer(column)?.try_into().map_err(shape)
    }

    /// A text column of JSON, as a typed value.
    pub fn json<T: serde::de::DeserializeOwned>(&mut self, column: &str) -> Result<T, SqlError> {
        parse_json(column, &self.text(column)?)
    }

    /// The same for a column that may be NULL.
    pub fn optional_json<T: serde::de::DeserializeOwned>(&mut self, column: &str) -> Result<Option<T>, SqlError> {
        self.get::<Option<String>>(column)?.map(|text| parse_json(column, &text)).transpose()
    }

    /// Text that names one of a closed set, such as a state or a currency.
    pub fn parse<T: std::str::FromStr>(&mut self, column: &str, expected: &'static str) -> Result<T, SqlError> {
        self.text(column)?.parse().map_err(|_| SqlError::Shape { column: column.to_owned(), expected })
    }
}

fn parse_json<T: serde::de::DeserializeOwned>(column: &str, text: &str) -> Result<T, SqlError> {
    serde_json::from_str(text).map_err(|cause| SqlError::Json { column: column.to_owned(), cause: cause.to_string() })
}

/// A type that a column's value may have.
pub trait FromValue: Sized {
    /// What the column must hold, for the error.
    const EXPECTED: &'static str;

    /// The value as this type; `None` for a value of another type.
    fn from_value(value: Value) -> Option<Self>;
}

macro_rules! from_value {
    ($type:ty, $variant:ident, $expected:literal, $optional:literal) => {
        impl FromValue for $type {
            const EXPECTED: &'static str = $expected;

            fn from_value(value: Value) -> Option<Self> {
                if let Value::$variant(value) = value { Some(value) } else { None }
            }
        }

        impl FromValue for Option<$type> {
            const EXPECTED: &'static str = $optional;

            fn from_value(value: Value) -> Option<Self> {
                if value == Value::Null { Some(None) } else { <$type>::from_value(value).map(Some) }
            }
        }
    };
}

from_value!(i64, Integer, "an integer", "an integer or NULL");
from_value!(String, Text, "text", "text or NULL");
from_value!(Vec<u8>, Blob, "bytes", "bytes or NULL");

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        let columns = ["amount_minor", "name", "note", "bytes"].map(str::to_owned).to_vec();
        let values = vec![Value::Integer(5), Value::from("Mug"), Value::Null, Value::Blob(vec![1])];
        Rows::new(columns, vec![values]).into_first().expect("a row")
    }

    #[test]
    fn a_row_is_read_by_the_names_of_its_columns() {
        let mut row = row();
        assert_eq!((row.integer("amount_minor"), row.get("bytes")), (Ok(5), Ok(vec![1])));
        assert_eq!((row.text("name"), row.get::<Option<String>>("note")), (Ok("Mug".to_owned()), Ok(None)));
    }

    #[test]
    fn a_malformed_row_names_the_column() {
        let shape = |column: &str, expected| SqlError::Shape { column: column.to_owned(), expected };
        assert_eq!(row().integer("name"), Err(shape("name", "an integer")));
        assert_eq!(row().text("missing"), Err(shape("missing", "text")));
        assert_eq!(row().get::<Option<i64>>("missing"), Err(shape("missing", "an integer or NULL")));
        assert!(matches!(row().json::<u8>("name"), Err(SqlError::Json { column, .. }) if column == "name"));
    }
}
