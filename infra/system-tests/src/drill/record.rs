//! What the shoppers of a drill observe.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::checkout::Review;
use crate::history::{Entry, Operation, Outcome};
use crate::shopper::Shopper;

/// An attempt at an order, to be settled after the drill.
#[derive(Clone)]
pub(super) struct Attempt {
    pub id: u64,
    pub sku: String,
    pub pieces: u32,
    pub email: String,
    /// Whether it is paid by card, at once.
    pub by_card: bool,
    /// The shopper as they were on the review page.
    pub shopper: Shopper,
    pub review: Review,
    /// Whether the shop's last answer was a refusal.
    pub is_refused: bool,
}

/// A catalogue page that failed.
#[derive(Clone, Debug)]
pub(super) struct FailedPage {
    pub region: usize,
    pub started_us: u64,
    pub ended_us: u64,
    pub reason: String,
}

/// Why a region could not serve pages for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outage {
    /// Its edge host did not run.
    EdgeHost,
    /// The database server that its edge host reads from did not run.
    Database,
}

#[derive(Clone, Debug)]
pub(super) struct RecordedOutage {
    pub region: usize,
    pub from_us: u64,
    pub to_us: u64,
    pub outage: Outage,
}

#[derive(Default)]
pub(super) struct Observations {
    pub entries: Vec<Entry>,
    pub attempts: Vec<Attempt>,
    /// Failed requests, by kind.
    pub errors: BTreeMap<String, usize>,
    pub requests: usize,
    /// Times of catalogue pages in microseconds, by region.
    pub page_times_us: Vec<Vec<u64>>,
    pub failed_pages: Vec<FailedPage>,
    pub outages: Vec<RecordedOutage>,
}

/// The record of a drill.
pub struct Record {
    started: Instant,
    observations: Mutex<Observations>,
}

impl Record {
    pub(super) fn start(regions: usize) -> Self {
        let observations = Observations { page_times_us: vec![Vec::new(); regions], ..Observations::default() };
        Self { started: Instant::now(), observations: Mutex::new(observations) }
    }

    /// Microseconds since the drill began.
    pub fn now_us(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    /// Everything recorded so far; recording waits while it is held.
    pub(super) fn lock(&self) -> MutexGuard<'_, Observations> {
        self.observations.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records that a region had an outage from `from_us` until now.
    pub fn outage(&self, region: usize, from_us: u64, outage: Outage) {
        let to_us = self.now_us();
        self.lock().outages.push(RecordedOutage { region, from_us, to_us, outage });
    }

    /// Counts a request; one that failed, by its kind.
    pub(super) fn count(&self, name: &str, outcome: Result<(), String>) {
        let mut observations = self.lock();
        observations.requests += 1;
        if let Err(kind) = outcome {
            *observations.errors.entry(format!("{name} {kind}")).or_default() += 1;
        }
    }

    /// Counts and records an entry of the history.
    pub(super) fn entry(&self, entry: Entry) {
        let name = match &entry.operation {
            Operation::Place { .. } => "place",
            Operation::Pay { .. } => "pay",
            Operation::View { .. } => "view",
            Operation::Track { .. } => "track",
            Operation::ReadStock { .. } => "cart",
        };
        let outcome = match &entry.outcome {
            Outcome::Unknown(kind) => Err(kind.clone()),
            _ => Ok(()),
        };
        self.count(name, outcome);
        self.lock().entries.push(entry);
    }

    /// Records a catalogue page.
    pub(super) fn page(&self, region: usize, started_us: u64, outcome: Result<(), String>) {
        let ended_us = self.now_us();
        let mut observations = self.lock();
        match outcome {
            Ok(()) => observations.page_times_us[region].push(ended_us - started_us),
            Err(reason) => observations.failed_pages.push(FailedPage { region, started_us, ended_us, reason }),
        }
    }

    /// Records an attempt, or replaces what was recorded of it.
    pub(super) fn attempt(&self, attempt: Attempt) {
        let mut observations = self.lock();
        match observations.attempts.iter_mut().find(|known| known.id == attempt.id) {
            Some(known) => *known = attempt,
            None => observations.attempts.push(attempt),
        }
    }

    pub(super) fn attempts(&self) -> Vec<Attempt> {
        self.lock().attempts.clone()
    }

    /// Whether a payment of the attempt was acknowledged.
    pub(super) fn is_paid(&self, attempt: u64) -> bool {
        let operation = Operation::Pay { attempt };
        self.lock().entries.iter().any(|entry| entry.operation == operation && entry.outcome == Outcome::Paid)
    }
}
