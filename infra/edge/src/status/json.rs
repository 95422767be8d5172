//! The status as JSON.

use super::View;
use super::peers::RegionReport;
use super::report::{CopyReport, PrimaryReport};
use serde_json::{Value, json};

/// The text of [`status`].
pub fn render(view: &View<'_>) -> String {
    let mut status = status(view);
    status["peers"] = view.peers.iter().map(peer).collect();
    format!("{status:#}\n")
}

/// One object; what is not known is `null`.
pub fn status(view: &View<'_>) -> Value {
    let millis = |thousandths| view.recent.percentile(thousandths).map(|time| time.as_secs_f64() * 1_000.0);
    json!({
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
    })
}

fn primary(primary: &PrimaryReport) -> Value {
    json!({ "state": primary.state, "round_trips": primary.round_trips, "failures": primary.failures })
}

fn peer(peer: &RegionReport) -> Value {
    json!({
        "region": peer.name,
        "url": peer.url,
        "health": peer.health,
        "reason": peer.reason,
        "age_seconds": peer.age_seconds,
        "lag_frames": peer.lag_frames,
        "version": peer.version,
        "p99_ms": peer.p99_ms,
        "heard_seconds": peer.heard_seconds,
    })
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
