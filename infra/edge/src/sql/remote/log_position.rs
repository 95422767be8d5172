//! How far a server's log is.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// How far a server's log was at a moment between two others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogPosition {
    /// Number of the newest frame.
    pub frame: u64,
    /// The question left: what was committed before is in the log.
    pub asked: Instant,
    /// The answer came.
    pub answered: Instant,
}

/// The newest position that is known.
#[derive(Debug, Default)]
pub struct Newest(Mutex<Option<LogPosition>>);

impl Newest {
    /// `None` where a server has said nothing of frames.
    pub fn get(&self) -> Option<LogPosition> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A server whose log was made anew counts from the beginning, so the question asked last counts, not the most
    /// frames. Number 0 says nothing.
    pub fn set(&self, position: LogPosition) {
        let mut newest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if position.frame > 0 && newest.is_none_or(|newest| newest.asked <= position.asked) {
            *newest = Some(position);
        }
    }
}
