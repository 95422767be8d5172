//! Primaries that answer late, wrongly or not at all, and what a region makes of them.

use super::copies::{primary, runtime_config};
use super::site::{Site, bytes_from, request_to};
use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::{HeaderValue, Request, Response, StatusCode};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::Frame;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::Notify;

type Answered = Response<UnsyncBoxBody<Bytes, Infallible>>;
const ANYWHERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

/// A server that answers as the test says.
async fn stand_in(
    answer: impl Fn(Request<Bytes>) -> BoxFuture<'static, Answered> + Send + Sync + 'static,
) -> SocketAddr {
    let listener = TcpListener::bind(ANYWHERE).await.unwrap();
    let addr = listener.local_addr().unwrap();
    let answer = Arc::new(answer);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let answer = Arc::clone(&answer);
            let service = service_fn(move |request: Request<hyper::body::Incoming>| {
                let answer = Arc::clone(&answer);
                async move {
                    let (parts, body) = request.into_parts();
                    let body = body.collect().await.unwrap().to_bytes();
                    Ok::<_, Infallible>(answer(Request::from_parts(parts, body)).await)
                }
            });
            tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    addr
}

fn status(code: StatusCode) -> Answered {
    let mut response = Response::new(Full::default().boxed_unsync());
    *response.status_mut() = code;
    response
}

async fn forward(request: Request<Bytes>, target: SocketAddr) -> Answered {
    let (mut parts, body) = request.into_parts();
    parts.headers.remove("host");
    let (parts, body) = bytes_from(target, Request::from_parts(parts, Full::new(body))).await;
    Response::from_parts(parts, Full::new(body).boxed_unsync())
}

/// The whole database under `tag`, unless that is known; `full` counts how often it was sent.
fn snapshot(request: &Request<Bytes>, tag: &'static str, bytes: &Bytes, full: &AtomicUsize) -> Answered {
    if request.headers().get(IF_NONE_MATCH).is_some_and(|known| known == tag) {
        return status(StatusCode::NOT_MODIFIED);
    }
    full.fetch_add(1, Ordering::SeqCst);
    let mut response = Response::new(Full::new(bytes.clone()).boxed_unsync());
    response.headers_mut().insert(ETAG, HeaderValue::from_static(tag));
    response
}

/// A snapshot of a primary with one item.
async fn database(folder: &Path) -> Bytes {
    let primary = primary(folder, ANYWHERE).await;
    fill(primary.addr).await;
    let (_, bytes) = bytes_from(primary.addr, Request::get("/snapshot").body(Full::default()).unwrap()).await;
    primary.shutdown().await;
    bytes
}

async fn fill(primary: SocketAddr) {
    for sql in ["CREATE TABLE item (id INTEGER PRIMARY KEY)", "INSERT INTO item VALUES (1)"] {
        let body = format!("{{\"requests\":[{{\"type\":\"execute\",\"stmt\":{{\"sql\":\"{sql}\"}}}}]}}");
        let request = Request::post("/v2/pipeline").header(CONTENT_TYPE, "application/json");
        let answer = request_to(primary, request.body(Full::from(body)).unwrap()).await;
        assert!(answer.body.contains("\"type\":\"ok\""), "{}", answer.body);
    }
}

async fn region(folder: &TempDir, primary: SocketAddr, copied: bool) -> Site {
    let config = runtime_config(folder.path(), primary, copied.then_some("snapshot"));
    Site::with(|options| {
        options.runtime_config = Some(config);
        options.limits.request_time = Duration::from_secs(10);
    })
    .await
}

async fn count(site: &Site) -> Option<String> {
    let answer = site.sql("default", "SELECT count(*) FROM item").await;
    answer.body.lines().nth(1).filter(|_| answer.status == StatusCode::OK).map(str::to_owned)
}

async fn until_metric(site: &Site, line: &str, value: f64, limit: Duration) {
    let began = Instant::now();
    while site.metric(line).await != value {
        assert!(began.elapsed() < limit, "{line} does not become {value}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

const READY: &str = "outpost_edge_copy_ready{label=\"default\"}";
/// Both labels are the server itself: it is counted by the first.
const OPEN: &str = "outpost_edge_primary_breaker_open{label=\"primary\"}";

#[tokio::test(flavor = "multi_thread")]
async fn a_fetched_copy_outlives_a_failure_of_the_sync_that_would_level_it() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = database(folder.path()).await;
    let (asked, full) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let sent = Arc::clone(&full);
    let primary = stand_in(move |request| {
        let turn = if request.uri().path() == "/snapshot" { asked.fetch_add(1, Ordering::SeqCst) } else { 1 };
        let answer = if turn == 1 { status(StatusCode::NOT_FOUND) } else { snapshot(&request, "\"a\"", &bytes, &sent) };
        Box::pin(async move { answer })
    })
    .await;
    let site = region(&folder, primary, true).await;
    assert_eq!(count(&site).await.as_deref(), Some("1"));
    assert_eq!((site.metric(READY).await, full.load(Ordering::SeqCst)), (1.0, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn damage_that_a_sync_under_way_mends_is_not_mended_twice() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = database(folder.path()).await;
    let full = Arc::new(AtomicUsize::new(0));
    let (changed, gates) = (Arc::new(AtomicUsize::new(0)), Arc::new((Notify::new(), Notify::new())));
    let (sent, change, doors) = (Arc::clone(&full), Arc::clone(&changed), Arc::clone(&gates));
    let primary = stand_in(move |request| {
        let (bytes, sent, change, doors) = (bytes.clone(), Arc::clone(&sent), Arc::clone(&change), Arc::clone(&doors));
        Box::pin(async move {
            if request.uri().path() != "/snapshot" {
                return status(StatusCode::NOT_FOUND);
            }
            // The first answer after the change waits for the test.
            if change.compare_exchange(1, 2, Ordering::SeqCst, Ordering::SeqCst).is_ok() {
                doors.0.notify_one();
                doors.1.notified().await;
            }
            let tag = if change.load(Ordering::SeqCst) == 0 { "\"a\"" } else { "\"b\"" };
            snapshot(&request, tag, &bytes, &sent)
        })
    })
    .await;
    let site = region(&folder, primary, true).await;
    assert_eq!(count(&site).await.as_deref(), Some("1"));
    changed.store(1, Ordering::SeqCst);
    gates.0.notified().await;
    for copy in std::fs::read_dir(folder.path().join("copy")).unwrap() {
        std::fs::write(copy.unwrap().path().join("data.db"), [0x5a; 9_000]).unwrap();
    }
    assert_eq!(count(&site).await, None, "this primary answers no reads");
    assert_eq!(site.metric(READY).await, 0.0);
    gates.1.notify_one();
    until_metric(&site, READY, 1.0, Duration::from_secs(5)).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!((count(&site).await.as_deref(), full.load(Ordering::SeqCst)), (Some("1"), 2));
}

/// Sends `bytes`, and never the end that it promises.
fn endless(tag: &'static str, bytes: &Bytes) -> Answered {
    let part = bytes.slice(..100);
    let parts = futures_util::stream::unfold(part, |part| async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        Some((Ok(Frame::data(part.clone())), part))
    });
    let mut response = Response::new(StreamBody::new(parts).boxed_unsync());
    response.headers_mut().insert(ETAG, HeaderValue::from_static(tag));
    response
}

#[tokio::test(flavor = "multi_thread")]
async fn reads_do_not_wait_for_the_end_of_a_snapshot_that_does_not_end() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = database(folder.path()).await;
    let (levelling, full) = (Arc::new(AtomicUsize::new(0)), AtomicUsize::new(0));
    let begun = Arc::clone(&levelling);
    let primary = stand_in(move |request| {
        let answer = match request.uri().path() {
            // What is to bring the copy after the damaged one level.
            "/snapshot" if full.load(Ordering::SeqCst) == 2 => {
                begun.fetch_add(1, Ordering::SeqCst);
                endless("\"b\"", &bytes)
            }
            "/snapshot" => snapshot(&request, "\"a\"", &bytes, &full),
            _ => status(StatusCode::NOT_FOUND),
        };
        Box::pin(async move { answer })
    })
    .await;
    let site = region(&folder, primary, true).await;
    assert_eq!(count(&site).await.as_deref(), Some("1"));
    for copy in std::fs::read_dir(folder.path().join("copy")).unwrap() {
        std::fs::write(copy.unwrap().path().join("data.db"), [0x5a; 9_000]).unwrap();
    }
    assert_eq!(count(&site).await, None, "this primary answers no reads");
    while levelling.load(Ordering::SeqCst) == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let answer = site.sql("default", "SELECT count(*) FROM item").await;
    assert!(answer.body.contains("primary unreachable"), "{} {}", answer.status, answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_finds_neither_copy_nor_primary_starts_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let running = primary(folder.path(), ANYWHERE).await;
    let addr = running.addr;
    fill(addr).await;
    running.shutdown().await;
    let began = Instant::now();
    let site = region(&folder, addr, true).await;
    assert!(began.elapsed() < Duration::from_secs(25), "{:?}", began.elapsed());
    assert_eq!(site.get("/plain").await.status, StatusCode::OK);
    let answer = site.sql("default", "SELECT 1").await;
    assert!(answer.body.contains("primary unreachable"), "{}", answer.body);
    let health = Request::get("/healthz").body(Full::default()).unwrap();
    let health = request_to(site.running.admin_addr.unwrap(), health).await.body;
    assert!(health.starts_with("degraded: There is no copy behind \"default\""), "{health}");
    let back = primary(folder.path(), addr).await;
    until_metric(&site, READY, 1.0, Duration::from_secs(10)).await;
    assert_eq!(count(&site).await.as_deref(), Some("1"));
    back.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_primary_that_answers_slowly_is_asked_again_after_an_outage() {
    let folder = tempfile::tempdir().unwrap();
    let real = primary(folder.path(), ANYWHERE).await;
    let (target, silent) = (real.addr, Arc::new(AtomicUsize::new(1)));
    let is_silent = Arc::clone(&silent);
    let slow = stand_in(move |request| {
        let is_silent = Arc::clone(&is_silent);
        Box::pin(async move {
            if is_silent.load(Ordering::SeqCst) == 1 {
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(Duration::from_millis(1_500)).await;
            forward(request, target).await
        })
    })
    .await;
    let site = region(&folder, slow, false).await;
    let answers = futures_util::future::join_all((0..3).map(|_| site.sql("primary", "SELECT 1"))).await;
    assert!(answers.iter().all(|answer| answer.body.contains("timed out")), "{answers:?}");
    assert_eq!(site.metric(OPEN).await, 1.0, "three statements in a row had no answer");
    silent.store(0, Ordering::SeqCst);
    until_metric(&site, OPEN, 0.0, Duration::from_secs(6)).await;
    assert_eq!(site.sql("primary", "SELECT 1").await.status, StatusCode::OK, "as slow, and in time");
    real.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_other_writes_kept_out_is_sent_again() {
    let folder = tempfile::tempdir().unwrap();
    let real = primary(folder.path(), ANYWHERE).await;
    let (target, turned_away) = (real.addr, Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&turned_away);
    let busy = stand_in(move |request| {
        let is_write = request.body().windows(6).any(|window| window == b"CREATE");
        let is_kept_out = is_write && count.fetch_add(1, Ordering::SeqCst) < 2;
        Box::pin(async move {
            if is_kept_out {
                let error = r#"{"message":"SQLite error: database is locked","code":"SQLITE_BUSY"}"#;
                let answer = format!(r#"{{"baton":null,"results":[{{"type":"error","error":{error}}}]}}"#);
                return Response::new(Full::from(answer).boxed_unsync());
            }
            forward(request, target).await
        })
    })
    .await;
    let site = region(&folder, busy, false).await;
    let answer = site.sql("primary", "CREATE TABLE item (id INTEGER)").await;
    assert_eq!((answer.status, turned_away.load(Ordering::SeqCst)), (StatusCode::OK, 3), "{}", answer.body);
    real.shutdown().await;
}
