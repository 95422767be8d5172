//! What canary and stable version did, from Prometheus: one instant query a value, by the names of pods.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use crate::gate::{Evidence, Sample};
use crate::http_client::HttpClient;
use crate::ports::Metrics;

/// A Prometheus for all regions, or one for each.
pub struct Prometheus {
    /// Its address; `{region}` stands for the region.
    address: String,
    client: HttpClient,
}

/// What an instant query answers.
#[derive(Deserialize)]
struct Answer {
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    result: Vec<Series>,
}

#[derive(Deserialize)]
struct Series {
    /// A time, and a number as text.
    value: (f64, String),
}

impl Prometheus {
    /// Prometheus at an address in which `{region}` stands for the region.
    ///
    /// # Errors
    /// When no client can be made.
    pub fn new(address: impl Into<String>) -> std::io::Result<Self> {
        Ok(Self { address: address.into(), client: HttpClient::new()? })
    }

    fn query(&self, region: &str, query: &str) -> Result<Option<f64>, String> {
        let address = self.address.replace("{region}", region);
        let url = format!("{address}/api/v1/query?query={}", utf8_percent_encode(query, NON_ALPHANUMERIC));
        let answer = self.client.get(&url, "application/json", None).map_err(|error| error.to_string())?;
        let answer: Answer = serde_json::from_slice(&answer).map_err(|error| format!("{query}: {error}"))?;
        match answer.data.result.as_slice() {
            [] => Ok(None),
            [series] => series.value.1.parse().map(Some).map_err(|_| format!("no number: {query}")),
            more => Err(format!("{} series instead of one: {query}", more.len())),
        }
    }

    fn sample(&self, region: &str, queries: &Queries) -> Result<Sample, String> {
        let value = |query: String| self.query(region, &query);
        Ok(Sample {
            requests: value(queries.requests(""))?,
            errors: value(queries.requests(",class=\"5xx\""))?,
            traps: value(queries.traps())?,
            p95_seconds: value(queries.p95())?,
            round_trips: value(queries.round_trips())?,
            orders_tried: value(queries.orders_tried())?,
            orders_placed: value(queries.orders_placed())?,
        })
    }
}

impl Metrics for Prometheus {
    fn evidence(&self, region: &str, group: &str, seconds: i64) -> Result<Evidence, String> {
        let sample = |track| self.sample(region, &Queries::new(region, &format!("{group}-{track}"), seconds));
        let of_region = |metric: &str| self.query(region, &format!("max({metric}{{cluster=\"{region}\"}})"));
        let open = of_region("outpost_edge_primary_breaker_open")?;
        Ok(Evidence {
            canary: sample("canary")?,
            stable: sample("stable")?,
            replica_age_seconds: of_region("outpost_edge_copy_age_seconds")?,
            breaker_open: open.map(|open| open > 0.0),
        })
    }
}

/// The queries for one version in one region.
struct Queries {
    /// Which pods, as labels.
    pods: String,
    seconds: i64,
}

impl Queries {
    fn new(region: &str, app: &str, seconds: i64) -> Self {
        Self { pods: format!("cluster=\"{region}\",pod=~\"{app}-.+\""), seconds }
    }

    fn increase(&self, metric: &str, labels: &str) -> String {
        format!("sum(increase({metric}{{{}{labels}}}[{}s]))", self.pods, self.seconds)
    }

    fn requests(&self, labels: &str) -> String {
        self.increase("outpost_edge_requests_total", labels)
    }

    /// A host that nothing has trapped in has no such series yet: it counts as none where its requests are counted.
    fn traps(&self) -> String {
        let traps = self.increase("outpost_edge_instance_failures_total", "");
        format!("{traps} or 0 * {}", self.requests(""))
    }

    fn p95(&self) -> String {
        let metric = "outpost_edge_request_duration_seconds_bucket";
        format!("histogram_quantile(0.95, sum by (le) (rate({metric}{{{}}}[{}s])))", self.pods, self.seconds)
    }

    /// Jobs go by time and not by requests: the component that runs them does not count.
    fn round_trips(&self) -> String {
        let statements = self.increase("outpost_edge_sql_statements_total", ",label=\"primary\",component!=\"api\"");
        format!("{statements} or 0 * {}", self.requests(""))
    }

    fn orders_tried(&self) -> String {
        let of = |metric| self.increase(metric, ",label=\"primary\"");
        let (all, reads) = (of("outpost_edge_primary_round_trips_total"), of("outpost_edge_primary_reads_total"));
        format!("{all} - {reads}")
    }

    fn orders_placed(&self) -> String {
        let failures = self.increase("outpost_edge_primary_failures_total", ",label=\"primary\"");
        format!("{} - {failures}", self.orders_tried())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_query_names_the_region_and_the_pods_of_one_version() {
        let queries = Queries::new("japaneast", "shop-canary", 300);
        let pods = "cluster=\"japaneast\",pod=~\"shop-canary-.+\"";
        assert_eq!(
            queries.requests(",class=\"5xx\""),
            format!("sum(increase(outpost_edge_requests_total{{{pods},class=\"5xx\"}}[300s]))")
        );
        for query in [queries.traps(), queries.p95(), queries.round_trips(), queries.orders_placed()] {
            assert!(query.contains(pods) && query.contains("[300s]"), "{query}");
        }
    }
}
