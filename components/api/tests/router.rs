//! The component's routes, called in process over a database in memory.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::sync::Arc;

use axum::{body::Body, http::Request};
use http_body_util::BodyExt;
use outpost_api::{State, router};
use outpost_db::native::Database;
use outpost_db::sql::{BoxFuture, Rows, Sql, SqlError, Value};
use tower::ServiceExt;

const SEEDED: &str = "CREATE TABLE market (code TEXT); INSERT INTO market VALUES ('gb');";

/// A primary that does not answer.
struct Away;

impl Sql for Away {
    fn query<'a>(&'a self, _: &'a str, _: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>> {
        Box::pin(async { Err(SqlError::Unreachable("primary unreachable: cut by a test".to_owned())) })
    }
}

async fn ask(setup: &str, primary: Arc<dyn Sql>, path: &str, told: &[(&str, &str)]) -> (u16, String) {
    let replica = Database::memory().await.unwrap();
    replica.batch(setup).await.unwrap();
    let state = State { replica: Arc::new(replica), primary, build_id: "b7".to_owned() };
    let request = told.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
    let response = router(state).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.headers()["cache-control"], "no-store");
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8_lossy(&body).into_owned())
}

async fn check(setup: &str, told: &[(&str, &str)], status: u16, expect: &str) {
    let primary = Arc::new(Database::memory().await.unwrap());
    assert_eq!(ask(setup, primary, "/healthz", told).await, (status, expect.to_owned()));
}

#[tokio::test]
async fn a_region_with_a_seeded_database_is_healthy() {
    let plain = r#"{"status":"ok","reason":null,"copy_age_seconds":null,"region":null,"build":"b7"}"#;
    check(SEEDED, &[], 200, plain).await;
    let told = [("outpost-region", "osaka"), ("outpost-copy-age-ms", "420"), ("outpost-primary", "ok")];
    let whole = r#"{"status":"ok","reason":null,"copy_age_seconds":0.42,"region":"osaka","build":"b7"}"#;
    check(SEEDED, &told, 200, whole).await;
}

#[tokio::test]
async fn a_region_that_cannot_take_orders_is_degraded_and_keeps_its_shoppers() {
    let told = [("outpost-region", "osaka"), ("outpost-copy-age-ms", "61000"), ("outpost-primary", "unreachable")];
    let expect = r#"{"status":"degraded","reason":"the primary is out of reach","copy_age_seconds":61.0,"region":"osaka","build":"b7"}"#;
    check(SEEDED, &told, 200, expect).await;
    let (status, body) = ask(SEEDED, Arc::new(Away), "/healthz", &[]).await;
    assert_eq!(status, 200);
    assert!(body.contains(r#""status":"degraded""#) && !body.contains("cut by a test"), "{body}");
    let (_, body) = ask(SEEDED, Arc::new(Away), "/healthz", &[("outpost-primary", "ok")]).await;
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
    let expect = r#"{"detail":"There is nothing at this address.","status":404,"title":"Not Found"}"#;
    assert_eq!(ask("", Arc::new(Away), "/healthz/more", &[]).await, (404, expect.to_owned()));
}
