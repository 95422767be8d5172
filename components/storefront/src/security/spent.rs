//! What this instance has counted itself: requests that come at once all read the same number from the store.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Counters of one minute.
#[derive(Debug, Default)]
pub struct Spent(Mutex<(i64, HashMap<String, u32>)>);

impl Spent {
    /// Counts one more under `key`, and says how many there were before it in this minute.
    pub(crate) fn add(&self, key: &str, minute: i64) -> u32 {
        let mut spent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if spent.0 != minute {
            *spent = (minute, HashMap::new());
        }
        let count = spent.1.entry(key.to_owned()).or_default();
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
        let spent = Spent::default();
        assert_eq!([("a", 1), ("a", 1), ("b", 1), ("a", 2)].map(|(key, minute)| spent.add(key, minute)), [0, 1, 0, 0]);
    }
}
