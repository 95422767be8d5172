//! The status of this region and of the others: one page for a person at `/` of the admin port, and the same as JSON at
//! `/status`.

mod history;
mod json;
mod page;
mod peers;
mod report;
mod sparkline;
mod words;

pub use peers::Peers;
pub use report::{CopyReport, PrimaryReport, Report, Reporter};

use crate::metrics::{Counts, Metrics};
use history::{History, PERIOD};
use peers::RegionReport;
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
    peers: Arc<Peers>,
}

/// What is shown at one moment.
struct View<'a> {
    region: &'a str,
    build: &'a str,
    uptime: Duration,
    /// Requests since the start.
    requests: u64,
    report: Report,
    recent: Counts,
    recent_time: Duration,
    rates: Vec<Option<f64>>,
    /// One series for each copy of the report.
    ages: Vec<Vec<Option<f64>>>,
    hits: u64,
    misses: u64,
    page_cache_bytes: i64,
    peers: Vec<RegionReport>,
}

impl Status {
    /// Of a host that starts now; `build` says what it runs, `peers` where other regions tell of themselves.
    pub fn new(
        region: String,
        build: String,
        metrics: Arc<Metrics>,
        reporter: Reporter,
        peers: Arc<Peers>,
    ) -> Arc<Self> {
        let (began, history) = (Instant::now(), Mutex::default());
        let status = Self { region, build, began, reporter, metrics, history, peers };
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
        let counts = self.metrics.traffic().counts();
        let (recent, recent_time) = history.recent(Instant::now(), &counts);
        View {
            region: &self.region,
            build: &self.build,
            uptime: self.began.elapsed(),
            requests: counts.requests(),
            recent,
            recent_time,
            rates: history.rates(),
            ages: report.copies.iter().map(|copy| history.ages(&copy.label)).collect(),
            report,
            hits: page_cache.hits.get(),
            misses: page_cache.misses.get(),
            page_cache_bytes: page_cache.bytes.get(),
            peers: self.peers.report(),
        }
    }
}

#[cfg(test)]
mod tests;
