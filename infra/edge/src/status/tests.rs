//! What is shown of a region with copies, of one without, and of names that look like markup.

use super::report::{CopyReport, PrimaryReport};
use super::{Peers, Report, Status};
use crate::metrics::Metrics;
use std::sync::Arc;
use std::time::Duration;

fn status(region: &str, report: Report) -> Arc<Status> {
    let metrics = Arc::new(Metrics::default());
    metrics.page_cache().hits.inc_by(3);
    metrics.page_cache().misses.inc_by(1);
    let peers = Arc::new(Peers::new(vec!["http://else:3100".into()]));
    let status = Status::new(region.into(), "outpost 1.2.3".into(), metrics, Arc::new(move || report.clone()), peers);
    for millis in [1, 2, 3, 40] {
        status.metrics().traffic().record(Duration::from_millis(millis), millis == 40);
    }
    status
}

fn copy() -> CopyReport {
    CopyReport {
        label: "default".into(),
        source: "http://primary:8080".into(),
        age_seconds: Some(0.42),
        lag_frames: Some(1_200),
        version: Some(17),
        syncs: Some(12_345),
        failures: 2,
        resyncs: 1,
        ready: true,
    }
}

#[test]
fn a_region_with_a_copy_shows_all_of_it() {
    let primary = PrimaryReport { state: "reachable".into(), round_trips: 7, failures: 1 };
    let report = Report { degraded: None, primary: Some(primary), copies: vec![copy()] };
    let status = status("tokyo", report);
    let page = status.page();
    for text in [
        "<h1>tokyo</h1>",
        "outpost 1.2.3",
        ">ok<",
        "0.4\u{a0}s",
        "1\u{202f}200 frames",
        "17",
        "12\u{202f}345",
        "reachable",
        "75 %",
        "1 of 4",
        "http-equiv=\"refresh\" content=\"5\"",
        "<svg",
        "tokyo (here)",
        "<dt>Per request</dt><dd>1.750</dd>",
        "<a href=\"http://else:3100\">",
    ] {
        assert!(page.contains(text), "{text} in {page}");
    }
    assert!(!page.contains("<script") && !page.contains("src="), "nothing but the page itself");
    let json: serde_json::Value = serde_json::from_str(&status.json()).unwrap();
    assert_eq!(json["region"], "tokyo");
    assert_eq!(json["health"], "ok");
    assert_eq!(json["primary"], serde_json::json!({ "state": "reachable", "round_trips": 7, "failures": 1 }));
    assert_eq!(json["copies"][0]["age_seconds"], 0.42);
    assert_eq!(json["copies"][0]["ready"], true);
    assert_eq!(json["page_cache"], serde_json::json!({ "hits": 3, "misses": 1, "bytes": 0 }));
    assert_eq!(json["requests"]["failures"], 1);
}

#[test]
fn a_host_with_files_of_its_own_has_no_copies() {
    let status = status("local", Report::default());
    assert!(status.page().contains("None: the databases are files of this host."));
    let json: serde_json::Value = serde_json::from_str(&status.json()).unwrap();
    assert_eq!((&json["primary"], &json["copies"]), (&serde_json::Value::Null, &serde_json::json!([])));
}

#[test]
fn nothing_that_is_told_becomes_markup() {
    let bad = "<script>alert('x')</script>\"&";
    let copy = CopyReport { label: bad.into(), source: bad.into(), ready: false, ..copy() };
    let primary = PrimaryReport { state: bad.into(), ..PrimaryReport::default() };
    let report = Report { degraded: Some(bad.into()), primary: Some(primary), copies: vec![copy] };
    let page = status(bad, report).page();
    assert!(!page.contains("<script") && !page.contains("alert('"), "{page}");
    assert!(page.contains("&lt;script&gt;"));
}

#[test]
fn a_copy_that_cannot_be_read_yet_is_starting_and_a_reason_is_degraded() {
    let starting = Report { copies: vec![CopyReport::default()], ..Report::default() };
    assert_eq!(starting.health(), "starting");
    assert_eq!(Report { degraded: Some("x".into()), ..starting }.health(), "degraded");
}
