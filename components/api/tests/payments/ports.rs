//! The ports of a host that walks control.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use outpost_db::native::Database;
use outpost_db::sql::{BoxFuture, Rows, Sql, SqlError, Value};
use outpost_platform::{Clock, Entropy};
use time::OffsetDateTime;

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

/// A clock that walks move, and bytes that are different each time.
pub struct Fixed {
    pub now: AtomicI64,
    drawn: AtomicU64,
}

impl Fixed {
    pub fn at(now: i64) -> Self {
        Self { now: AtomicI64::new(now), drawn: AtomicU64::new(0) }
    }
}

impl Clock for Fixed {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(self.now.load(Ordering::Relaxed)).unwrap()
    }
}

impl Entropy for Fixed {
    fn fill(&self, bytes: &mut [u8]) {
        let next = self.drawn.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
        for (byte, value) in bytes.iter_mut().zip(next.into_iter().cycle()) {
            *byte = value;
        }
    }
}
