//! Metrics of database servers.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByLabel {
    label: String,
}

/// What is counted for one server.
#[derive(Clone, Debug)]
pub struct RemoteMetrics {
    /// Requests sent, retries among them.
    pub round_trips: Counter,
    /// Statements without an answer.
    pub failures: Counter,
    /// Reads sent to it: for a primary, pages that a copy could not serve yet.
    pub reads: Counter,
    /// 1 while it is not asked because it does not answer.
    pub open: Gauge,
}

/// The servers of one host.
pub struct Remotes {
    round_trips: Family<ByLabel, Counter>,
    failures: Family<ByLabel, Counter>,
    reads: Family<ByLabel, Counter>,
    open: Family<ByLabel, Gauge>,
}

impl Remotes {
    /// Registers the metrics.
    pub fn register(registry: &mut Registry) -> Self {
        let metrics = Self {
            round_trips: Family::default(),
            failures: Family::default(),
            reads: Family::default(),
            open: Family::default(),
        };
        let help = "Requests sent to a database over HTTP";
        registry.register("primary_round_trips", help, metrics.round_trips.clone());
        registry.register("primary_failures", "Statements that got no answer", metrics.failures.clone());
        let help = "Reads sent to a database over HTTP: what a copy could not serve yet";
        registry.register("primary_reads", help, metrics.reads.clone());
        let help = "1 while a database is not asked because it does not answer";
        registry.register("primary_breaker_open", help, metrics.open.clone());
        metrics
    }

    /// The metrics of the server behind `label`.
    pub fn server(&self, label: &str) -> RemoteMetrics {
        let label = ByLabel { label: label.to_owned() };
        RemoteMetrics {
            round_trips: self.round_trips.get_or_create(&label).clone(),
            failures: self.failures.get_or_create(&label).clone(),
            reads: self.reads.get_or_create(&label).clone(),
            open: self.open.get_or_create(&label).clone(),
        }
    }
}
