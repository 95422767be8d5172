//! What may be answered from the cache, what may be stored, and how much of it.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, Request, Response, StatusCode, Uri};

use super::policy::Policy;
use super::{DataVersion, Lookup, Page, PageCache, is_cacheable, policy};
use crate::metrics::PageCacheMetrics;
use crate::sql::{Database, Durability, SqlLimits, Statement};

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
    assert_eq!((policy.version.as_str(), policy.scopes), ("7", None));
    let scoped = allowed(200, &[version, fresh, ("outpost-scopes", "[\"product:1\"]")], Some(10)).unwrap();
    assert_eq!(scoped.scopes.as_deref(), Some("[\"product:1\"]"));
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
async fn a_change_of_one_scope_leaves_pages_of_others_valid() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::open(&folder.path().join("x.db"), Durability::Process, SqlLimits::default(), &[]).unwrap();
    let run = async |sql: &str| {
        let statement = Statement { sql: sql.to_owned(), parameters: Vec::new() };
        database.run(statement).await.unwrap()
    };
    run("CREATE TABLE scope (name TEXT PRIMARY KEY, version INTEGER)").await;
    run("INSERT INTO scope VALUES ('a', 1), ('b', 1)").await;
    let sql = "SELECT (SELECT version FROM scope WHERE name = ?1) AS version".to_owned();
    let version = Arc::new(DataVersion::new("x".into(), Arc::clone(&database), sql));
    let metrics = PageCacheMetrics::default();
    let cache = PageCache::new(1 << 20, metrics.clone()).unwrap();
    let lookup = |name: &str| {
        let uri = format!("http://shop.test/{name}").parse::<Uri>().unwrap();
        Lookup::new(0, &uri, &HeaderMap::new(), &version)
    };
    for name in ["a", "b"] {
        let (scopes, lifetime) = (Some(name.to_owned()), Duration::from_secs(60));
        let policy = Policy { version: "1".to_owned(), scopes, lifetime, vary: Vec::new() };
        let page = Page::new(StatusCode::OK, HeaderMap::new(), Bytes::from_static(b"page"), policy, false);
        cache.insert(&lookup(name), Arc::new(page));
    }
    for change in 2..20 {
        run(&format!("UPDATE scope SET version = {change} WHERE name = 'a'")).await;
        assert!(cache.find(&lookup("a")).await.is_none());
        assert!(cache.find(&lookup("b")).await.is_some(), "change {change}");
    }
    assert_eq!((metrics.hits.get(), metrics.stale_version.get()), (18, 18));
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
        let policy =
            Policy { version: "1".to_owned(), scopes: None, lifetime: Duration::from_secs(60), vary: Vec::new() };
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
