//! Where a host is, and what time it is there.

use super::site::{Site, request_to, with_headers};
use http::{Method, Request};
use http_body_util::Full;
use outpost_edge::{Host, Options};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

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

#[tokio::test(flavor = "multi_thread")]
async fn the_status_page_shows_other_regions_and_which_of_them_are_silent() {
    let far = Site::with(|options| options.region = "tokyo".to_owned()).await;
    let url = format!("http://{}", far.running.admin_addr.unwrap());
    let near = Site::with(|options| options.peers = vec![url.clone()]).await;
    let admin = near.running.admin_addr.unwrap();
    let read = async |path: &str| request_to(admin, Request::get(path).body(Full::default()).unwrap()).await.body;
    let told = async |expected: &str| {
        let began = Instant::now();
        loop {
            let status: serde_json::Value = serde_json::from_str(&read("/status").await).unwrap();
            if status["peers"][0]["health"] == expected {
                return status["peers"][0]["region"].clone();
            }
            assert!(began.elapsed() < Duration::from_secs(20), "{expected} is not in {status}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    assert_eq!(told("ok").await, "tokyo");
    assert!(read("/").await.contains(&format!("<a href=\"{url}\">tokyo</a>")));
    far.running.shutdown().await;
    assert_eq!(told("silent").await, "tokyo", "its name is remembered");
}
