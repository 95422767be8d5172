//! The ports of a host that tests control.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use outpost_db::native::Database;
use outpost_db::sql::{BoxFuture, Rows, Sql, SqlError, Value};
use outpost_db::testing::set_clock;
use outpost_platform::{Change, Clock, Entropy, HostError, KeyValue, Settings};
use time::OffsetDateTime;

pub struct TestClock(pub AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

/// Bytes that are different each time and the same in every run.
#[derive(Default)]
pub struct Counted(AtomicU64);

impl Entropy for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        let next = self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
        for (byte, value) in bytes.iter_mut().zip(next.into_iter().cycle()) {
            *byte = value;
        }
    }
}

#[derive(Default)]
pub struct Memory {
    values: Mutex<BTreeMap<String, Vec<u8>>>,
    pub is_broken: AtomicBool,
}

impl KeyValue for Memory {
    fn update<'a>(&'a self, key: &'a str, change: Change<'a>) -> BoxFuture<'a, Result<bool, HostError>> {
        Box::pin(async move {
            if self.is_broken.load(Ordering::Relaxed) {
                return Err(HostError("broken by a test".to_owned()));
            }
            // Concurrent requests all arrive here before the first of them changes anything.
            tokio::task::yield_now().await;
            let mut values = self.values.lock().unwrap();
            let Some(value) = change(values.get(key).map(Vec::as_slice)) else { return Ok(false) };
            values.insert(key.to_owned(), value);
            Ok(true)
        })
    }
}

pub struct Variables(pub BTreeMap<&'static str, String>);

impl Settings for Variables {
    fn get<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<String>, HostError>> {
        Box::pin(async move { Ok(self.0.get(name).cloned()) })
    }
}

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
