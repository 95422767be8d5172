//! The state of the replicas that a region reads from.

use std::fmt;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError};

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;

use crate::sql::replica::{Replica, ReplicaStatus};
use crate::sql::server_replica::ServerReplica;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByLabel {
    label: String,
}

/// The replicas of one host, by label; asked whenever somebody reads the metrics.
#[derive(Clone, Default)]
pub struct Replicas(Arc<Mutex<Vec<Labelled>>>);

type Labelled = (String, ReplicaSource);

/// What a region reads from.
pub enum ReplicaSource {
    /// A replica beside the edge.
    Local(Arc<Replica>),
    /// A server of the region's own.
    Server(Arc<ServerReplica>),
}

impl ReplicaSource {
    fn status(&self) -> ReplicaStatus {
        match self {
            Self::Local(replica) => replica.status(),
            Self::Server(replica) => replica.status(),
        }
    }
}

impl fmt::Debug for Replicas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.report()).finish()
    }
}

impl Replicas {
    /// Adds what `label` reads from.
    pub fn add(&self, label: &str, source: ReplicaSource) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((label.to_owned(), source));
    }

    /// How each is now.
    pub fn report(&self) -> Vec<(String, ReplicaStatus)> {
        let replicas = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        replicas.iter().map(|(label, source)| (label.clone(), source.status())).collect()
    }
}

impl Collector for Replicas {
    fn encode(&self, mut encoder: DescriptorEncoder) -> Result<(), fmt::Error> {
        let replicas = self.report();
        let gauges = |value: fn(&ReplicaStatus) -> f64| {
            let family = Family::<ByLabel, Gauge<f64, AtomicU64>>::default();
            for (label, status) in &replicas {
                family.get_or_create(&ByLabel { label: label.clone() }).set(value(status));
            }
            family
        };
        let counters = |value: fn(&ReplicaStatus) -> u64| {
            let family = Family::<ByLabel, Counter>::default();
            for (label, status) in &replicas {
                family.get_or_create(&ByLabel { label: label.clone() }).inc_by(value(status));
            }
            family
        };
        let age = gauges(|status| status.age.map_or(f64::INFINITY, |age| age.as_secs_f64()));
        put(&mut encoder, "copy_age_seconds", "Age of what a copy holds", &age)?;
        let ready = gauges(|status| if status.ready { 1.0 } else { 0.0 });
        put(&mut encoder, "copy_ready", "1 while a copy serves reads", &ready)?;
        let frames = gauges(|status| status.version.parse().unwrap_or(0.0));
        put(&mut encoder, "copy_frames", "Number of a copy's newest frame", &frames)?;
        let lag = gauges(|status| status.lag_frames.map_or(f64::NAN, |frames| frames as f64));
        put(&mut encoder, "copy_lag_frames", "Frames that a copy lacked when the primary last answered", &lag)?;
        put(&mut encoder, "copy_syncs", "Syncs that succeeded", &counters(|status| status.syncs))?;
        put(&mut encoder, "copy_sync_failures", "Syncs that failed", &counters(|status| status.failures))?;
        put(&mut encoder, "copy_resyncs", "Replicas thrown away as damaged", &counters(|status| status.resyncs))
    }
}

fn put(encoder: &mut DescriptorEncoder, name: &str, help: &str, metric: &impl EncodeMetric) -> Result<(), fmt::Error> {
    metric.encode(encoder.encode_descriptor(name, help, None, metric.metric_type())?)
}
