//! Texts are compressed on their way out, and caches go on working.

use std::io::Read;

use bytes::Bytes;
use http::response::Parts;
use http::{Method, StatusCode};

use super::site::{Site, bytes_from, with_headers};

async fn get(site: &Site, path: &str, headers: &[(&str, &str)]) -> (Parts, Bytes) {
    bytes_from(site.running.addr, with_headers(Method::GET, path, headers)).await
}

fn decoded(parts: &Parts, body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    match parts.headers.get("content-encoding").map(|coding| coding.to_str().unwrap()) {
        Some("br") => brotli::Decompressor::new(body, 4096).read_to_end(&mut out).unwrap(),
        Some("gzip") => flate2::read::GzDecoder::new(body).read_to_end(&mut out).unwrap(),
        other => panic!("{other:?}"),
    };
    out
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_comes_back_whole_in_the_coding_that_the_client_likes_best() {
    let site = Site::start().await;
    for length in [1_024, 30_000, 500_000, 1 << 20] {
        let path = format!("/page/html?{length}");
        let (plain, text) = get(&site, &path, &[]).await;
        assert_eq!((plain.headers.get("content-encoding"), text.len()), (None, length));
        assert_eq!(plain.headers["vary"], "Accept-Encoding", "another client may get less");
        for (accept, coding) in [("gzip, deflate, br", "br"), ("br;q=0.1, gzip", "gzip")] {
            let (parts, body) = get(&site, &path, &[("accept-encoding", accept)]).await;
            assert_eq!(parts.headers["content-encoding"], coding);
            assert_eq!(parts.headers["content-length"], body.len().to_string());
            assert_eq!(parts.headers["etag"], "W/\"p\"", "other bytes than those of the plain page");
            assert_eq!(parts.headers.get("accept-ranges"), None);
            assert!(body.len() < length / 2, "{} of {length}", body.len());
            assert!(decoded(&parts, &body) == text, "{path} {coding}");

            let head = with_headers(Method::HEAD, &path, &[("accept-encoding", accept)]);
            let (head, nothing) = bytes_from(site.running.addr, head).await;
            assert!(nothing.is_empty());
            for name in ["content-encoding", "etag", "vary", "content-type"] {
                assert_eq!(head.headers.get(name), parts.headers.get(name), "{name}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_short_or_long_or_encoded_or_no_text_stays_as_it_is() {
    let site = Site::start().await;
    for (path, length) in [
        ("/page/html?1023", 1_023),
        ("/page/html?1048577", 1_048_577),
        ("/page/encoded?9000", 9_000),
        ("/page/fixed?9000", 9_000),
        ("/page/picture?9000", 9_000),
    ] {
        let (parts, body) = get(&site, path, &[("accept-encoding", "br, gzip")]).await;
        assert_eq!(body.len(), length, "{path}");
        assert_eq!(parts.headers["etag"], "\"p\"", "{path}");
        let coding = parts.headers.get("content-encoding").map(|coding| coding.to_str().unwrap());
        assert_eq!(coding, (path.contains("encoded")).then_some("x-own"), "{path}");
    }
    let chunks = get(&site, "/chunks?3", &[("accept-encoding", "br")]).await;
    assert_eq!(chunks.0.headers.get("content-encoding"), None, "what streams goes on streaming");

    let site = Site::with(|options| options.compression = false).await;
    let (parts, body) = get(&site, "/page/html?9000", &[("accept-encoding", "br")]).await;
    assert_eq!((parts.headers.get("content-encoding"), parts.headers.get("vary"), body.len()), (None, None, 9_000));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_knows_the_compressed_answer_is_told_so() {
    let site = Site::start().await;
    let check = async |path: &str, accept: &str, known: &str, expected: Option<&str>| {
        let headers = [("accept-encoding", accept), ("if-none-match", known)];
        let (parts, body) = get(&site, path, &headers).await;
        let status = if expected.is_some() { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
        assert_eq!(parts.status, status, "{known} {accept}");
        assert_eq!(body.is_empty(), expected.is_some());
        if let Some(tag) = expected {
            assert_eq!(parts.headers["etag"], tag);
        }
    };
    for accept in ["br", "br, gzip", ""] {
        check("/page/html?9000", accept, "W/\"p\"", Some("\"p\"")).await;
        check("/page/html?9000", accept, "\"o\", \"p\"", Some("\"p\"")).await;
        check("/page/html?9000", accept, "W/\"o\"", None).await;
    }
    check("/page/weak?9000", "br", "W/\"p\"", Some("W/\"p\"")).await;
}
