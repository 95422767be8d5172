//! The component's routes, called in process over a database in memory.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use outpost_api::{State, router};
use outpost_db::counting::Counting;
use outpost_db::native::Database;
use outpost_db::sql::{BoxFuture, Rows, Sql, SqlError, Value};
use outpost_http::site::Site;
use outpost_payment::Providers;
use outpost_platform::testing::{CountedEntropy, TestClock};
use tower::ServiceExt;

const NOW: i64 = 1_795_348_800;
const RELEASE: &str = "/jobs/release-expired-holds";
const SEEDED: &str = "CREATE TABLE market (code TEXT); INSERT INTO market VALUES ('gb');";

/// A primary that does not answer.
struct Unreachable;

impl Sql for Unreachable {
    fn query<'a>(&'a self, _: &'a str, _: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>> {
        Box::pin(async { Err(SqlError::Unreachable("primary unreachable: cut by a test".to_owned())) })
    }
}

fn state(replica: Database, primary: Arc<dyn Sql>) -> State {
    let (clock, entropy) = (Arc::new(TestClock::at(NOW)), Arc::new(CountedEntropy::default()));
    let (providers, site, build_id) = (Providers::default(), Site::internal(), "b7".to_owned());
    State { replica: Arc::new(replica), primary, clock, entropy, providers, site, build_id }
}

async fn ask(setup: &str, primary: Arc<dyn Sql>, path: &str, headers: &[(&str, &str)]) -> (u16, String) {
    let replica = Database::memory().await.unwrap();
    replica.batch(setup).await.unwrap();
    let state = state(replica, primary);
    let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
    let response = router(state).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.headers()["cache-control"], "no-store");
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8_lossy(&body).into_owned())
}

async fn check(setup: &str, headers: &[(&str, &str)], status: u16, expect: &str) {
    let primary = Arc::new(Database::memory().await.unwrap());
    assert_eq!(ask(setup, primary, "/healthz", headers).await, (status, expect.to_owned()));
}

#[tokio::test]
async fn a_region_with_a_seeded_database_is_healthy() {
    let plain = r#"{"status":"ok","reason":null,"copy_age_seconds":null,"region":null,"build":"b7"}"#;
    check(SEEDED, &[], 200, plain).await;
    let headers = [("outpost-region", "osaka"), ("outpost-copy-age-ms", "420"), ("outpost-primary", "ok")];
    let whole = r#"{"status":"ok","reason":null,"copy_age_seconds":0.42,"region":"osaka","build":"b7"}"#;
    check(SEEDED, &headers, 200, whole).await;
}

#[tokio::test]
async fn a_region_that_cannot_take_orders_is_degraded_and_keeps_its_shoppers() {
    let headers = [("outpost-region", "osaka"), ("outpost-copy-age-ms", "61000"), ("outpost-primary", "unreachable")];
    let expect = r#"{"status":"degraded","reason":"the primary is out of reach","copy_age_seconds":61.0,"region":"osaka","build":"b7"}"#;
    check(SEEDED, &headers, 200, expect).await;
    let (status, body) = ask(SEEDED, Arc::new(Unreachable), "/healthz", &[]).await;
    assert_eq!(status, 200);
    assert!(body.contains(r#""status":"degraded""#) && !body.contains("cut by a test"), "{body}");
    let (_, body) = ask(SEEDED, Arc::new(Unreachable), "/healthz", &[("outpost-primary", "ok")]).await;
    assert!(body.contains(r#""status":"ok""#), "the host knows better: {body}");
}

#[tokio::test]
async fn a_region_that_cannot_serve_pages_says_why() {
    let empty = r#"{"status":"down","reason":"the copy is empty","copy_age_seconds":null,"region":null,"build":"b7"}"#;
    check("CREATE TABLE market (code TEXT);", &[], 503, empty).await;
    check("", &[], 503, &empty.replace("is empty", "cannot be read")).await;
}

#[tokio::test]
async fn an_unknown_address_is_refused_as_a_problem_document() {
    let (status, body) = ask("", Arc::new(Unreachable), "/healthz/more", &[("x-request-id", "r-1")]).await;
    let expect = r#"{"detail":"not found","request_id":"r-1","status":404,"title":"Not Found","type":"about:blank"}"#;
    assert_eq!((status, body.as_str()), (404, expect));
}

/// What a job answers, where the copy has so many orders whose hold ended.
async fn released(expired: usize, primary: Arc<dyn Sql>) -> u16 {
    let replica = Database::memory().await.unwrap();
    replica.batch("CREATE TABLE expired_hold (id TEXT)").await.unwrap();
    for _ in 0..expired {
        replica.batch("INSERT INTO expired_hold VALUES ('order')").await.unwrap();
    }
    let request = Request::post(RELEASE).header("outpost-job", "1").body(Body::empty()).unwrap();
    router(state(replica, primary)).oneshot(request).await.unwrap().status().as_u16()
}

#[tokio::test]
async fn holds_are_released_by_the_primary_where_the_copy_knows_of_some() {
    let primary = Database::memory().await.unwrap();
    let command = "CREATE TABLE release_expired_holds (id TEXT, digest TEXT, principal TEXT, session TEXT, \
                   request_id TEXT, sent_at INTEGER)";
    primary.batch(command).await.unwrap();
    let primary = Arc::new(Counting::new(primary));
    for (expired, statements) in [(0, 0), (1, 1), (3, 1)] {
        assert_eq!(released(expired, primary.clone()).await, 204);
        assert_eq!(primary.take(), statements, "{expired}");
    }
    let sent = "SELECT group_concat(DISTINCT principal || ' ' || sent_at) FROM release_expired_holds";
    let sent: String = primary.inner().query(sent, Vec::new()).await.unwrap().single().unwrap();
    assert_eq!(sent, format!("job:release-expired-holds {NOW}"));
    assert_eq!(released(1, Arc::new(Unreachable)).await, 503);
    assert_eq!(released(0, Arc::new(Unreachable)).await, 204, "nothing to do, nobody to ask");
}

/// What the projector's job answers, where the copy has a product whose projections are behind, or none.
async fn projected(is_behind: bool, primary: Arc<dyn Sql>) -> u16 {
    let replica = Database::memory().await.unwrap();
    outpost_db::migrate::apply(&replica).await.unwrap();
    if is_behind {
        replica.batch("INSERT INTO projection_pending (product_id, marked_version) VALUES (1, 1)").await.unwrap();
    }
    let request = Request::post("/jobs/project-catalogue").header("outpost-job", "1").body(Body::empty()).unwrap();
    router(state(replica, primary)).oneshot(request).await.unwrap().status().as_u16()
}

#[tokio::test]
async fn the_catalogue_is_projected_on_the_primary_where_the_copy_knows_of_a_change() {
    let primary = Database::memory().await.unwrap();
    outpost_db::migrate::apply(&primary).await.unwrap();
    let primary = Arc::new(Counting::new(primary));
    assert_eq!((projected(false, primary.clone()).await, primary.take()), (204, 0));
    assert_eq!(projected(true, primary.clone()).await, 204);
    assert!(primary.take() > 0, "the lease is taken, and nothing is left to do");
    assert_eq!(projected(true, Arc::new(Unreachable)).await, 503);
    assert_eq!(projected(false, Arc::new(Unreachable)).await, 204, "nothing to do, nobody to ask");
}

#[tokio::test]
async fn a_job_is_posted_to_with_its_header() {
    let (status, body) = ask("", Arc::new(Unreachable), RELEASE, &[]).await;
    assert_eq!(status, 405, "{body}");
    let request = Request::post(RELEASE).body(Body::empty()).unwrap();
    let replica = Database::memory().await.unwrap();
    assert_eq!(router(state(replica, Arc::new(Unreachable))).oneshot(request).await.unwrap().status().as_u16(), 403);
}
