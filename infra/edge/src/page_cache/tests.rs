//! What may be answered from the cache, what may be stored, and how much of it.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, Request, Response, StatusCode, Uri};

use super::policy::Policy;
use super::{DataVersion, Lookup, Page, PageCache, is_cacheable, policy};
use crate::metrics::PageCacheMetrics;
use crate::sql::{Database, Durability, SqlLimits};

fn allowed(status: u16, lines: &[(&str, &str)], length: Option<u64>) -> Option<Policy> {
    let mut response = Response::builder().status(status);
    for (name, value) in lines {
        response = response.header(*name, *value);
    }
    policy(&response.body(()).unwrap().into_parts().0, length)
}

#[test]
fn only_public_fresh_versioned_responses_are_stored() {
    let version = ("outpost-data-version", "7");
    let kept = |lines: &[(&str, &str)]| allowed(200, lines, Some(10)).map(|policy| policy.lifetime.as_secs());
    for (control, expected) in [
        ("public, max-age=60", Some(60)),
        ("PUBLIC, Max-Age=60, stale-while-revalidate=30", Some(60)),
        ("public, max-age=0, s-maxage=5", Some(5)),
        ("public, max-age=60, s-maxage=0", None),
        ("public, max-age=0, must-revalidate", None),
        ("public", None),
        ("max-age=60", None),
        ("public, max-age=60, no-cache", None),
        ("public, max-age=60, no-cache=\"set-cookie\"", None),
        ("private, max-age=60", None),
        ("public, private=\"x-a, x-b\", max-age=60", None),
        ("public, max-age=60, no-store", None),
        ("public, max-age=soon", None),
    ] {
        assert_eq!(kept(&[version, ("cache-control", control)]), expected, "{control}");
    }
    let fresh = ("cache-control", "public, max-age=60");
    assert_eq!(kept(&[version, fresh, ("age", "20")]), Some(40));
    assert_eq!(kept(&[version, fresh, ("age", "60")]), None);
    assert_eq!(kept(&[fresh]), None, "without a version");
    assert_eq!(kept(&[("outpost-data-version", "17-c0ffee"), fresh]), Some(60), "a version is any text");
    assert_eq!(kept(&[version, fresh, ("set-cookie", "a=1")]), None);
    assert_eq!(kept(&[version, fresh, ("vary", "Cookie, *")]), None);
    for (status, expected) in [(200, true), (301, true), (308, true), (302, false), (404, false), (206, false)] {
        assert_eq!(allowed(status, &[version, fresh], Some(10)).is_some(), expected, "{status}");
    }
    for (length, expected) in [(Some(0), true), (Some(256 << 10), true), (Some((256 << 10) + 1), false), (None, false)]
    {
        assert_eq!(allowed(200, &[version, fresh], length).is_some(), expected, "{length:?}");
    }
    let policy = allowed(200, &[version, fresh, ("vary", "Cookie, accept-language")], Some(10)).unwrap();
    assert_eq!(policy.version, "7");
    assert_eq!(policy.vary, [HeaderName::from_static("cookie"), HeaderName::from_static("accept-language")]);
}

#[test]
fn requests_that_only_the_guest_may_answer_bypass_the_cache() {
    for (method, name, value, expected) in [
        ("GET", "cookie", "a=1", true),
        ("HEAD", "accept", "*/*", true),
        ("GET", "cache-control", "max-age=0", true),
        ("GET", "content-length", "0", true),
        ("POST", "accept", "*/*", false),
        ("GET", "authorization", "Basic x", false),
        ("GET", "range", "bytes=0-1", false),
        ("GET", "cache-control", "no-cache", false),
        ("GET", "cache-control", "max-age=0, No-Store", false),
        ("GET", "pragma", "no-cache", false),
        ("GET", "if-match", "\"x\"", false),
        ("GET", "content-length", "3", false),
        ("GET", "transfer-encoding", "chunked", false),
    ] {
        let request = Request::builder().method(method).header(name, value).body(()).unwrap();
        assert_eq!(is_cacheable(&request.into_parts().0), expected, "{method} {name}: {value}");
    }
}

#[tokio::test]
async fn the_cache_stays_within_its_bytes_and_keeps_what_is_requested() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::open(&folder.path().join("x.db"), Durability::Process, SqlLimits::default(), &[]).unwrap();
    let version = Arc::new(DataVersion::new("x".into(), database, "SELECT 1".into()));
    let metrics = PageCacheMetrics::default();
    let limit = 8 << 20;
    let cache = PageCache::new(limit, metrics.clone()).unwrap();
    let lookup = |number: u32| {
        let uri = format!("http://shop.test/{number}").parse::<Uri>().unwrap();
        Lookup::new(0, &uri, &HeaderMap::new(), &version)
    };
    let page = || {
        let policy = Policy { version: "1".to_owned(), lifetime: Duration::from_secs(60), vary: Vec::new() };
        Arc::new(Page::new(StatusCode::OK, HeaderMap::new(), Bytes::from(vec![b'x'; 40 << 10]), policy, false))
    };
    cache.insert(&lookup(0), page());
    for number in 1..1_000 {
        assert!(cache.find(&lookup(0)).await.is_some(), "asked for before each of {number}");
        cache.insert(&lookup(number), page());
        assert!(u64::try_from(metrics.bytes.get()).unwrap() <= limit, "{} bytes", metrics.bytes.get());
    }
    assert!(metrics.bytes.get() > 4 << 20, "it is used: {} bytes", metrics.bytes.get());
    cache.invalidate(&lookup(0));
    assert!(cache.find(&lookup(0)).await.is_none());
    assert!(PageCache::new(0, metrics).is_none());
}
