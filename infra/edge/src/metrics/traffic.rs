//! How many requests were answered, and how fast: cheap enough for every request, fine enough for percentiles.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Four buckets for each doubling from 16 µs to 64 s, and one for what is quicker.
const BUCKETS: usize = 1 + 22 * 4;

/// Answers so far, by how long they took.
pub struct Traffic {
    buckets: [AtomicU64; BUCKETS],
    failures: AtomicU64,
}

impl Default for Traffic {
    fn default() -> Self {
        Self { buckets: [const { AtomicU64::new(0) }; BUCKETS], failures: AtomicU64::new(0) }
    }
}

/// The counts at one moment, or of the time between two moments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    buckets: [u64; BUCKETS],
    /// Answers with a status of 500 and up.
    pub failures: u64,
}

impl Traffic {
    /// Counts one answer.
    pub fn record(&self, elapsed: Duration, failed: bool) {
        self.buckets[bucket(elapsed)].fetch_add(1, Ordering::Relaxed);
        if failed {
            self.failures.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The counts now.
    pub fn counts(&self) -> Counts {
        let buckets = std::array::from_fn(|at| self.buckets[at].load(Ordering::Relaxed));
        Counts { buckets, failures: self.failures.load(Ordering::Relaxed) }
    }
}

impl Counts {
    /// All answers.
    pub fn requests(&self) -> u64 {
        self.buckets.iter().sum()
    }

    /// What came after `earlier`.
    pub fn since(&self, earlier: &Self) -> Self {
        let buckets = std::array::from_fn(|at| self.buckets[at].saturating_sub(earlier.buckets[at]));
        Self { buckets, failures: self.failures.saturating_sub(earlier.failures) }
    }

    /// So many thousandths of the answers took no longer; rounded up to a bucket's end, at most a quarter too long.
    /// `None` without any answer.
    pub fn percentile(&self, thousandths: u64) -> Option<Duration> {
        let wanted = (self.requests() * thousandths).div_ceil(1_000).max(1);
        let mut seen = 0;
        let at = self.buckets.iter().position(|count| {
            seen += count;
            seen >= wanted
        })?;
        Some(end(at))
    }
}

fn bucket(elapsed: Duration) -> usize {
    let micros = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX);
    let Some(octave) = micros.checked_ilog2().and_then(|octave| octave.checked_sub(4)) else { return 0 };
    let quarter = usize::try_from(micros >> (octave + 2) & 3).unwrap_or(3);
    (1 + octave as usize * 4 + quarter).min(BUCKETS - 1)
}

/// The end of a bucket.
fn end(bucket: usize) -> Duration {
    let micros = match bucket.checked_sub(1) {
        None => 16,
        Some(at) => (5 + at as u64 % 4) << (at / 4 + 2),
    };
    Duration::from_micros(micros)
}

#[cfg(test)]
mod tests {
    use super::{BUCKETS, Duration, Traffic, bucket, end};

    #[test]
    fn buckets_follow_each_other_without_gap() {
        for at in 0..BUCKETS - 1 {
            let last = end(at) - Duration::from_micros(1);
            assert_eq!((bucket(last), bucket(end(at))), (at, at + 1), "around {:?}", end(at));
        }
        assert_eq!(bucket(Duration::from_secs(3_600)), BUCKETS - 1);
    }

    #[test]
    fn percentiles_are_at_most_a_quarter_too_long() {
        let traffic = Traffic::default();
        assert_eq!(traffic.counts().percentile(500), None);
        let before = traffic.counts();
        for millis in 1..=1_000 {
            traffic.record(Duration::from_millis(millis), millis > 990);
        }
        let counts = traffic.counts().since(&before);
        assert_eq!((counts.requests(), counts.failures), (1_000, 10));
        for (thousandths, millis) in [(500, 500.0), (990, 990.0), (1, 1.0)] {
            let found = counts.percentile(thousandths).unwrap().as_secs_f64() * 1_000.0;
            assert!((millis..=millis * 1.26).contains(&found), "{found} for {millis}");
        }
    }
}
