//! The report of a drill: one line to read, and what must hold.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::record::{FailedPage, Observations, Outage};
use crate::history::{Entry, History, Operation, Outcome, Violation};

/// Violations and failed pages that are printed.
const PRINTED_MAX: usize = 20;

/// What a drill showed.
#[derive(Debug)]
pub struct Report {
    /// Its name.
    pub name: String,
    /// Requests of all shoppers.
    pub requests: usize,
    /// Failed requests, by operation and kind.
    pub errors: BTreeMap<String, usize>,
    /// Orders that the shop acknowledged.
    pub acknowledged: usize,
    /// Acknowledged orders that were found afterwards.
    pub found: usize,
    /// Orders that are placed though their buyer never got an acknowledgement.
    pub unacknowledged: usize,
    /// Catalogue pages that were requested.
    pub pages: usize,
    /// Catalogue pages that failed although their region had an edge host with a database.
    pub failed_pages: Vec<String>,
    /// Catalogue pages that failed while their region had no edge host.
    pub without_host: usize,
    /// Catalogue pages that failed while their region's edge host had no database to read from.
    pub without_database: usize,
    /// The 99th percentile of catalogue pages in milliseconds, by region.
    pub page_p99_ms: Vec<f64>,
    /// Broken promises.
    pub violations: Vec<Violation>,
    /// The complete history.
    pub history: History,
}

impl Report {
    pub(super) fn new(name: &str, seen: &Observations, history: History, violations: Vec<Violation>) -> Self {
        let mut acknowledged: Vec<u64> = history.entries.iter().filter_map(acknowledged_attempt).collect();
        acknowledged.sort_unstable();
        acknowledged.dedup();
        let is_found = |attempt: &u64| history.found.get(attempt).is_some_and(|found| found.number.is_some());
        let during = |outage| seen.failed_pages.iter().filter(|page| outage_of(seen, page) == Some(outage)).count();
        let failed = seen.failed_pages.iter().filter(|page| outage_of(seen, page).is_none());
        let placed = history.found.keys().filter(|attempt| is_found(attempt)).count();
        let found = acknowledged.iter().filter(|attempt| is_found(attempt)).count();
        Self {
            name: name.to_owned(),
            requests: seen.requests,
            errors: seen.errors.clone(),
            acknowledged: acknowledged.len(),
            found,
            unacknowledged: placed - found,
            pages: seen.page_times_us.iter().map(Vec::len).sum::<usize>() + seen.failed_pages.len(),
            failed_pages: failed.map(described).collect(),
            without_host: during(Outage::EdgeHost),
            without_database: during(Outage::Database),
            page_p99_ms: seen.page_times_us.iter().map(|times| p99_ms(times.clone())).collect(),
            violations,
            history,
        }
    }

    /// The head of the table whose rows are [`Report::line`]s.
    pub fn heading() -> String {
        format!(
            "{:<34} {:>8} {:>6} {:>5} {:>5} {:>6} {:>6} {:>7} {:>7}  {:<20} errors by kind",
            "drill", "requests", "orders", "found", "late", "pages", "failed", "no host", "no data", "page p99 ms"
        )
    }

    /// One row of the table.
    pub fn line(&self) -> String {
        let p99: Vec<String> = self.page_p99_ms.iter().map(|ms| format!("{ms:.1}")).collect();
        let errors: Vec<String> = self.errors.iter().map(|(kind, count)| format!("{kind}: {count}")).collect();
        format!(
            "{:<34} {:>8} {:>6} {:>5} {:>5} {:>6} {:>6} {:>7} {:>7}  {:<20} {}",
            self.name,
            self.requests,
            self.acknowledged,
            self.found,
            self.unacknowledged,
            self.pages,
            self.failed_pages.len(),
            self.without_host,
            self.without_database,
            p99.join(" "),
            if errors.is_empty() { "none".to_owned() } else { errors.join(", ") },
        )
    }

    /// Checks what every drill promises: no acknowledged order is missing, no catalogue page failed where an edge host
    /// and its database ran, and the history breaks no promise.
    ///
    /// # Errors
    /// When a check fails; the message names what was observed.
    pub fn expect_clean(&self) -> Result<()> {
        let mut details = String::new();
        for violation in self.violations.iter().take(PRINTED_MAX) {
            writeln!(details, "{violation}")?;
        }
        for page in self.failed_pages.iter().take(PRINTED_MAX) {
            writeln!(details, "a catalogue page failed: {page}")?;
        }
        let counts = (self.violations.len(), self.failed_pages.len());
        ensure!(counts == (0, 0), "{}: {} violations, {} failed pages\n{details}", self.name, counts.0, counts.1);
        ensure!(self.acknowledged == self.found, "{}: {} of {} found", self.name, self.found, self.acknowledged);
        ensure!(self.acknowledged > 0 && self.pages > 0, "{}: there was no load", self.name);
        Ok(())
    }

    /// Writes the history to a file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_history(&self, file: &Path) -> Result<()> {
        let text = serde_json::to_string(&self.history)?;
        fs::write(file, text).with_context(|| format!("writing {}", file.display()))
    }
}

fn acknowledged_attempt(entry: &Entry) -> Option<u64> {
    match (&entry.operation, &entry.outcome) {
        (Operation::Place { attempt, .. }, Outcome::Placed(_)) => Some(*attempt),
        _ => None,
    }
}

/// The outage of the page's region while the page was requested.
fn outage_of(seen: &Observations, page: &FailedPage) -> Option<Outage> {
    let mut outages = seen.outages.iter().filter(|outage| outage.region == page.region);
    let overlapping = outages.find(|outage| page.started_us <= outage.to_us && outage.from_us <= page.ended_us);
    overlapping.map(|outage| outage.outage)
}

fn described(page: &FailedPage) -> String {
    format!("region {} at {}-{} µs: {}", page.region, page.started_us, page.ended_us, page.reason)
}

fn p99_ms(mut times_us: Vec<u64>) -> f64 {
    times_us.sort_unstable();
    let index = (times_us.len() * 99).div_ceil(100).saturating_sub(1);
    times_us.get(index).map_or(0.0, |time_us| *time_us as f64 / 1_000.0)
}
