//! The version of a component's data.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::sql::{Database, Statement, Value};

/// Asks a component's database for the version of its data.
pub struct DataVersion {
    component: Arc<str>,
    database: Arc<Database>,
    sql: String,
    failed: AtomicBool,
}

impl DataVersion {
    /// Runs `sql`, which answers one row with one value, on the same handle that the component reads through. Where a page
    /// names scopes, they are bound to `?1`.
    pub fn new(component: Arc<str>, database: Arc<Database>, sql: String) -> Self {
        Self { component, database, sql, failed: AtomicBool::new(false) }
    }

    /// The version that the database has now, of these scopes where a page names some. `None` where it cannot be read; then
    /// nothing is served from the cache.
    pub async fn current(&self, scopes: Option<&str>) -> Option<String> {
        let parameters = scopes.map(|scopes| Value::Text(scopes.to_owned())).into_iter().collect();
        let fault = match self.database.run(Statement { sql: self.sql.clone(), parameters }).await {
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
