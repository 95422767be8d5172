//! What the gateway counts, in Prometheus' text format on its admin port.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::fmt;
use std::sync::Arc;

/// Upper bounds, in seconds.
const SECONDS: [f64; 12] = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];
const SIZES: [f64; 7] = [1.0, 2.0, 4.0, 8.0, 12.0, 16.0, 20.0];

/// Whose statement, where it ran and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ByStatement {
    /// The region that sent it.
    pub region: String,
    /// `read` or `command`.
    pub kind: &'static str,
    /// `ok`, `error`, `not_run` or `unknown`.
    pub outcome: &'static str,
}

/// Why a request was refused.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ByReason {
    /// See [`super::refusal::Refusal::reason`].
    pub reason: &'static str,
}

/// All metrics of one gateway.
#[derive(Clone)]
pub struct GatewayMetrics {
    registry: Arc<Registry>,
    /// Statements by what came of them.
    pub statements: Family<ByStatement, Counter>,
    /// Requests that were refused.
    pub refusals: Family<ByReason, Counter>,
    /// Groups sent to sqld.
    pub groups: Counter,
    /// Groups that did not commit as a whole.
    pub groups_split: Counter,
    /// Commands in a group.
    pub group_size: Histogram,
    /// From sending a group to its answer.
    pub group_seconds: Histogram,
    /// Time in the queue.
    pub queue_wait: Histogram,
    /// 1 while sqld answers.
    pub sqld_up: Gauge,
}

impl fmt::Debug for GatewayMetrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GatewayMetrics").finish_non_exhaustive()
    }
}

impl Default for GatewayMetrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("outpost_gateway");
        let (statements, refusals) = (Family::default(), Family::default());
        registry.register("statements", "Statements by what came of them", Family::clone(&statements));
        registry.register("refusals", "Requests that were refused", Family::clone(&refusals));
        let (groups, groups_split) = (Counter::default(), Counter::default());
        registry.register("groups", "Groups of commands sent to sqld", Counter::clone(&groups));
        registry.register("groups_split", "Groups run one by one, since they did not commit", groups_split.clone());
        let group_size = Histogram::new(SIZES);
        registry.register("group_size", "Commands that share a commit", group_size.clone());
        let group_seconds = Histogram::new(SECONDS);
        registry.register("group_seconds", "From sending a group to its answer", group_seconds.clone());
        let queue_wait = Histogram::new(SECONDS);
        registry.register("queue_wait_seconds", "Time of a statement in the queue", queue_wait.clone());
        let sqld_up = Gauge::default();
        registry.register("sqld_up", "1 while sqld answers", Gauge::clone(&sqld_up));
        let registry = Arc::new(registry);
        Self { registry, statements, refusals, groups, groups_split, group_size, group_seconds, queue_wait, sqld_up }
    }
}

impl GatewayMetrics {
    /// The text that a scraper reads.
    pub fn render(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}
