//! What shoppers saw, as they saw it.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use anyhow::Result;
use http::StatusCode;

use super::report::Report;
use super::scene::Good;
use crate::checkout::Review;
use crate::history::{Act, Entry, Found, History, Outcome, Violation};
use crate::page::Page;
use crate::shopper::Shopper;

/// An attempt at an order, to be settled in the end.
#[derive(Clone)]
pub(super) struct Attempt {
    pub id: u64,
    pub sku: String,
    pub pieces: u32,
    pub email: String,
    /// Whether it is paid by card, at once.
    pub by_card: bool,
    /// As they were in front of the button.
    pub shopper: Shopper,
    pub review: Review,
    /// Whether the shop's last word was no.
    pub is_refused: bool,
}

/// A catalogue page that did not come.
#[derive(Clone, Debug)]
pub(super) struct Failed {
    pub region: usize,
    pub began: u64,
    pub ended: u64,
    pub what: String,
}

/// What a region lacked for a while, so that pages asked of it could not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Its edge host.
    Host,
    /// The database server that its edge host reads from.
    Database,
}

#[derive(Clone, Debug)]
pub(super) struct Outage {
    pub region: usize,
    pub from: u64,
    pub to: u64,
    pub lack: Lack,
}

#[derive(Default)]
pub(super) struct Seen {
    pub entries: Vec<Entry>,
    pub attempts: Vec<Attempt>,
    /// Requests that came to nothing, by kind.
    pub errors: BTreeMap<String, usize>,
    pub requests: usize,
    /// Microseconds of every catalogue page, by region.
    pub pages: Vec<Vec<u64>>,
    pub failed: Vec<Failed>,
    pub outages: Vec<Outage>,
}

/// The record of a drill.
pub struct Record {
    began: Instant,
    seen: Mutex<Seen>,
}

impl Record {
    pub(super) fn begin(regions: usize) -> Self {
        let seen = Seen { pages: vec![Vec::new(); regions], ..Seen::default() };
        Self { began: Instant::now(), seen: Mutex::new(seen) }
    }

    /// Microseconds since the drill began.
    pub fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes what a region lacked from `from` until now.
    pub fn outage(&self, region: usize, from: u64, lack: Lack) {
        let to = self.now();
        self.seen().outages.push(Outage { region, from, to, lack });
    }

    /// Counts a request; one that came to nothing is told by its kind.
    pub(super) fn count(&self, what: &str, outcome: Result<(), String>) {
        let mut seen = self.seen();
        seen.requests += 1;
        if let Err(kind) = outcome {
            *seen.errors.entry(format!("{what} {kind}")).or_default() += 1;
        }
    }

    pub(super) fn note(&self, entry: Entry) {
        let what = match &entry.act {
            Act::Place { .. } => "place",
            Act::Pay { .. } => "pay",
            Act::Look { .. } => "look",
            Act::Track { .. } => "track",
            Act::Stock { .. } => "cart",
        };
        self.count(
            what,
            match &entry.outcome {
                Outcome::Unknown(kind) => Err(kind.clone()),
                _ => Ok(()),
            },
        );
        self.seen().entries.push(entry);
    }

    /// Notes a catalogue page.
    pub(super) fn page(&self, region: usize, began: u64, outcome: Result<(), String>) {
        let ended = self.now();
        let mut seen = self.seen();
        match outcome {
            Ok(()) => seen.pages[region].push(ended - began),
            Err(what) => seen.failed.push(Failed { region, began, ended, what }),
        }
    }

    /// Notes an attempt, or what has become of it since.
    pub(super) fn attempt(&self, attempt: Attempt) {
        let mut seen = self.seen();
        match seen.attempts.iter_mut().find(|known| known.id == attempt.id) {
            Some(known) => *known = attempt,
            None => seen.attempts.push(attempt),
        }
    }

    pub(super) fn attempts(&self) -> Vec<Attempt> {
        self.seen().attempts.clone()
    }

    /// Whether its buyer was told that it is paid.
    pub(super) fn is_paid(&self, attempt: u64) -> bool {
        let act = Act::Pay { attempt };
        self.seen().entries.iter().any(|entry| entry.act == act && entry.outcome == Outcome::Paid)
    }

    pub(super) fn history(&self, goods: &[Good], found: BTreeMap<u64, Found>, after: BTreeMap<String, u32>) -> History {
        let before = goods.iter().map(|good| (good.sku.clone(), good.before)).collect();
        History { before, entries: self.seen().entries.clone(), found, after }
    }

    pub(super) fn report(&self, name: &str, history: History, violations: Vec<Violation>) -> Report {
        Report::of(name, &self.seen(), history, violations)
    }
}

/// What kind of nothing an answer is; `None` where it is one that says something.
pub(super) fn nothing(answer: &Result<Page>) -> Option<String> {
    match answer {
        Ok(page) if page.status.is_server_error() || page.status == StatusCode::TOO_MANY_REQUESTS => {
            Some(page.status.as_u16().to_string())
        }
        Ok(_) => None,
        Err(error) => Some(kind(error)),
    }
}

/// How a request came to nothing: the system's reason, or the last word of those who know.
pub(super) fn kind(error: &anyhow::Error) -> String {
    let system = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    system.map_or_else(|| error.root_cause().to_string(), |kind| kind.to_string())
}
