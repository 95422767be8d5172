//! The ports of a host that walks control.

use std::sync::Arc;
use std::sync::Mutex;

use outpost_db::native::Database;
use outpost_db::sql::{BoxFuture, Rows, Sql, SqlError, Value};

/// What the line to the primary does with the next statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// It does not arrive.
    Before,
    /// It runs, and its response is lost.
    After,
}

/// The line to the primary.
pub struct Line {
    pub database: Arc<Database>,
    cut: Mutex<Option<Cut>>,
}

impl Line {
    pub fn to(database: Arc<Database>) -> Self {
        Self { database, cut: Mutex::new(None) }
    }

    /// The next statement is lost.
    pub fn cut(&self, cut: Option<Cut>) {
        *self.cut.lock().unwrap() = cut;
    }
}

impl Sql for Line {
    fn query<'a>(&'a self, statement: &'a str, parameters: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>> {
        Box::pin(async move {
            let cut = self.cut.lock().unwrap().take();
            let lost = || SqlError::Unreachable("cut by the walk".to_owned());
            if cut == Some(Cut::Before) {
                return Err(lost());
            }
            let answer = self.database.query(statement, parameters).await;
            if cut == Some(Cut::After) { Err(lost()) } else { answer }
        })
    }
}
