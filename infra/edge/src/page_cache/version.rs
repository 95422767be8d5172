//! The version of a component's data.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::sql::{Database, Statement, Value};

/// Asks a component's database for the version of its data.
pub struct DataVersion {
    component: Arc<str>,
    database: Arc<Database>,
    statement: Statement,
    failed: AtomicBool,
}

impl DataVersion {
    /// Runs `sql`, which answers one row with one value, on the same handle that the component reads through.
    pub fn new(component: Arc<str>, database: Arc<Database>, sql: String) -> Self {
        Self {
            component,
            database,
            statement: Statement { sql, parameters: Vec::new() },
            failed: AtomicBool::new(false),
        }
    }

    /// The version that the database has now. `None` where it cannot be read; then nothing is served from the cache.
    pub async fn current(&self) -> Option<String> {
        let fault = match self.database.run(self.statement.clone()).await {
            Ok(outcome) => match outcome.rows.first().map(Vec::as_slice) {
                Some([Value::Integer(version)]) => return self.read(version.to_string()),
                Some([Value::Text(version)]) => return self.read(version.clone()),
                _ => "the statement does not answer one number or text".to_owned(),
            },
            Err(error) => error.to_string(),
        };
        // Once, not for every request: the database may be new and without its tables yet.
        if !self.failed.swap(true, Ordering::Relaxed) {
            tracing::warn!(component = &*self.component, fault, "cannot read the data's version; pages are not cached");
        }
        None
    }

    fn read(&self, version: String) -> Option<String> {
        self.failed.store(false, Ordering::Relaxed);
        Some(version)
    }
}
