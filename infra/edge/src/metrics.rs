//! Metrics, in Prometheus' text format on the admin port.

mod page_cache;
mod remote;
mod replicas;

pub use page_cache::PageCacheMetrics;
pub use remote::RemoteMetrics;
pub use replicas::{ReplicaSource, Replicas};

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use remote::Remotes;

/// Upper bounds of the latency histogram, in seconds.
const BUCKETS: [f64; 14] = [0.0005, 0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByComponent {
    component: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByStatus {
    component: String,
    class: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByCause {
    component: String,
    cause: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByLabel {
    component: String,
    store: &'static str,
    label: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByBuild {
    application: String,
    version: String,
    host: &'static str,
}

/// All metrics of one host.
pub struct Metrics {
    registry: Registry,
    builds: Family<ByBuild, Gauge>,
    requests: Family<ByStatus, Counter>,
    latency: Family<ByComponent, Histogram, fn() -> Histogram>,
    instances: Family<ByComponent, Gauge>,
    started: Family<ByComponent, Counter>,
    failures: Family<ByCause, Counter>,
    statements: Family<ByLabel, Counter>,
    statement_errors: Family<ByLabel, Counter>,
    statement_seconds: Family<ByLabel, Counter<f64, AtomicU64>>,
    remotes: Remotes,
    replicas: Replicas,
    page_cache: PageCacheMetrics,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("outpost_edge");
        let builds = Family::default();
        registry.register("build", "1, with the versions of application and host", builds.clone());
        let requests = Family::default();
        registry.register("requests", "Requests answered", requests.clone());
        let latency: Family<ByComponent, Histogram, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(BUCKETS));
        let help = "Time from a request's arrival to the head of its answer";
        registry.register_with_unit("request_duration", help, Unit::Seconds, latency.clone());
        let instances = Family::default();
        registry.register("instances", "Instances alive", instances.clone());
        let started = Family::default();
        registry.register("instances_started", "Instances made", started.clone());
        let failures = Family::default();
        registry.register("instance_failures", "Instances taken down by a fault", failures.clone());
        let statements = Family::default();
        registry.register("sql_statements", "SQL statements run", statements.clone());
        let statement_errors = Family::default();
        registry.register("sql_errors", "SQL statements that failed", statement_errors.clone());
        let statement_seconds = Family::default();
        let help = "Time spent in SQL statements, waiting included";
        registry.register_with_unit("sql_time", help, Unit::Seconds, statement_seconds.clone());
        let remotes = Remotes::register(&mut registry);
        let replicas = Replicas::default();
        registry.register_collector(Box::new(replicas.clone()));
        let page_cache = PageCacheMetrics::registered(&mut registry);
        Self {
            registry,
            builds,
            requests,
            latency,
            instances,
            started,
            failures,
            statements,
            statement_errors,
            statement_seconds,
            remotes,
            replicas,
            page_cache,
        }
    }
}

impl Metrics {
    /// The text that a scraper reads.
    pub fn render(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }

    /// Names what is served.
    pub fn built(&self, application: &str, version: &str) {
        let (application, version) = (application.to_owned(), version.to_owned());
        self.builds.get_or_create(&ByBuild { application, version, host: env!("CARGO_PKG_VERSION") }).set(1);
    }

    /// The metrics of the server behind `label`.
    pub fn remote(&self, label: &str) -> RemoteMetrics {
        self.remotes.server(label)
    }

    /// The replicas whose state is shown.
    pub fn replicas(&self) -> &Replicas {
        &self.replicas
    }

    /// The metrics of the page cache.
    pub fn page_cache(&self) -> &PageCacheMetrics {
        &self.page_cache
    }

    /// The metrics of one component.
    pub fn component(&self, id: &str) -> ComponentMetrics {
        let component = id.to_owned();
        let by_component = ByComponent { component: component.clone() };
        ComponentMetrics {
            by_class: CLASSES
                .map(|class| self.requests.get_or_create(&ByStatus { component: component.clone(), class }).clone()),
            latency: self.latency.get_or_create(&by_component).clone(),
            instances: self.instances.get_or_create(&by_component).clone(),
            started: self.started.get_or_create(&by_component).clone(),
            failures: self.failures.clone(),
            component,
        }
    }

    /// The metrics of a label of a component; `store` is `sqlite` or `key-value`.
    pub fn sql(&self, component: &str, store: &'static str, label: &str) -> SqlMetrics {
        let labels = ByLabel { component: component.to_owned(), store, label: label.to_owned() };
        SqlMetrics {
            statements: self.statements.get_or_create(&labels).clone(),
            errors: self.statement_errors.get_or_create(&labels).clone(),
            seconds: self.statement_seconds.get_or_create(&labels).clone(),
        }
    }
}

/// What is counted for one component.
#[derive(Clone)]
pub struct ComponentMetrics {
    component: String,
    by_class: [Counter; 5],
    latency: Histogram,
    instances: Gauge,
    started: Counter,
    failures: Family<ByCause, Counter>,
}

impl ComponentMetrics {
    /// A request was answered with `status` after `elapsed`.
    pub fn request(&self, status: http::StatusCode, elapsed: Duration) {
        let class = usize::from(status.as_u16() / 100).clamp(1, CLASSES.len()) - 1;
        self.by_class[class].inc();
        self.latency.observe(elapsed.as_secs_f64());
    }

    /// An instance was made.
    pub fn instance_began(&self) {
        self.instances.inc();
        self.started.inc();
    }

    /// An instance is gone.
    pub fn instance_ended(&self) {
        self.instances.dec();
    }

    /// An instance failed.
    pub fn instance_failed(&self, cause: &'static str) {
        let labels = ByCause { component: self.component.clone(), cause };
        self.failures.get_or_create(&labels).inc();
    }
}

/// What is counted for one label of a component.
#[derive(Clone)]
pub struct SqlMetrics {
    statements: Counter,
    errors: Counter,
    seconds: Counter<f64, AtomicU64>,
}

impl SqlMetrics {
    /// A statement ended after `elapsed`.
    pub fn record(&self, elapsed: Duration, succeeded: bool) {
        self.statements.inc();
        if !succeeded {
            self.errors.inc();
        }
        self.seconds.inc_by(elapsed.as_secs_f64());
    }
}
