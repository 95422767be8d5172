//! The other regions, as their own admin ports tell of them.

use super::history::PERIOD;
use crate::sql::remote::{HttpConnections, connections};
use bytes::Bytes;
use http::Uri;
use http_body_util::{BodyExt, Empty, Limited};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(3);
/// Largest answer.
const BYTES: usize = 256 << 10;

/// The admin ports of other regions, and what they said last.
#[derive(Debug, Default)]
pub struct Peers(Vec<Peer>);

#[derive(Debug)]
struct Peer {
    /// Without a slash at its end.
    url: String,
    heard: Mutex<Heard>,
}

#[derive(Debug, Default)]
struct Heard {
    /// The newest answer.
    told: Option<(Instant, Value)>,
    is_silent: bool,
}

/// A region at one moment; what is not known is `None`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RegionReport {
    /// Its name, or its address as long as it has not told it.
    pub name: String,
    /// Its admin port; `None` for the region that reports.
    pub url: Option<String>,
    /// `ok`, `starting`, `degraded`, or `silent` for one that does not answer.
    pub health: String,
    /// Why it is not `ok`, in its words.
    pub reason: Option<String>,
    /// Age of its oldest copy.
    pub age_seconds: Option<f64>,
    /// Frames that this copy is behind.
    pub lag_frames: Option<u64>,
    /// Version of the catalogue in it.
    pub version: Option<i64>,
    /// The time within which 99 of 100 requests were answered lately.
    pub p99_ms: Option<f64>,
    /// How long ago it said so.
    pub heard_seconds: Option<f64>,
}

impl RegionReport {
    /// What the JSON of a status page says.
    pub fn of(status: &Value) -> Self {
        let words = |name: &str| status[name].as_str().map(str::to_owned);
        let age = |copy: &&Value| copy["age_seconds"].as_f64();
        // An unknown age is the worst.
        let copies = status["copies"].as_array().into_iter().flatten();
        let oldest = copies.max_by(|one, other| {
            let age = |copy| age(copy).unwrap_or(f64::INFINITY);
            age(one).total_cmp(&age(other))
        });
        Self {
            name: words("region").unwrap_or_default(),
            url: None,
            health: words("health").unwrap_or_default(),
            reason: words("reason"),
            age_seconds: oldest.as_ref().and_then(age),
            lag_frames: oldest.and_then(|copy| copy["lag_frames"].as_u64()),
            version: oldest.and_then(|copy| copy["version"].as_i64()),
            p99_ms: status["requests"]["p99_ms"].as_f64(),
            heard_seconds: None,
        }
    }
}

impl Peers {
    /// Regions with admin ports at `urls`, of which nothing is known yet.
    pub fn new(urls: Vec<String>) -> Self {
        let peer =
            |url: String| Peer { url: url.trim_end_matches('/').to_owned(), heard: Mutex::new(Heard::default()) };
        Self(urls.into_iter().map(peer).collect())
    }

    /// What is known of each, in the order in which they were named.
    pub fn report(&self) -> Vec<RegionReport> {
        self.0.iter().map(Peer::report).collect()
    }

    /// Asks all of them again and again until `stop` says so.
    pub async fn keep_asking(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let client = match connections() {
            Ok(connections) => Client::builder(TokioExecutor::new()).build(connections),
            Err(error) => {
                tracing::error!(%error, "the other regions cannot be asked how they are");
                return;
            }
        };
        let mut ticks = tokio::time::interval(PERIOD);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
            let mut asked = JoinSet::new();
            for at in 0..self.0.len() {
                let (peers, client) = (Arc::clone(&self), client.clone());
                asked.spawn(async move { peers.0[at].ask(&client).await });
            }
            tokio::select! {
                _ = asked.join_all() => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    }
}

type Asking = Client<HttpConnections, Empty<Bytes>>;

impl Peer {
    fn report(&self) -> RegionReport {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let told = heard.told.as_ref().map(|(at, status)| (at.elapsed().as_secs_f64(), RegionReport::of(status)));
        let (seconds, report) = told.unzip();
        let mut report = report.unwrap_or_else(|| RegionReport { name: self.url.clone(), ..RegionReport::default() });
        if heard.is_silent {
            report = RegionReport { name: report.name, health: "silent".to_owned(), ..RegionReport::default() };
        } else if report.health.is_empty() {
            report.health = "starting".to_owned();
        }
        RegionReport { url: Some(self.url.clone()), heard_seconds: seconds, ..report }
    }

    async fn ask(&self, client: &Asking) {
        let answer = tokio::time::timeout(PATIENCE, self.fetch(client)).await;
        let answer = answer.unwrap_or_else(|_| Err("timed out".to_owned()));
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        match answer {
            Ok(status) => *heard = Heard { told: Some((Instant::now(), status)), is_silent: false },
            Err(error) => {
                if !heard.is_silent {
                    tracing::warn!(url = self.url, error, "another region does not say how it is");
                }
                heard.is_silent = true;
            }
        }
    }

    async fn fetch(&self, client: &Asking) -> Result<Value, String> {
        let uri: Uri = format!("{}/status", self.url).parse().map_err(|error| format!("{error}"))?;
        let response = client.get(uri).await.map_err(|error| error.to_string())?;
        if !response.status().is_success() {
            return Err(format!("http status {}", response.status()));
        }
        let body = Limited::new(response.into_body(), BYTES).collect().await.map_err(|error| error.to_string())?;
        let status: Value = serde_json::from_slice(&body.to_bytes()).map_err(|error| error.to_string())?;
        let is_status = ["region", "health"].iter().all(|name| status[*name].as_str().is_some_and(|it| !it.is_empty()));
        if is_status { Ok(status) } else { Err("what it answers is no status of a region".to_owned()) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Peers, RegionReport};
    use serde_json::json;

    #[test]
    fn a_region_is_as_old_as_its_oldest_copy() {
        let copy = |age, version| json!({ "age_seconds": age, "lag_frames": 3, "version": version });
        let status = json!({
            "region": "tokyo", "health": "degraded", "reason": "why",
            "copies": [copy(Some(0.5), 7), copy(Some(2.5), 6)], "requests": { "p99_ms": 1.25 },
        });
        let report = RegionReport::of(&status);
        assert_eq!((report.age_seconds, report.version, report.lag_frames), (Some(2.5), Some(6), Some(3)));
        assert_eq!((report.name.as_str(), report.reason.as_deref(), report.p99_ms), ("tokyo", Some("why"), Some(1.25)));
        let unknown = json!({ "copies": [copy(Some(0.5), 7), copy(None, 6)] });
        assert_eq!(RegionReport::of(&unknown).age_seconds, None, "one that is not known is the oldest");
        assert_eq!(RegionReport::of(&json!("nonsense")), RegionReport::default());
    }

    #[test]
    fn one_that_has_not_answered_yet_goes_by_its_address() {
        let report = Peers::new(vec!["http://tokyo:3100/".to_owned()]).report();
        assert_eq!((report[0].name.as_str(), report[0].health.as_str()), ("http://tokyo:3100", "starting"));
    }
}
