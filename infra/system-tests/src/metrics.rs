//! Metrics of an edge host, from its admin port.

use std::net::SocketAddr;

use anyhow::Result;

use crate::raw_http;

/// The sum of a metric over all its labels that contain `labels`.
///
/// # Errors
/// When the admin port does not answer.
pub async fn sum(admin: SocketAddr, name: &str, labels: &str) -> Result<f64> {
    let answer = raw_http::get(admin, "/metrics", &[]).await?;
    let text = answer.text();
    let values = text.lines().filter(|line| is_named(line, name) && line.contains(labels));
    let values = values.filter_map(|line| line.rsplit_once(' ').and_then(|(_, value)| value.parse::<f64>().ok()));
    Ok(values.sum())
}

/// Whether the line is a value of this metric, not of one with a longer name.
fn is_named(line: &str, name: &str) -> bool {
    line.strip_prefix(name).is_some_and(|rest| rest.starts_with(['{', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_is_not_taken_for_one_with_a_longer_name() {
        assert!(is_named("copy_syncs{label=\"default\"} 3", "copy_syncs"));
        assert!(is_named("copy_syncs 3", "copy_syncs"));
        assert!(!is_named("copy_syncs_total 3", "copy_syncs"));
        assert!(!is_named("# TYPE copy_syncs counter", "copy_syncs"));
    }
}
