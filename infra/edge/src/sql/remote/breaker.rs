//! Keeps requests from waiting for a server that does not answer.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Failed calls in a row after which no more are made until a probe succeeds.
const FAILURES: u32 = 3;

/// Closed while calls succeed; open once several in a row have failed.
#[derive(Debug, Default)]
pub struct Breaker {
    failures: AtomicU32,
    open: AtomicBool,
    newest_answer: Mutex<Option<Instant>>,
}

impl Breaker {
    /// True when calls are not worth making.
    pub fn is_open(&self) -> bool {
        self.open.load(Ordering::Acquire)
    }

    /// A call was answered.
    pub fn answered(&self) {
        *self.newest_answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        self.failures.store(0, Ordering::Relaxed);
        self.open.store(false, Ordering::Release);
    }

    /// A call that was made at `began` was not answered; true when that opened the breaker: the caller then starts
    /// probing. A call from before the newest answer tells of an outage that is over.
    pub fn failed(&self, began: Instant) -> bool {
        let newest = *self.newest_answer.lock().unwrap_or_else(PoisonError::into_inner);
        if newest.is_some_and(|newest| newest > began) {
            return false;
        }
        let failures = self.failures.fetch_add(1, Ordering::Relaxed) + 1;
        failures >= FAILURES && !self.open.swap(true, Ordering::AcqRel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_once_after_failures_in_a_row_and_closes_with_an_answer() {
        let breaker = Breaker::default();
        let early = Instant::now();
        assert_eq!([(); 2].map(|()| breaker.failed(early)), [false, false]);
        breaker.answered();
        assert_eq!([(); 4].map(|()| breaker.failed(early)), [false; 4], "that outage is over");
        assert_eq!([(); 4].map(|()| breaker.failed(Instant::now())), [false, false, true, false]);
        assert!(breaker.is_open());
        breaker.answered();
        assert!(!breaker.is_open());
    }
}
