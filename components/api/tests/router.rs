//! The component's routes, called in process over a database in memory.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::sync::Arc;

use axum::{body::Body, http::Request};
use http_body_util::BodyExt;
use outpost_api::{State, router};
use outpost_db::native::Database;
use tower::ServiceExt;

async fn check(setup: &str, path: &str, status: u16, expect: &str) {
    let database = Database::memory().await.unwrap();
    database.batch(setup).await.unwrap();
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = router(State { replica: Arc::new(database) }).oneshot(request).await.unwrap();
    assert_eq!(response.status().as_u16(), status);
    assert_eq!(response.headers()["cache-control"], "no-store");
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(String::from_utf8_lossy(&body), expect);
}

#[tokio::test]
async fn a_region_with_a_seeded_database_is_healthy() {
    let setup = "CREATE TABLE market (code TEXT); INSERT INTO market VALUES ('gb');";
    check(setup, "/healthz", 200, r#"{"status":"ok","replica":"ok"}"#).await;
}

#[tokio::test]
async fn a_region_that_cannot_serve_pages_says_why() {
    check("CREATE TABLE market (code TEXT);", "/healthz", 503, r#"{"status":"degraded","replica":"empty"}"#).await;
    check("", "/healthz", 503, r#"{"status":"degraded","replica":"unreadable"}"#).await;
}

#[tokio::test]
async fn an_unknown_address_is_refused_as_a_problem_document() {
    let expect = r#"{"detail":"There is nothing at this address.","status":404,"title":"Not Found"}"#;
    check("", "/healthz/more", 404, expect).await;
}
