//! The status as JSON.

use super::View;
use super::report::{CopyReport, PrimaryReport};
use serde_json::{Value, json};

/// One object; what is not known is `null`.
pub fn render(view: &View<'_>) -> String {
    let millis = |thousandths| view.recent.percentile(thousandths).map(|time| time.as_secs_f64() * 1_000.0);
    let status = json!({
        "region": view.region,
        "build": view.build,
        "uptime_seconds": view.uptime.as_secs(),
        "health": view.report.health(),
        "reason": view.report.degraded,
        "primary": view.report.primary.as_ref().map(primary),
        "copies": view.report.copies.iter().map(copy).collect::<Vec<_>>(),
        "page_cache": { "hits": view.hits, "misses": view.misses, "bytes": view.page_cache_bytes },
        "requests": {
            "seconds": view.recent_time.as_secs(),
            "count": view.recent.requests(),
            "failures": view.recent.failures,
            "p50_ms": millis(500),
            "p99_ms": millis(990),
        },
    });
    format!("{status:#}\n")
}

fn primary(primary: &PrimaryReport) -> Value {
    json!({ "state": primary.state, "round_trips": primary.round_trips, "failures": primary.failures })
}

fn copy(copy: &CopyReport) -> Value {
    json!({
        "label": copy.label,
        "source": copy.source,
        "age_seconds": copy.age_seconds,
        "lag_frames": copy.lag_frames,
        "version": copy.version,
        "syncs": copy.syncs,
        "failures": copy.failures,
        "resyncs": copy.resyncs,
        "ready": copy.ready,
    })
}
