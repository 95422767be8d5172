//! The status of this region: one page for a person at `/` of the admin port, and the same as JSON at `/status`.

mod history;
mod json;
mod page;
mod report;
mod sparkline;
mod words;

pub use report::{CopyReport, PrimaryReport, Report, Reporter};

use crate::metrics::{Counts, Metrics};
use history::{History, PERIOD};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

/// All that the admin port knows.
pub struct Status {
    region: String,
    build: String,
    began: Instant,
    reporter: Reporter,
    metrics: Arc<Metrics>,
    history: Mutex<History>,
}

/// What is shown at one moment.
struct View<'a> {
    region: &'a str,
    build: &'a str,
    uptime: Duration,
    report: Report,
    recent: Counts,
    recent_time: Duration,
    rates: Vec<Option<f64>>,
    /// One series for each copy of the report.
    ages: Vec<Vec<Option<f64>>>,
    hits: u64,
    misses: u64,
    page_cache_bytes: i64,
}

impl Status {
    /// Of a host that starts now; `build` says what it runs.
    pub fn new(region: String, build: String, metrics: Arc<Metrics>, reporter: Reporter) -> Arc<Self> {
        let status = Self { region, build, began: Instant::now(), reporter, metrics, history: Mutex::default() };
        status.sample();
        Arc::new(status)
    }

    /// The metrics of the host.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// One line: `ok`, or what is not, and why.
    pub fn health(&self) -> String {
        let report = (self.reporter)();
        match &report.degraded {
            Some(reason) => format!("{}: {reason}\n", report.health()),
            None => format!("{}\n", report.health()),
        }
    }

    /// The page for a person.
    pub fn page(&self) -> String {
        page::render(&self.view())
    }

    /// The same for a program.
    pub fn json(&self) -> String {
        json::render(&self.view())
    }

    /// Samples until `stop` says so.
    pub async fn keep_sampling(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let mut ticks = tokio::time::interval(PERIOD);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ticks.tick().await;
        loop {
            tokio::select! {
                _ = ticks.tick() => self.sample(),
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    }

    fn sample(&self) {
        let report = (self.reporter)();
        let counts = self.metrics.traffic().counts();
        self.history.lock().unwrap_or_else(PoisonError::into_inner).push(Instant::now(), counts, &report);
    }

    fn view(&self) -> View<'_> {
        let report = (self.reporter)();
        let page_cache = self.metrics.page_cache();
        let history = self.history.lock().unwrap_or_else(PoisonError::into_inner);
        let (recent, recent_time) = history.recent(Instant::now(), &self.metrics.traffic().counts());
        View {
            region: &self.region,
            build: &self.build,
            uptime: self.began.elapsed(),
            recent,
            recent_time,
            rates: history.rates(),
            ages: report.copies.iter().map(|copy| history.ages(&copy.label)).collect(),
            report,
            hits: page_cache.hits.get(),
            misses: page_cache.misses.get(),
            page_cache_bytes: page_cache.bytes.get(),
        }
    }
}

#[cfg(test)]
mod tests;
