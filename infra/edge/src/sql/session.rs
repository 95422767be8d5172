//! One SQLite connection with its prepared statements.

use super::authorizer;
use super::error::SqlError;
use super::limits::SqlLimits;
use super::statement::{Outcome, Statement};
use super::watchdog::Watch;
use futures_util::FutureExt;
use libsql::Value;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[cfg(panic = "abort")]
compile_error!("build with panic = \"unwind\": here some panics of libSQL become errors");

/// Prepared statements kept per connection; the least recently used one makes room.
const CACHED_STATEMENTS: usize = 256;
/// A statement that last took longer than this is moved off the async threads.
const SLOW: Duration = Duration::from_millis(2);

/// A connection that one thread uses at a time.
pub struct Session {
    connection: libsql::Connection,
    statements: HashMap<String, Prepared>,
    limits: SqlLimits,
    watch: Watch,
    clock: u64,
}

struct Prepared {
    statement: libsql::Statement,
    parameters: usize,
    used: u64,
    last: Duration,
}

impl Session {
    /// Opens `path` (creating it) and runs `pragmas`, one statement each.
    pub fn open(path: &Path, pragmas: &[&str], limits: SqlLimits) -> Result<Self, SqlError> {
        let database = ready(libsql::Builder::new_local(path).build())??;
        let connection = database.connect()?;
        let watch = Watch::new(connection.clone());
        let mut session = Self { connection, statements: HashMap::new(), limits, watch, clock: 0 };
        session.connection.busy_timeout(Duration::from_secs(5))?;
        for pragma in pragmas {
            session.run(&Statement { sql: (*pragma).to_owned(), parameters: Vec::new() })?;
        }
        session.connection.authorizer(Some(Arc::new(authorizer::allow)))?;
        Ok(session)
    }

    /// What a watchdog needs to interrupt this session.
    pub fn watch(&self) -> Watch {
        self.watch.clone()
    }

    /// True when no transaction is open.
    pub fn is_autocommit(&self) -> bool {
        self.connection.is_autocommit()
    }

    /// True when this statement was slow when it ran last.
    pub fn is_slow(&self, sql: &str) -> bool {
        self.statements.get(sql).is_some_and(|prepared| prepared.last > SLOW)
    }

    /// Runs one statement to its end and resets it, so that no snapshot stays open.
    pub fn run(&mut self, statement: &Statement) -> Result<Outcome, SqlError> {
        self.prepare(&statement.sql)?;
        let prepared = self.statements.get_mut(&statement.sql).ok_or(SqlError::Closed)?;
        if prepared.parameters != statement.parameters.len() {
            return Err(SqlError::Parameters { expected: prepared.parameters, given: statement.parameters.len() });
        }
        let started = Instant::now();
        self.watch.begin(started);
        // libsql panics on text that is not UTF-8; that must not end the thread of all writes.
        let limit = self.limits.result_bytes;
        let outcome = catch_unwind(AssertUnwindSafe(|| collect(&prepared.statement, statement, limit)));
        prepared.statement.reset();
        self.watch.end();
        prepared.last = started.elapsed();
        let mut outcome = outcome.unwrap_or(Err(SqlError::NotText))?;
        outcome.changes = self.connection.changes();
        outcome.last_insert_rowid = self.connection.last_insert_rowid();
        Ok(outcome)
    }

    fn prepare(&mut self, sql: &str) -> Result<(), SqlError> {
        self.clock += 1;
        if let Some(prepared) = self.statements.get_mut(sql) {
            prepared.used = self.clock;
            return Ok(());
        }
        if self.statements.len() >= CACHED_STATEMENTS {
            self.evict();
        }
        let statement = ready(self.connection.prepare(sql))??;
        let parameters = statement.parameter_count();
        let prepared = Prepared { statement, parameters, used: self.clock, last: Duration::ZERO };
        self.statements.insert(sql.to_owned(), prepared);
        Ok(())
    }

    fn evict(&mut self) {
        let oldest = self.statements.iter().min_by_key(|(_, prepared)| prepared.used);
        if let Some(sql) = oldest.map(|(sql, _)| sql.clone()) {
            self.statements.remove(&sql);
        }
    }
}

/// Steps through a statement's rows.
fn collect(prepared: &libsql::Statement, statement: &Statement, limit_bytes: usize) -> Result<Outcome, SqlError> {
    let parameters = libsql::params::Params::Positional(statement.parameters.clone());
    let mut rows = ready(prepared.query(parameters))??;
    let mut outcome = Outcome::default();
    let mut bytes = 0;
    while let Some(row) = ready(rows.next())?? {
        let count = row.column_count();
        let mut values = Vec::with_capacity(usize::try_from(count).unwrap_or(0));
        for column in 0..count {
            let value = row.get_value(column)?;
            bytes += size(&value);
            values.push(value);
        }
        if bytes > limit_bytes {
            return Err(SqlError::TooLarge { limit_bytes });
        }
        outcome.rows.push(values);
    }
    let count = rows.column_count();
    outcome.columns.extend((0..count).map(|at| rows.column_name(at).unwrap_or("").to_owned()));
    Ok(outcome)
}

fn size(value: &Value) -> usize {
    size_of::<Value>()
        + match value {
            Value::Text(text) => text.len(),
            Value::Blob(blob) => blob.len(),
            _ => 0,
        }
}

/// A local libSQL connection does its work when first polled; a future that waits is a remote one by mistake.
fn ready<F: Future>(future: F) -> Result<F::Output, SqlError> {
    future.now_or_never().ok_or(SqlError::Closed)
}
