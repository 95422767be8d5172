//! Primaries that answer late, wrongly or not at all, and what a region makes of them.

use super::server::{ANYWHERE, serve};
use super::site::{Site, bytes_from, encode, request_to, with_headers};
use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::{Method, Request, Response, StatusCode};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::net::TcpListener;

type Answered = Response<UnsyncBoxBody<Bytes, Infallible>>;

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

async fn forward(request: Request<Bytes>, target: SocketAddr) -> Answered {
    let (mut parts, body) = request.into_parts();
    parts.headers.remove("host");
    let (parts, body) = bytes_from(target, Request::from_parts(parts, Full::new(body))).await;
    Response::from_parts(parts, Full::new(body).boxed_unsync())
}

/// Configuration of a region whose labels are servers.
fn runtime_config(folder: &Path, default: SocketAddr, primary: SocketAddr) -> PathBuf {
    let server = |name: &str, addr| format!("[sqlite_database.{name}]\ntype = \"libsql\"\nurl = \"http://{addr}\"\n");
    let file = folder.join("region.toml");
    std::fs::write(&file, server("default", default) + &server("primary", primary)).unwrap();
    file
}

/// A region whose labels are both that server, as on stock Spin.
async fn region(folder: &TempDir, primary: SocketAddr) -> Site {
    let config = runtime_config(folder.path(), primary, primary);
    Site::with(|options| {
        options.runtime_config = Some(config);
        options.limits.request_time = Duration::from_secs(10);
    })
    .await
}

async fn until_metric(site: &Site, line: &str, value: f64, limit: Duration) {
    let began = Instant::now();
    while site.metric(line).await != value {
        assert!(began.elapsed() < limit, "{line} does not become {value}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Both labels are the server itself: it is counted by the first.
const OPEN: &str = "outpost_edge_primary_breaker_open{label=\"primary\"}";

#[tokio::test(flavor = "multi_thread")]
async fn a_primary_that_answers_slowly_is_asked_again_after_an_outage() {
    let folder = tempfile::tempdir().unwrap();
    let real = serve(folder.path()).await;
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
    let site = region(&folder, slow).await;
    let answers = futures_util::future::join_all((0..3).map(|_| site.sql("primary", "SELECT 1"))).await;
    assert!(answers.iter().all(|answer| answer.body.contains("timed out")), "{answers:?}");
    assert_eq!(site.metric(OPEN).await, 1.0, "three statements in a row had no answer");
    silent.store(0, Ordering::SeqCst);
    until_metric(&site, OPEN, 0.0, Duration::from_secs(6)).await;
    assert_eq!(site.sql("primary", "SELECT 1").await.status, StatusCode::OK, "as slow, and in time");
    drop(real);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_other_writes_kept_out_is_sent_again() {
    let folder = tempfile::tempdir().unwrap();
    let real = serve(folder.path()).await;
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
    let site = region(&folder, busy).await;
    let answer = site.sql("primary", "CREATE TABLE item (id INTEGER)").await;
    assert_eq!((answer.status, turned_away.load(Ordering::SeqCst)), (StatusCode::OK, 3), "{}", answer.body);
    drop(real);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_primary_that_never_answers_costs_a_bounded_time() {
    let silent = TcpListener::bind(ANYWHERE).await.unwrap();
    let addr = silent.local_addr().unwrap();
    tokio::spawn(async move {
        let mut kept = Vec::new();
        while let Ok((stream, _)) = silent.accept().await {
            kept.push(stream);
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let site = region(&folder, addr).await;
    let began = Instant::now();
    let answers = futures_util::future::join_all((0..5).map(|_| site.sql("primary", "SELECT 1"))).await;
    assert!(answers.iter().all(|answer| answer.body == "Error::Io(\"primary unreachable: timed out\")"), "{answers:?}");
    println!("five statements were given up after {:?}", began.elapsed());
    let fast = site.sql("primary", "SELECT 1").await;
    assert!(fast.body.contains("not asked"), "{}", fast.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_crosses_the_wire_in_sqlites_own_words_and_every_type_of_value_too() {
    let folder = tempfile::tempdir().unwrap();
    let real = serve(folder.path()).await;
    let site = region(&folder, real.addr).await;
    let run = async |sql: &str| site.sql("primary", sql).await;
    assert_eq!(run("CREATE TABLE item (id INTEGER PRIMARY KEY)").await.status, StatusCode::OK);
    assert_eq!(run("INSERT INTO item VALUES (1)").await.status, StatusCode::OK);
    let trigger = "CREATE TRIGGER no BEFORE DELETE ON item BEGIN SELECT RAISE(ABORT, 'refused:kept {\"id\":1}'); END";
    assert_eq!(run(trigger).await.status, StatusCode::OK);
    assert_eq!(run("DELETE FROM item").await.body, "Error::Io(\"refused:kept {\\\"id\\\":1}\")");
    let values = run("SELECT 9223372036854775807 AS a, 1.5, 'ü', x'0aff', NULL").await;
    assert_eq!(values.body.lines().nth(1), Some("9223372036854775807|1.5|ü|[0a, ff]|null"));
    let began = site.get(&format!("/tx/primary?{}", encode("BEGIN; DELETE FROM item"))).await;
    assert_eq!(began.status, StatusCode::BAD_REQUEST, "single statements only");
    assert_eq!(site.sql("default", "SELECT count(*) FROM item").await.body.lines().nth(1), Some("1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_regions_own_server_is_shown_beside_the_primary_and_missed_when_it_is_gone() {
    let (folder, near_folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (far, near) = (serve(folder.path()).await, serve(near_folder.path()).await);
    let config = runtime_config(folder.path(), near.addr, far.addr);
    let site = Site::with(|options| options.runtime_config = Some(config)).await;
    let admin = site.running.admin_addr.unwrap();
    let read = async |path: &str| request_to(admin, with_headers(Method::GET, path, &[])).await.body;
    assert_eq!(site.sql("default", "SELECT 1").await.status, StatusCode::OK);
    assert_eq!(read("/healthz").await, "ok\n");
    drop(near);
    for _ in 0..4 {
        site.sql("default", "SELECT 1").await;
    }
    assert_eq!(read("/healthz").await, "degraded: The server behind \"default\" does not answer: its pages fail.\n");
    assert_eq!(site.metric("outpost_edge_copy_ready{label=\"default\"}").await, 0.0);
    drop(far);
}
