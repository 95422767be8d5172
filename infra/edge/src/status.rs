//! The state of this region on the admin port: as JSON at `/status`, and as one line at `/healthz`.

mod report;

pub use report::{PrimaryReport, ReplicaReport, Report, Reporter};

use std::sync::Arc;
use std::time::Instant;

use serde::Serialize;

use crate::metrics::Metrics;

/// All that the admin port shows.
pub struct Status {
    region: String,
    build: String,
    started: Instant,
    reporter: Reporter,
    metrics: Arc<Metrics>,
}

/// The JSON document. What is not known is `null`.
#[derive(Serialize)]
struct Document<'a> {
    region: &'a str,
    build: &'a str,
    uptime_seconds: u64,
    health: &'static str,
    reason: Option<&'a str>,
    primary: Option<&'a PrimaryReport>,
    replicas: &'a [ReplicaReport],
    page_cache: PageCacheUse,
}

#[derive(Serialize)]
struct PageCacheUse {
    hits: u64,
    misses: u64,
    bytes: i64,
}

impl Status {
    /// The status of a host that starts now; `build` names the application and the host with their versions.
    pub fn new(region: String, build: String, metrics: Arc<Metrics>, reporter: Reporter) -> Self {
        Self { region, build, started: Instant::now(), reporter, metrics }
    }

    /// The metrics of the host.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// One line: the health, and the reason where it is not `ok`.
    pub fn health(&self) -> String {
        let report = (self.reporter)();
        match &report.degraded {
            Some(reason) => format!("{}: {reason}\n", report.health()),
            None => format!("{}\n", report.health()),
        }
    }

    /// The state as JSON.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        let report = (self.reporter)();
        let document = Document {
            region: &self.region,
            build: &self.build,
            uptime_seconds: self.started.elapsed().as_secs(),
            health: report.health(),
            reason: report.degraded.as_deref(),
            primary: report.primary.as_ref(),
            replicas: &report.replicas,
            page_cache: self.page_cache(),
        };
        serde_json::to_string_pretty(&document)
    }

    fn page_cache(&self) -> PageCacheUse {
        let metrics = self.metrics.page_cache();
        PageCacheUse { hits: metrics.hits.get(), misses: metrics.misses.get(), bytes: metrics.bytes.get() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(report: Report) -> Status {
        let metrics = Arc::new(Metrics::default());
        metrics.page_cache().hits.inc_by(3);
        Status::new("tokyo".into(), "outpost 1.2.3".into(), metrics, Arc::new(move || report.clone()))
    }

    fn replica() -> ReplicaReport {
        ReplicaReport {
            label: "default".into(),
            source: "sqld".into(),
            age_seconds: Some(0.42),
            lag_frames: Some(1_200),
            version: Some(17),
            syncs: Some(12),
            failures: 2,
            resyncs: 1,
            ready: true,
        }
    }

    #[test]
    fn a_region_with_a_replica_shows_its_state() {
        let primary = PrimaryReport { state: "ok".into(), round_trips: 7, failures: 1 };
        let status = status(Report { degraded: None, primary: Some(primary), replicas: vec![replica()] });
        let json: serde_json::Value = serde_json::from_str(&status.json().unwrap()).unwrap();
        assert_eq!((&json["health"], &json["reason"]), (&"ok".into(), &serde_json::Value::Null));
        assert_eq!((&json["primary"]["round_trips"], &json["replicas"][0]["version"]), (&7.into(), &17.into()));
        assert_eq!(status.health(), "ok\n");
    }

    #[test]
    fn a_region_tells_why_it_is_not_healthy() {
        let starting = Report { replicas: vec![ReplicaReport { ready: false, ..replica() }], ..Report::default() };
        assert_eq!(status(starting.clone()).health(), "starting\n");
        let degraded = status(Report { degraded: Some("The primary does not answer.".into()), ..starting });
        assert_eq!(degraded.health(), "degraded: The primary does not answer.\n");
    }
}
