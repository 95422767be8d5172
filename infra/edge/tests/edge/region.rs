//! Where a host is, and what time it is there.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use http::Method;
use outpost_edge::{Host, Options};

use super::site::{Site, with_headers};

#[tokio::test(flavor = "multi_thread")]
async fn a_component_is_told_its_region_and_no_client_can_forge_it() {
    let site = Site::with(|options| options.region = "tokyo".into()).await;
    let forged = [("outpost-region", "mars"), ("outpost-data-version", "9"), ("outpost-else", "mars")];
    let answer = site.get_with("/headers", &forged).await;
    let lines: Vec<&str> = answer.body.lines().filter(|line| line.starts_with("outpost-")).collect();
    assert_eq!(lines, ["outpost-region: tokyo"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_whose_name_cannot_stand_in_a_header_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { region: "line\nbreak".into(), ..super::site::options(folder.path()) };
    let error = Host::start(options).await.err().unwrap().to_string();
    assert!(error.contains("no name for a region"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_components_clock_can_be_wrong_while_its_waits_stay_right() {
    for offset in [300, -300] {
        let site = Site::with(|options| options.clock_offset_seconds = offset).await;
        let here = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()).unwrap();
        let there: i64 = site.get("/clock").await.body.parse().unwrap();
        assert!((there - here - offset).abs() <= 2, "{there} for {here} and {offset}");
        let started = Instant::now();
        site.get("/sleep?100").await;
        assert!(started.elapsed().as_millis() >= 100 && started.elapsed().as_secs() < 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_data_version_stays_between_component_and_host() {
    let site = Site::with(|options| options.page_cache_bytes = 0).await.with_catalogue(1).await;
    let answer = super::site::request_to(site.running.addr, with_headers(Method::GET, "/catalogue/keyed", &[])).await;
    assert!(answer.body.contains("value=0"), "{}", answer.body);
    assert_eq!(answer.headers.get("outpost-data-version"), None);
}
