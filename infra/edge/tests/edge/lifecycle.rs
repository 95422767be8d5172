//! Starting, stopping, and the files that outlive a host.

use std::time::{Duration, Instant};

use http::StatusCode;
use outpost_edge::Host;

use super::site::{Site, options};

#[tokio::test(flavor = "multi_thread")]
async fn requests_in_work_finish_when_the_host_stops() {
    let Site { folder, running } = Site::start().await;
    let addr = running.addr;
    let request = http::Request::get("/sleep?600").body(http_body_util::Full::default()).unwrap();
    let slow = tokio::spawn(super::site::request_to(addr, request));
    tokio::time::sleep(Duration::from_millis(200)).await;
    running.shutdown().await;
    assert_eq!(slow.await.unwrap().status, StatusCode::OK);
    assert!(tokio::net::TcpStream::connect(addr).await.is_err(), "no new connections are taken");
    drop(folder);
}

#[tokio::test(flavor = "multi_thread")]
async fn compiled_code_is_kept_and_damaged_code_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().join("compiled");
    let start = || async {
        let mut options = options(folder.path());
        options.cache_dir = Some(cache.clone());
        options.components = vec!["probe".into()];
        let started = Instant::now();
        let running = Host::start(options).await.unwrap();
        let site = Site { folder: tempfile::tempdir().unwrap(), running };
        assert_eq!(site.get("/plain").await.status, StatusCode::OK);
        site.running.shutdown().await;
        started.elapsed()
    };
    let files = || -> Vec<_> { std::fs::read_dir(&cache).unwrap().map(|entry| entry.unwrap().path()).collect() };

    let first = start().await;
    let [file] = &files()[..] else { panic!("one compiled file, not {:?}", files()) };
    let good = std::fs::read(file).unwrap();
    let second = start().await;
    assert!(second < first, "{second:?} is no faster than {first:?}");
    assert!(second < Duration::from_secs(2), "{second:?}");

    for damage in [good[..good.len() / 2].to_vec(), Vec::new(), [&good[..good.len() - 9], b"something"].concat()] {
        std::fs::write(file, damage).unwrap();
        start().await;
        assert!(std::fs::read(file).unwrap() == good, "the file is whole again");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_others_can_write_to_gives_and_gets_no_code() {
    use std::os::unix::fs::PermissionsExt;
    let cache = tempfile::tempdir().unwrap();
    std::fs::set_permissions(cache.path(), std::fs::Permissions::from_mode(0o777)).unwrap();
    let site = Site::with(|options| {
        options.cache_dir = Some(cache.path().to_owned());
        options.components = vec!["probe".into()];
    })
    .await;
    assert_eq!(site.get("/plain").await.status, StatusCode::OK);
    assert_eq!(std::fs::read_dir(cache.path()).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_chosen_components_run() {
    let site = Site::with(|options| options.components = vec!["named".into()]).await;
    assert_eq!(site.get("/plain").await.status, StatusCode::NOT_FOUND);
    assert_ne!(site.get("/named/1/deep/x").await.headers.get("server-timing"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_admin_port_tells_health_and_metrics() {
    let site = Site::start().await;
    site.get("/plain").await;
    site.sql("default", "SELECT 1").await;
    let requests = site.metric("outpost_edge_requests_total{component=\"probe\",class=\"2xx\"}").await;
    assert_eq!(requests, 2.0);
    let label = "outpost_edge_sql_statements_total{component=\"probe\",store=\"sqlite\",label=\"default\"}";
    assert_eq!(site.metric(label).await, 1.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_admin_port_shows_the_region() {
    let site = Site::with(|options| options.region = "tokyo".into()).await;
    site.get("/plain").await;
    let admin = async |path: &str| {
        let request = http::Request::get(path).body(http_body_util::Full::default()).unwrap();
        super::site::request_to(site.running.admin_addr.unwrap(), request).await
    };
    let status: serde_json::Value = serde_json::from_str(&admin("/status").await.body).unwrap();
    assert_eq!((&status["region"], &status["health"]), (&"tokyo".into(), &"ok".into()));
    assert_eq!(status["build"], "probe 1.2.3, outpost-edge 0.1.0");
    assert_eq!(admin("/healthz").await.body, "ok\n");
    assert_eq!(admin("/nothing").await.status, StatusCode::NOT_FOUND);
}
