//! The last ten minutes, sampled.

use super::report::Report;
use crate::metrics::Counts;
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// Time between two samples.
pub const PERIOD: Duration = Duration::from_secs(5);
/// Ten minutes, and the sample that they begin with.
pub const SAMPLES: usize = 121;
/// Samples that percentiles go back: five minutes.
const RECENT: usize = 60;

/// A ring of samples, the newest last.
#[derive(Debug, Default)]
pub struct History {
    samples: VecDeque<Sample>,
}

#[derive(Debug)]
struct Sample {
    at: Instant,
    counts: Counts,
    ages: Vec<(String, Option<f64>)>,
}

impl History {
    /// Adds what is true at `at`.
    pub fn push(&mut self, at: Instant, counts: Counts, report: &Report) {
        let ages = report.copies.iter().map(|copy| (copy.label.clone(), copy.age_seconds)).collect();
        self.samples.push_back(Sample { at, counts, ages });
        if self.samples.len() > SAMPLES {
            self.samples.pop_front();
        }
    }

    /// Requests a second, between each two samples.
    pub fn rates(&self) -> Vec<Option<f64>> {
        let pairs = self.samples.iter().zip(self.samples.iter().skip(1));
        let rate = |(one, next): (&Sample, &Sample)| {
            let seconds = next.at.saturating_duration_since(one.at).as_secs_f64();
            let requests = next.counts.requests().saturating_sub(one.counts.requests());
            (seconds > 0.0).then(|| requests as f64 / seconds)
        };
        pairs.map(rate).collect()
    }

    /// The age of the copy behind `label` at each sample.
    pub fn ages(&self, label: &str) -> Vec<Option<f64>> {
        let age = |sample: &Sample| sample.ages.iter().find(|(known, _)| known == label).and_then(|(_, age)| *age);
        self.samples.iter().map(age).collect()
    }

    /// What was answered in the last five minutes, up to `now`, and in how long a time.
    pub fn recent(&self, at: Instant, now: &Counts) -> (Counts, Duration) {
        match self.samples.get(self.samples.len().saturating_sub(RECENT)) {
            Some(first) => (now.since(&first.counts), at.saturating_duration_since(first.at)),
            None => (now.clone(), Duration::ZERO),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::{CopyReport, Report};
    use super::{History, PERIOD, SAMPLES};
    use crate::metrics::Traffic;
    use std::time::{Duration, Instant};

    #[test]
    fn ten_minutes_are_kept_and_five_are_summed_up() {
        let (traffic, start) = (Traffic::default(), Instant::now());
        let mut history = History::default();
        let mut at = start;
        for turn in 0..200_u32 {
            let copy =
                CopyReport { label: "default".into(), age_seconds: Some(f64::from(turn)), ..CopyReport::default() };
            history.push(at, traffic.counts(), &Report { copies: vec![copy], ..Report::default() });
            (0..10).for_each(|_| traffic.record(Duration::from_millis(2), false));
            at += PERIOD;
        }
        assert_eq!(history.rates(), vec![Some(2.0); SAMPLES - 1]);
        assert_eq!(history.ages("default").last(), Some(&Some(199.0)));
        assert_eq!(history.ages("else"), vec![None; SAMPLES]);
        let (recent, time) = history.recent(at, &traffic.counts());
        assert_eq!((recent.requests(), time), (600, Duration::from_secs(300)));
    }
}
