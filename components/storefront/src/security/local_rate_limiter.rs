//! The local rate limiter: counts the writes of this instance, since concurrent requests read the same number from the
//! store.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Counters of one minute.
#[derive(Debug, Default)]
pub struct LocalRateLimiter(Mutex<(i64, HashMap<String, u32>)>);

impl LocalRateLimiter {
    /// Adds one to a counter and returns its value of before.
    pub(crate) fn add(&self, key: &str, minute: i64) -> u32 {
        let mut counters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counters.0 != minute {
            *counters = (minute, HashMap::new());
        }
        let count = counters.1.entry(key.to_owned()).or_default();
        let before = *count;
        *count = count.saturating_add(1);
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_is_counted_for_a_minute() {
        let limiter = LocalRateLimiter::default();
        assert_eq!(
            [("a", 1), ("a", 1), ("b", 1), ("a", 2)].map(|(key, minute)| limiter.add(key, minute)),
            [0, 1, 0, 0]
        );
    }
}
