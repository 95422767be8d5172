//! Interrupts statements that run for too long: SQLite has no time limit of its own.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// The part of a session that another thread may touch.
#[derive(Clone)]
pub struct Watch {
    connection: libsql::Connection,
    /// Microseconds since the process' first session at which the running statement began; 0 when idle.
    began: Arc<AtomicU64>,
}

impl Watch {
    /// Watches `connection`.
    pub fn new(connection: libsql::Connection) -> Self {
        Self { connection, began: Arc::default() }
    }

    /// Marks that a statement began at `now`.
    pub fn begin(&self, now: Instant) {
        self.began.store(micros(now).max(1), Ordering::Relaxed);
    }

    /// Marks that it ended.
    pub fn end(&self) {
        self.began.store(0, Ordering::Relaxed);
    }

    fn interrupt_if_late(&self, now: u64, limit: Duration) {
        let began = self.began.load(Ordering::Relaxed);
        let late = began != 0 && u128::from(now.saturating_sub(began)) > limit.as_micros();
        if late && let Err(error) = self.connection.interrupt() {
            tracing::warn!(%error, "cannot interrupt a slow SQL statement");
        }
    }
}

/// All sessions of one database.
#[derive(Default)]
pub struct Watchdog {
    watches: Mutex<Vec<Watch>>,
}

impl Watchdog {
    /// Starts the thread; it ends when the watchdog is dropped.
    pub fn start(limit: Duration) -> std::io::Result<Arc<Self>> {
        let dog = Arc::new(Self::default());
        let weak = Arc::downgrade(&dog);
        let pause = (limit / 10).clamp(Duration::from_millis(10), Duration::from_millis(500));
        std::thread::Builder::new().name("sql-watchdog".into()).spawn(move || {
            while let Some(dog) = weak.upgrade() {
                dog.round(limit);
                drop(dog);
                std::thread::sleep(pause);
            }
        })?;
        Ok(dog)
    }

    /// Lets go of a session that is closed: its connection must not live on in here.
    pub fn remove(&self, gone: &Watch) {
        let mut watches = self.watches.lock().unwrap_or_else(PoisonError::into_inner);
        watches.retain(|watch| !Arc::ptr_eq(&watch.began, &gone.began));
    }

    /// How many sessions it watches.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.watches.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Adds a session.
    pub fn add(&self, watch: Watch) {
        self.watches.lock().unwrap_or_else(PoisonError::into_inner).push(watch);
    }

    fn round(&self, limit: Duration) {
        let now = micros(Instant::now());
        for watch in self.watches.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            watch.interrupt_if_late(now, limit);
        }
    }
}

fn micros(at: Instant) -> u64 {
    static START: OnceLock<Instant> = OnceLock::new();
    let start = *START.get_or_init(Instant::now);
    u64::try_from(at.saturating_duration_since(start).as_micros()).unwrap_or(u64::MAX)
}
