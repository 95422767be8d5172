//! The version of a component's data.

use crate::sql::{Database, Statement, Value};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Asks a component's database for the version of its data.
pub struct DataVersion {
    component: Arc<str>,
    database: Arc<Database>,
    statement: Statement,
    failed: AtomicBool,
}

impl DataVersion {
    /// Runs `sql`, which answers one row with one number, on the same handle that the component reads through.
    pub fn new(component: Arc<str>, database: Arc<Database>, sql: String) -> Self {
        Self {
            component,
            database,
            statement: Statement { sql, parameters: Vec::new() },
            failed: AtomicBool::new(false),
        }
    }

    /// The version that the database has now; `None` where it cannot tell, and then nothing is served from the cache.
    pub async fn now(&self) -> Option<i64> {
        let fault = match self.database.run(self.statement.clone()).await {
            Ok(outcome) => match outcome.rows.first().map(Vec::as_slice) {
                Some([Value::Integer(version)]) => {
                    self.failed.store(false, Ordering::Relaxed);
                    return Some(*version);
                }
                _ => "the statement does not answer one number".to_owned(),
            },
            Err(error) => error.to_string(),
        };
        // Once, not for every request: the database may be new and without its tables yet.
        if !self.failed.swap(true, Ordering::Relaxed) {
            tracing::warn!(component = &*self.component, fault, "cannot read the data's version; pages are not cached");
        }
        None
    }
}
