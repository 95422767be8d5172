//! Who is inside an instance: so that a fault is charged to the request that caused it and to no other.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;
use tokio::sync::watch;
use wasmtime::component::GuestTaskId;

/// Bytes of a guest's last words that are kept for the log.
const LAST_WORDS: usize = 2_000;

/// One request on its way through one instance.
#[derive(Debug)]
pub struct Visit {
    /// The request's id.
    pub request_id: Arc<str>,
    /// When its time began to run.
    pub began: Instant,
    /// Set when the body was larger than allowed.
    pub body_too_large: Arc<AtomicBool>,
    done: AtomicBool,
    ticks: AtomicU32,
    ledger: OnceLock<Arc<Ledger>>,
}

impl Visit {
    /// A visit that begins now.
    pub fn new(request_id: Arc<str>, body_too_large: Arc<AtomicBool>) -> Arc<Self> {
        Arc::new(Self {
            request_id,
            began: Instant::now(),
            body_too_large,
            done: AtomicBool::new(false),
            ticks: AtomicU32::new(0),
            ledger: OnceLock::new(),
        })
    }

    /// Marks that the instance owes this request no answer any more.
    pub fn finish(&self) {
        self.done.store(true, Ordering::Relaxed);
    }

    /// True when the instance failed: what it has sent of an answer may not be all of it.
    pub fn is_cut_off(&self) -> bool {
        self.ledger.get().is_some_and(|ledger| *ledger.ended.borrow())
    }

    /// Why the instance ended under this visit; waits for the instance to be taken down.
    pub async fn fate(&self) -> Fate {
        let Some(ledger) = self.ledger.get() else { return Fate::Unknown };
        let mut ended = ledger.ended.subscribe();
        if ended.wait_for(|ended| *ended).await.is_err() {
            return Fate::Unknown;
        }
        let book = ledger.book();
        let Some(end) = &book.end else { return Fate::Unknown };
        match &end.culprit {
            Some(culprit) if std::ptr::eq(Arc::as_ptr(culprit), self) => Fate::Culprit(end.cause),
            Some(_) => Fate::Victim,
            None if book.inside().count() <= 1 => Fate::Culprit(end.cause),
            None => Fate::Unknown,
        }
    }
}

/// What an instance's end means for one of its requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// This request caused it.
    Culprit(Cause),
    /// Another request caused it.
    Victim,
    /// It cannot be told which one did.
    Unknown,
}

/// Why an instance was taken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A trap: a panic, an unreachable instruction, an access out of bounds, a broken contract.
    Trap,
    /// It wanted more memory than it may have.
    Memory,
    /// It kept a processor busy for too long.
    Processor,
    /// It did not end in time.
    Time,
}

impl Cause {
    /// For logs and metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Trap => "trap",
            Self::Memory => "memory limit",
            Self::Processor => "processor time limit",
            Self::Time => "time limit",
        }
    }
}

/// The record of one instance.
#[derive(Debug)]
pub struct Ledger {
    book: Mutex<Book>,
    ended: watch::Sender<bool>,
    /// Set when the guest was refused memory.
    pub memory_refused: AtomicBool,
}

#[derive(Debug, Default)]
struct Book {
    visits: Vec<(GuestTaskId, Arc<Visit>)>,
    last_words: String,
    overrun: Option<Arc<Visit>>,
    end: Option<End>,
}

#[derive(Debug)]
struct End {
    culprit: Option<Arc<Visit>>,
    cause: Cause,
}

impl Book {
    /// Visits that have no answer yet.
    fn inside(&self) -> impl Iterator<Item = &Arc<Visit>> {
        self.visits.iter().map(|(_, visit)| visit).filter(|visit| !visit.done.load(Ordering::Relaxed))
    }

    /// Task ids are used again after their task ended: the newest entry counts.
    fn visit(&self, task: GuestTaskId) -> Option<&Arc<Visit>> {
        self.visits.iter().rev().find(|(known, _)| *known == task).map(|(_, visit)| visit)
    }
}

impl Default for Ledger {
    fn default() -> Self {
        let (ended, _) = watch::channel(false);
        Self { book: Mutex::default(), ended, memory_refused: AtomicBool::new(false) }
    }
}

impl Ledger {
    fn book(&self) -> std::sync::MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes down that `visit` runs as `task`.
    pub fn enter(self: &Arc<Self>, task: GuestTaskId, visit: Arc<Visit>) {
        if visit.ledger.set(Arc::clone(self)).is_err() {
            tracing::error!(request_id = %visit.request_id, "a request entered two instances");
        }
        self.book().visits.push((task, visit));
    }

    /// Charges one tick of processor time to `task`; true when that is more than `limit`.
    pub fn tick(&self, task: Option<GuestTaskId>, limit: u32) -> bool {
        let mut book = self.book();
        let Some(visit) = task.and_then(|task| book.visit(task)).cloned() else { return false };
        let over = visit.ticks.fetch_add(1, Ordering::Relaxed) >= limit;
        if over {
            book.overrun = Some(visit);
        }
        over
    }

    /// True when the instance owes nobody an answer.
    pub fn is_idle(&self) -> bool {
        self.book().inside().next().is_none()
    }

    /// Keeps the end of what the guest wrote to its error output.
    pub fn hear(&self, text: &str) {
        let mut book = self.book();
        book.last_words.push_str(text);
        let excess = book.last_words.len().saturating_sub(LAST_WORDS);
        let cut = (excess..book.last_words.len()).find(|at| book.last_words.is_char_boundary(*at));
        if let Some(cut) = cut {
            book.last_words.drain(..cut);
        }
    }

    /// Closes the record: `task` was running when the instance failed. Answers what is to be logged.
    pub fn close(&self, task: Option<GuestTaskId>, timed_out: bool) -> Obituary {
        let mut book = self.book();
        let overrun = book.overrun.take();
        let culprit = overrun.clone().or_else(|| task.and_then(|task| book.visit(task)).cloned());
        let cause = if overrun.is_some() {
            Cause::Processor
        } else if timed_out {
            Cause::Time
        } else if self.memory_refused.load(Ordering::Relaxed) {
            Cause::Memory
        } else {
            Cause::Trap
        };
        let inside = book.inside().count();
        let only = book.inside().next().filter(|_| inside == 1);
        let request_id = culprit.as_ref().or(only).map(|visit| Arc::clone(&visit.request_id));
        let last_words = std::mem::take(&mut book.last_words);
        let obituary = Obituary { request_id, cause, others: inside.saturating_sub(1), last_words };
        book.end = Some(End { culprit, cause });
        drop(book);
        self.ended.send_replace(true);
        obituary
    }
}

/// What the log says of a failed instance.
pub struct Obituary {
    /// The request that caused it, where that is known.
    pub request_id: Option<Arc<str>>,
    /// Why.
    pub cause: Cause,
    /// Other requests that were in the instance.
    pub others: usize,
    /// The end of the guest's error output.
    pub last_words: String,
}
