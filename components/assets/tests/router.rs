//! The component's routes, called in process: static files from a small table, pictures from a database in memory.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{Request, Response, StatusCode},
};
use http_body_util::BodyExt;
use outpost_assets::{File, State, router};
use outpost_db::native::Database;
use outpost_http::site::Site;
use outpost_platform::testing::{CountedEntropy, TestClock};
use tower::ServiceExt;

const FILES: &[File] = &[
    File { name: "icons/cart.00ff.svg", identity: b"<svg/>", brotli: None, gzip: None },
    File {
        name: "shop.12ab.css",
        identity: b"a{color:red}a{color:red}",
        brotli: Some(b"brotli bytes"),
        gzip: Some(b"gzip bytes.."),
    },
    File { name: "sw.00aa.js", identity: b"0", brotli: None, gzip: None },
];
const PICTURE: &str = "/media/0123456789abcdef.svg";

async fn shop() -> Router {
    let database = Database::memory().await.unwrap();
    database
        .batch(
            "CREATE TABLE media (hash TEXT PRIMARY KEY, content_type TEXT NOT NULL, width INTEGER NOT NULL, \
             height INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT; \
             INSERT INTO media VALUES ('0123456789abcdef', 'image/svg+xml', 1, 1, CAST('<svg></svg>' AS BLOB));",
        )
        .await
        .unwrap();
    let (clock, entropy) = (Arc::new(TestClock::at(0)), Arc::new(CountedEntropy::default()));
    router(State { files: FILES, replica: Arc::new(database), clock, entropy, site: Site::internal() })
}

/// Sends a request written as `METHOD path`, then `name: value` lines.
async fn send(request: &str) -> Response<Body> {
    let mut lines = request.lines().map(str::trim);
    let (method, path) = lines.next().and_then(|line| line.split_once(' ')).unwrap();
    let mut builder = Request::builder().method(method).uri(path);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        builder = builder.header(name, value);
    }
    shop().await.oneshot(builder.body(Body::empty()).unwrap()).await.unwrap()
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

async fn body(response: Response<Body>) -> String {
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

/// Sends a request and compares status and body.
async fn check(request: &str, status: u16, expect: &str) {
    let response = send(request).await;
    assert_eq!(response.status().as_u16(), status, "{request}");
    assert_eq!(body(response).await, expect, "{request}");
}

#[tokio::test]
async fn a_static_file_comes_in_the_encoding_the_browser_likes_and_may_be_kept_for_ever() {
    let response = send("GET /assets/shop.12ab.css\naccept-encoding: gzip, deflate, br").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(header(&response, "content-encoding"), "br");
    assert_eq!(header(&response, "content-type"), "text/css; charset=utf-8");
    assert_eq!(header(&response, "content-length"), "12");
    assert_eq!(header(&response, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(header(&response, "etag"), "\"12ab-br\"");
    assert_eq!(header(&response, "vary"), "accept-encoding");
    assert_eq!(header(&response, "x-content-type-options"), "nosniff");
    assert_eq!(body(response).await, "brotli bytes");
    check("GET /assets/shop.12ab.css\naccept-encoding: gzip", 200, "gzip bytes..").await;
    check("GET /assets/shop.12ab.css", 200, "a{color:red}a{color:red}").await;
}

#[tokio::test]
async fn a_file_the_browser_has_already_is_not_sent_again() {
    let response = send("GET /assets/shop.12ab.css\naccept-encoding: br\nif-none-match: \"x\", \"12ab-br\"").await;
    assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(header(&response, "etag"), "\"12ab-br\"");
    assert_eq!(header(&response, "content-encoding"), "");
    assert_eq!(body(response).await, "");
    // The same file in another encoding is other content.
    check("GET /assets/shop.12ab.css\nif-none-match: \"12ab-br\"", 200, "a{color:red}a{color:red}").await;
}

#[tokio::test]
async fn a_part_of_a_file_can_be_asked_for() {
    let response = send("GET /assets/shop.12ab.css\nrange: bytes=2-6").await;
    assert_eq!(response.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(header(&response, "content-range"), "bytes 2-6/24");
    assert_eq!(header(&response, "content-length"), "5");
    assert_eq!(body(response).await, "color");
    let refused = send("GET /assets/shop.12ab.css\nrange: bytes=24-").await;
    assert_eq!(refused.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(header(&refused, "content-range"), "bytes */24");
    check("GET /assets/shop.12ab.css\nrange: bytes=-3\nif-range: \"12ab\"", 206, "ed}").await;
    check("GET /assets/shop.12ab.css\nrange: bytes=-3\nif-range: \"old\"", 200, "a{color:red}a{color:red}").await;
}

#[tokio::test]
async fn head_says_what_get_would_send() {
    let response = send("HEAD /assets/shop.12ab.css").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(header(&response, "content-length"), "24");
    assert_eq!(body(response).await, "");
}

#[tokio::test]
async fn an_unknown_file_and_a_wrong_method_are_refused_in_plain_words() {
    for path in
        ["/assets/shop.css", "/assets/", "/assets/../shop.12ab.css", "/media/abc", "/media/0123456789abcdef.png"]
    {
        let response = send(&format!("GET {path}")).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(header(&response, "content-type"), "text/plain; charset=utf-8");
        assert_eq!(header(&response, "cache-control"), "no-store");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff");
    }
    for path in ["/assets/shop.12ab.css", PICTURE] {
        let response = send(&format!("POST {path}")).await;
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(header(&response, "allow"), "GET,HEAD");
    }
    check(
        "GET /assets/shop.12ab.css\naccept-encoding: identity;q=0, zstd",
        406,
        "This file cannot be had in the encodings you accept.\n",
    )
    .await;
}

#[tokio::test]
async fn a_picture_comes_from_the_database_and_cannot_run_scripts() {
    let response = send(&format!("GET {PICTURE}")).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(header(&response, "content-type"), "image/svg+xml");
    assert_eq!(header(&response, "etag"), "\"0123456789abcdef\"");
    assert_eq!(header(&response, "cache-control"), "public, max-age=31536000, immutable");
    let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
    assert_eq!(header(&response, "content-security-policy"), policy);
    assert_eq!(body(response).await, "<svg></svg>");
    check(&format!("GET {PICTURE}\nif-none-match: \"0123456789abcdef\""), 304, "").await;
    check(&format!("GET {PICTURE}\nrange: bytes=1-3"), 206, "svg").await;
    check("GET /assets/icons/cart.00ff.svg", 200, "<svg/>").await;
}

#[tokio::test]
async fn only_the_offline_worker_may_watch_over_the_whole_shop() {
    assert_eq!(header(&send("GET /assets/sw.00aa.js").await, "service-worker-allowed"), "/");
    assert_eq!(header(&send("GET /assets/shop.12ab.css").await, "service-worker-allowed"), "");
}
