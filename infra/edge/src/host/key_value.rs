//! Key-value stores over a table in a SQLite file of the host's own.
//!
//! Two interfaces open the same stores: Spin's own, and `wasi:keyvalue` for operations that must be atomic.

mod spin;
mod wasi;

pub use wasi::CompareAndSwap;

use std::sync::Arc;
use std::time::Instant;

use crate::metrics::SqlMetrics;
use crate::runtime::Granted;
use crate::sql::{Database, Outcome, SqlError, Statement, Value};

/// Makes the table; run once when the file is opened.
pub const SCHEMA: &str = include_str!("key_value/schema.sql");
const GET: &str = include_str!("key_value/get.sql");
const SET: &str = include_str!("key_value/set.sql");
const REPLACE: &str = include_str!("key_value/replace.sql");
const DELETE: &str = include_str!("key_value/delete.sql");
const EXISTS: &str = include_str!("key_value/exists.sql");
const KEYS: &str = include_str!("key_value/keys.sql");

/// An open store: the label tells apart stores that share a file.
#[derive(Clone)]
pub struct KeyValueStore {
    label: Arc<str>,
    database: Arc<Database>,
    metrics: SqlMetrics,
}

/// Why an operation on a store failed.
#[derive(Debug, thiserror::Error)]
pub enum KeyValueError {
    /// The file cannot be read or written.
    #[error(transparent)]
    Sql(#[from] SqlError),
    /// The value is not one that `increment` wrote.
    #[error("the value is not a counter")]
    NotACounter,
    /// The sum is larger than a counter can hold.
    #[error("the counter overflows")]
    Overflow,
}

impl KeyValueStore {
    fn new(label: &str, granted: &Granted) -> Self {
        Self { label: Arc::from(label), database: Arc::clone(&granted.database), metrics: granted.metrics.clone() }
    }

    async fn run(&self, sql: &str, more: Vec<Value>) -> Result<Outcome, SqlError> {
        let mut parameters = vec![Value::Text(self.label.to_string())];
        parameters.extend(more);
        let started = Instant::now();
        let outcome = self.database.run(Statement { sql: sql.to_owned(), parameters }).await;
        self.metrics.record(started.elapsed(), outcome.is_ok());
        outcome
    }

    async fn get(&self, key: String) -> Result<Option<Vec<u8>>, SqlError> {
        let outcome = self.run(GET, vec![Value::Text(key)]).await?;
        Ok(outcome.rows.into_iter().flatten().find_map(|value| match value {
            Value::Blob(bytes) => Some(bytes),
            _ => None,
        }))
    }

    async fn set(&self, key: String, value: Vec<u8>) -> Result<(), SqlError> {
        self.run(SET, vec![Value::Text(key), Value::Blob(value)]).await.map(|_| ())
    }

    async fn delete(&self, key: String) -> Result<(), SqlError> {
        self.run(DELETE, vec![Value::Text(key)]).await.map(|_| ())
    }

    async fn exists(&self, key: String) -> Result<bool, SqlError> {
        Ok(!self.run(EXISTS, vec![Value::Text(key)]).await?.rows.is_empty())
    }

    async fn keys(&self) -> Result<Vec<String>, SqlError> {
        let outcome = self.run(KEYS, Vec::new()).await?;
        let keys = outcome.rows.into_iter().flatten().filter_map(|value| match value {
            Value::Text(key) => Some(key),
            _ => None,
        });
        Ok(keys.collect())
    }

    /// Sets a value if the present one is `expected` (`None`: if there is none). False when it is another one.
    async fn replace(&self, key: String, expected: Option<Vec<u8>>, value: Vec<u8>) -> Result<bool, SqlError> {
        let expected = expected.map_or(Value::Null, Value::Blob);
        let outcome = self.run(REPLACE, vec![Value::Text(key), expected, Value::Blob(value)]).await?;
        Ok(!outcome.rows.is_empty())
    }

    /// Adds to a counter, which begins at 0. Counters are stored as in Spin: eight bytes, the lowest first.
    async fn increment(&self, key: String, delta: i64) -> Result<i64, KeyValueError> {
        loop {
            let present = self.get(key.clone()).await?;
            let count = match &present {
                Some(bytes) => i64::from_le_bytes(bytes.as_slice().try_into().map_err(|_| KeyValueError::NotACounter)?),
                None => 0,
            };
            let count = count.checked_add(delta).ok_or(KeyValueError::Overflow)?;
            // Where it fails, another increment has succeeded, so the loop ends.
            if self.replace(key.clone(), present, count.to_le_bytes().to_vec()).await? {
                return Ok(count);
            }
        }
    }
}
