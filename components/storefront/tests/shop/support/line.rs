//! A line to a database, which a test can cut.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use outpost_db::native::Database;
use outpost_db::sql::{BoxFuture, Rows, Sql, SqlError, Value};
use outpost_db::testing::set_clock;
use outpost_platform::Clock;
use outpost_platform::testing::TestClock;

/// A database that can be cut off, or be taken for another.
pub struct Line {
    database: Mutex<Arc<Database>>,
    /// The clock that commands trust.
    clock: Option<Arc<TestClock>>,
    is_cut: AtomicBool,
    loses_answers: AtomicBool,
}

impl Line {
    pub fn to(database: &Arc<Database>) -> Self {
        Self {
            database: Mutex::new(database.clone()),
            clock: None,
            is_cut: AtomicBool::new(false),
            loses_answers: AtomicBool::new(false),
        }
    }

    /// A primary, whose clock is that of the test.
    pub fn with_clock(database: &Arc<Database>, clock: &Arc<TestClock>) -> Self {
        Self { clock: Some(clock.clone()), ..Self::to(database) }
    }

    pub fn database(&self) -> Arc<Database> {
        self.database.lock().unwrap().clone()
    }

    /// From now on statements go to another database.
    pub fn lead_to(&self, database: &Arc<Database>) {
        *self.database.lock().unwrap() = database.clone();
    }

    /// Statements run, but nobody hears of it.
    pub fn lose_answers(&self, loses_answers: bool) {
        self.loses_answers.store(loses_answers, Ordering::Relaxed);
    }

    pub fn cut(&self, is_cut: bool) {
        self.is_cut.store(is_cut, Ordering::Relaxed);
    }
}

impl Sql for Line {
    fn query<'a>(&'a self, statement: &'a str, parameters: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>> {
        if self.is_cut.load(Ordering::Relaxed) {
            return Box::pin(async { Err(SqlError::Unreachable("cut by a test".to_owned())) });
        }
        let database = self.database();
        Box::pin(async move {
            if let Some(clock) = &self.clock {
                set_clock(&database, clock.now().unix_timestamp()).await?;
            }
            let answer = database.query(statement, parameters).await;
            if self.loses_answers.load(Ordering::Relaxed) {
                return Err(SqlError::Unreachable("cut by a test".to_owned()));
            }
            answer
        })
    }
}
