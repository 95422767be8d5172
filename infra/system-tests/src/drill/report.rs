//! The account of a drill: one line for a person, and what must hold.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::record::{Failed, Lack, Seen as Observed};
use crate::history::{Act, History, Outcome, Violation};

/// Violations that are worth printing.
const SHOWN: usize = 20;

/// What came of a drill.
#[derive(Debug)]
pub struct Report {
    /// Its name.
    pub name: String,
    /// Requests of all shoppers.
    pub requests: usize,
    /// Requests that came to nothing, by what they were and how they failed.
    pub errors: BTreeMap<String, usize>,
    /// Orders that the shop acknowledged.
    pub acknowledged: usize,
    /// Acknowledged orders that were found afterwards.
    pub found: usize,
    /// Orders that were placed though nobody was told, or only in the end.
    pub unacknowledged: usize,
    /// Catalogue pages.
    pub pages: usize,
    /// Catalogue pages that did not come though their region had an edge host, and that a database.
    pub failed_pages: Vec<String>,
    /// Catalogue pages that did not come while their region had no edge host.
    pub without_host: usize,
    /// Catalogue pages that did not come while their region's edge host had no database to read from.
    pub without_database: usize,
    /// The time within which 99 of 100 catalogue pages came, in milliseconds, by region.
    pub page_p99_ms: Vec<f64>,
    /// Broken promises.
    pub violations: Vec<Violation>,
    /// All of it.
    pub history: History,
}

impl Report {
    pub(super) fn of(name: &str, seen: &Observed, history: History, violations: Vec<Violation>) -> Self {
        let mut acknowledged: Vec<u64> = history.entries.iter().filter_map(acknowledged).collect();
        acknowledged.sort_unstable();
        acknowledged.dedup();
        let is_found = |attempt: &u64| history.found.get(attempt).is_some_and(|found| found.number.is_some());
        let excused = |lack| seen.failed.iter().filter(|failed| excuse(seen, failed) == Some(lack)).count();
        let all = history.found.keys().filter(|attempt| is_found(attempt)).count();
        let found = acknowledged.iter().filter(|attempt| is_found(attempt)).count();
        Self {
            name: name.to_owned(),
            requests: seen.requests,
            errors: seen.errors.clone(),
            acknowledged: acknowledged.len(),
            found,
            unacknowledged: all - found,
            pages: seen.pages.iter().map(Vec::len).sum::<usize>() + seen.failed.len(),
            failed_pages: seen.failed.iter().filter(|failed| excuse(seen, failed).is_none()).map(shown).collect(),
            without_host: excused(Lack::Host),
            without_database: excused(Lack::Database),
            page_p99_ms: seen.pages.iter().map(|pages| p99_ms(pages.clone())).collect(),
            violations,
            history,
        }
    }

    /// The table's head, for [`Report::line`].
    pub fn heading() -> String {
        format!(
            "{:<34} {:>8} {:>6} {:>5} {:>5} {:>6} {:>6} {:>7} {:>7}  {:<20} errors by kind",
            "drill", "requests", "orders", "found", "late", "pages", "failed", "no host", "no data", "page p99 ms"
        )
    }

    /// One line: requests, acknowledged orders, those found after, those nobody was told of, catalogue pages, those that
    /// failed, those that could not come without an edge host and without its database, p99 by region, errors by kind.
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

    /// What every drill promises: no acknowledged order is missing, no catalogue page failed where an edge host
    /// and its database ran, and the history holds.
    ///
    /// # Errors
    /// When it does not; the message names what was seen.
    pub fn expect_clean(&self) -> Result<()> {
        let mut said = String::new();
        for violation in self.violations.iter().take(SHOWN) {
            writeln!(said, "{violation}")?;
        }
        for page in self.failed_pages.iter().take(SHOWN) {
            writeln!(said, "a catalogue page failed: {page}")?;
        }
        let counts = (self.violations.len(), self.failed_pages.len());
        ensure!(counts == (0, 0), "{}: {} violations, {} failed pages\n{said}", self.name, counts.0, counts.1);
        ensure!(self.acknowledged == self.found, "{}: {} of {} found", self.name, self.found, self.acknowledged);
        ensure!(self.acknowledged > 0 && self.pages > 0, "{}: nobody was about", self.name);
        Ok(())
    }

    /// Writes the history, for somebody to look into.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_history(&self, file: &Path) -> Result<()> {
        let text = serde_json::to_string(&self.history)?;
        fs::write(file, text).with_context(|| format!("writing {}", file.display()))
    }
}

fn acknowledged(entry: &crate::history::Entry) -> Option<u64> {
    match (&entry.act, &entry.outcome) {
        (Act::Place { attempt, .. }, Outcome::Placed(_)) => Some(*attempt),
        _ => None,
    }
}

/// What a page's region lacked while it was asked for.
fn excuse(seen: &Observed, failed: &Failed) -> Option<Lack> {
    let mut outages = seen.outages.iter().filter(|outage| outage.region == failed.region);
    outages.find(|outage| failed.began <= outage.to && outage.from <= failed.ended).map(|outage| outage.lack)
}

fn shown(failed: &Failed) -> String {
    format!("region {} at {}-{} µs: {}", failed.region, failed.began, failed.ended, failed.what)
}

fn p99_ms(mut pages: Vec<u64>) -> f64 {
    pages.sort_unstable();
    let at = (pages.len() * 99).div_ceil(100).saturating_sub(1);
    pages.get(at).map_or(0.0, |micros| *micros as f64 / 1_000.0)
}
