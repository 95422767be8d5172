//! The requests inside an instance, so that a fault is charged to the request that caused it and to no other.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Instant;

use tokio::sync::watch;
use wasmtime::component::GuestTaskId;

use super::fault::{Blame, Cause, FaultReport};

/// Bytes of a guest's error output that are kept for the log.
const STDERR_BYTES: usize = 2_000;

/// One request on its way through one instance.
#[derive(Debug)]
pub struct InFlightRequest {
    /// The request's id.
    pub request_id: Arc<str>,
    /// When its time began to run.
    pub started: Instant,
    done: AtomicBool,
    ticks: AtomicU32,
    instance: OnceLock<Arc<InFlightRequests>>,
}

impl InFlightRequest {
    /// A request whose time begins now.
    pub fn new(request_id: Arc<str>) -> Arc<Self> {
        Arc::new(Self {
            request_id,
            started: Instant::now(),
            done: AtomicBool::new(false),
            ticks: AtomicU32::new(0),
            instance: OnceLock::new(),
        })
    }

    /// Marks that the instance owes this request no response any more.
    pub fn finish(&self) {
        self.done.store(true, Ordering::Relaxed);
    }

    /// True when the instance failed: what it has sent of a response may not be all of it.
    pub fn is_cut_off(&self) -> bool {
        self.instance.get().is_some_and(|instance| *instance.failed.borrow())
    }

    /// This request's part in the failure of its instance; waits for the instance to be taken down.
    pub async fn blame(&self) -> Blame {
        let Some(instance) = self.instance.get() else { return Blame::Unknown };
        let mut failed = instance.failed.subscribe();
        if failed.wait_for(|failed| *failed).await.is_err() {
            return Blame::Unknown;
        }
        let state = instance.state();
        let Some(fault) = &state.fault else { return Blame::Unknown };
        match &fault.culprit {
            Some(culprit) if std::ptr::eq(Arc::as_ptr(culprit), self) => Blame::Culprit(fault.cause),
            Some(_) => Blame::Bystander,
            None if state.unanswered().count() <= 1 => Blame::Culprit(fault.cause),
            None => Blame::Unknown,
        }
    }
}

/// The requests of one instance.
#[derive(Debug)]
pub struct InFlightRequests {
    state: Mutex<State>,
    failed: watch::Sender<bool>,
    /// Set when the guest was refused memory.
    pub memory_refused: AtomicBool,
}

#[derive(Debug, Default)]
struct State {
    requests: Vec<(GuestTaskId, Arc<InFlightRequest>)>,
    stderr_tail: String,
    over_processor_limit: Option<Arc<InFlightRequest>>,
    fault: Option<Fault>,
}

#[derive(Debug)]
struct Fault {
    culprit: Option<Arc<InFlightRequest>>,
    cause: Cause,
}

impl State {
    fn unanswered(&self) -> impl Iterator<Item = &Arc<InFlightRequest>> {
        self.requests.iter().map(|(_, request)| request).filter(|request| !request.done.load(Ordering::Relaxed))
    }

    /// Task ids are used again after their task ended, so the newest entry counts.
    fn find(&self, task: GuestTaskId) -> Option<&Arc<InFlightRequest>> {
        self.requests.iter().rev().find(|(known, _)| *known == task).map(|(_, request)| request)
    }
}

impl Default for InFlightRequests {
    fn default() -> Self {
        let (failed, _) = watch::channel(false);
        Self { state: Mutex::default(), failed, memory_refused: AtomicBool::new(false) }
    }
}

impl InFlightRequests {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records that `request` runs as `task`.
    pub fn add(self: &Arc<Self>, task: GuestTaskId, request: Arc<InFlightRequest>) {
        if request.instance.set(Arc::clone(self)).is_err() {
            tracing::error!(request_id = %request.request_id, "a request entered two instances");
        }
        self.state().requests.push((task, request));
    }

    /// Charges one tick of processor time to `task`; true when that is more than `limit`.
    pub fn charge_tick(&self, task: Option<GuestTaskId>, limit: u32) -> bool {
        let mut state = self.state();
        let Some(request) = task.and_then(|task| state.find(task)).cloned() else { return false };
        let is_over = request.ticks.fetch_add(1, Ordering::Relaxed) >= limit;
        if is_over {
            state.over_processor_limit = Some(request);
        }
        is_over
    }

    /// True when the instance owes no response.
    pub fn is_idle(&self) -> bool {
        self.state().unanswered().next().is_none()
    }

    /// Keeps the end of what the guest writes to its error output.
    pub fn append_stderr(&self, text: &str) {
        let mut state = self.state();
        state.stderr_tail.push_str(text);
        let excess = state.stderr_tail.len().saturating_sub(STDERR_BYTES);
        let cut = (excess..state.stderr_tail.len()).find(|at| state.stderr_tail.is_char_boundary(*at));
        if let Some(cut) = cut {
            state.stderr_tail.drain(..cut);
        }
    }

    /// Records that the instance failed while `task` was running. Returns what is to be logged.
    pub fn fail(&self, task: Option<GuestTaskId>, timed_out: bool) -> FaultReport {
        let mut state = self.state();
        let over_limit = state.over_processor_limit.take();
        let culprit = over_limit.clone().or_else(|| task.and_then(|task| state.find(task)).cloned());
        let cause = if over_limit.is_some() {
            Cause::Processor
        } else if timed_out {
            Cause::Time
        } else if self.memory_refused.load(Ordering::Relaxed) {
            Cause::Memory
        } else {
            Cause::Trap
        };
        let unanswered = state.unanswered().count();
        let only = state.unanswered().next().filter(|_| unanswered == 1);
        let request_id = culprit.as_ref().or(only).map(|request| Arc::clone(&request.request_id));
        let stderr_tail = std::mem::take(&mut state.stderr_tail);
        state.fault = Some(Fault { culprit, cause });
        drop(state);
        self.failed.send_replace(true);
        FaultReport { request_id, cause, others: unanswered.saturating_sub(1), stderr_tail }
    }
}
