//! Pages that are kept, for whom, and for how long.

use std::time::Duration;

use http::{Method, StatusCode};

use super::site::{Answer, Site, bytes_from, with_headers};

fn is_hit(answer: &Answer) -> bool {
    answer.headers["server-timing"].to_str().unwrap().ends_with("cache;desc=hit")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_kept_until_its_data_changes() {
    let site = Site::start().await.with_catalogue(20).await;
    let first = site.get("/catalogue/keyed").await;
    assert!(!is_hit(&first) && first.body.contains("value=0"), "{first:?}");
    let second = site.get("/catalogue/keyed").await;
    assert!(is_hit(&second), "{:?}", second.headers);
    assert_eq!(second.body, first.body);
    for name in ["etag", "cache-control", "vary", "content-type", "date", "content-length"] {
        assert_eq!(second.headers.get(name), first.headers.get(name), "{name}");
    }
    assert_eq!(second.headers["age"], "0");
    assert_eq!(second.headers.get("outpost-data-version"), None);
    let head = site.send(Method::HEAD, "/catalogue/keyed", "").await;
    assert!(is_hit(&head) && head.body.is_empty());
    assert_eq!(head.headers["content-length"], first.headers["content-length"]);

    assert_eq!(site.change_catalogue().await, 1);
    let third = site.get("/catalogue/keyed").await;
    assert!(!is_hit(&third) && third.body.contains("value=1"), "{third:?}");
    assert!(is_hit(&site.get("/catalogue/keyed").await));
    assert!(!is_hit(&site.get("/catalogue/keyed?1").await), "another address");
    let other_host = site.get_with("/catalogue/keyed", &[("host", "other.test")]).await;
    assert!(!is_hit(&other_host), "another host");

    let metric = async |name: &str| site.metric(&format!("outpost_edge_page_cache_{name} ")).await;
    assert_eq!(metric("hits_total").await, 3.0);
    assert_eq!(metric("misses_total").await, 4.0);
    assert_eq!(metric("stale_version_total").await, 1.0);
    assert!(metric("bytes").await > 3_000.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_has_the_page_is_told_so_without_a_guest() {
    let site = Site::start().await.with_catalogue(40).await;
    let tag = site.get("/catalogue/keyed").await.headers["etag"].to_str().unwrap().to_owned();
    for known in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
        let answer = site.get_with("/catalogue/keyed", &[("if-none-match", &known)]).await;
        assert_eq!(answer.status, StatusCode::NOT_MODIFIED, "{known}");
        assert!(is_hit(&answer) && answer.body.is_empty());
        for name in ["etag", "cache-control", "vary", "date"] {
            assert!(answer.headers.contains_key(name), "{name}");
        }
        assert_eq!(answer.headers["etag"], tag);
        for name in ["content-type", "content-encoding"] {
            assert_eq!(answer.headers.get(name), None, "{name}");
        }
    }
    assert_eq!(site.metric("outpost_edge_page_cache_not_modified_total ").await, 3.0);
    let unquoted = tag.replace('"', "");
    assert_eq!(bytes(&site, &[("if-none-match", &*unquoted)]).await.0, StatusCode::OK, "an unquoted tag is none");
    let weak = format!("W/{tag}");
    let (status, etag) = bytes(&site, &[("accept-encoding", "br"), ("if-none-match", &weak)]).await;
    assert_eq!((status, etag), (StatusCode::NOT_MODIFIED, weak), "the tag of the compressed page");
    site.change_catalogue().await;
    let answer = site.get_with("/catalogue/keyed", &[("if-none-match", &tag)]).await;
    assert_eq!(answer.status, StatusCode::OK);
}

async fn bytes(site: &Site, headers: &[(&str, &str)]) -> (StatusCode, String) {
    let request = with_headers(Method::GET, "/catalogue/keyed", headers);
    let (parts, _) = bytes_from(site.running.addr, request).await;
    (parts.status, parts.headers["etag"].to_str().unwrap().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_page_is_sent_in_each_coding_and_made_once() {
    let site = Site::start().await.with_catalogue(200).await;
    let plain = site.get("/catalogue/keyed").await;
    for (accept, coding) in [("br", "br"), ("gzip", "gzip"), ("gzip, br", "br")] {
        let request = with_headers(Method::GET, "/catalogue/keyed", &[("accept-encoding", accept)]);
        let (parts, body) = bytes_from(site.running.addr, request).await;
        assert_eq!(parts.headers["content-encoding"], coding);
        assert_eq!(parts.headers["vary"], "Cookie, Accept-Encoding");
        assert!(parts.headers["server-timing"].to_str().unwrap().ends_with("cache;desc=hit"));
        assert!(body.len() < plain.body.len() / 2);
    }
    assert_eq!(site.metric("outpost_edge_page_cache_misses_total ").await, 1.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_a_cookie_is_nobody_elses() {
    let site = Site::start().await.with_catalogue(1).await;
    let with = async |path: &str, cookie: &str| site.get_with(path, &[("cookie", cookie)]).await;
    assert!(with("/catalogue/keyed", "a=1").await.body.contains("cookie=a=1 "));
    assert!(is_hit(&with("/catalogue/keyed", "a=1").await));
    for cookie in ["a=2", "a=1; b=2", "A=1"] {
        let answer = with("/catalogue/keyed", cookie).await;
        assert!(!is_hit(&answer) && answer.body.contains(&format!("cookie={cookie} ")), "{answer:?}");
    }
    assert!(!is_hit(&site.get("/catalogue/keyed").await));

    for _ in 0..2 {
        assert!(!is_hit(&with("/catalogue/private", "a=1").await));
        let answer = site.get("/catalogue/sets").await;
        assert!(!is_hit(&answer) && answer.headers.contains_key("set-cookie"));
    }
    site.get("/catalogue/private").await;
    let answer = with("/catalogue/private", "a=1").await;
    assert!(!is_hit(&answer) && answer.body.contains("cookie=a=1 "), "not even the page of those without one");
    assert!(is_hit(&site.get("/catalogue/private").await));

    site.get("/catalogue/everyone").await;
    assert!(is_hit(&with("/catalogue/everyone", "a=1").await), "a page that names no cookie depends on none");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_not_kept_longer_than_it_may_be() {
    let site = Site::start().await.with_catalogue(1).await;
    site.get("/catalogue/short").await;
    assert!(is_hit(&site.get("/catalogue/short").await));
    tokio::time::sleep(Duration::from_millis(1_050)).await;
    assert!(!is_hit(&site.get("/catalogue/short").await));
    site.get("/catalogue/moved").await;
    let moved = site.get("/catalogue/moved").await;
    assert!(is_hit(&moved) && moved.status == StatusCode::PERMANENT_REDIRECT && moved.headers.contains_key("location"));
    for headers in [("cache-control", "no-cache"), ("authorization", "Basic x"), ("range", "bytes=0-1")] {
        assert!(!is_hit(&site.get_with("/catalogue/moved", &[headers]).await), "{headers:?}");
    }
    site.post("/catalogue/moved", "").await;
    assert!(!is_hit(&site.get("/catalogue/moved").await), "what was written to is read anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_version_or_with_the_cache_off_every_page_is_made() {
    let site = Site::with(|options| options.page_cache_bytes = 0).await.with_catalogue(1).await;
    site.get("/catalogue/keyed").await;
    assert!(!is_hit(&site.get("/catalogue/keyed").await));
    let site = Site::start().await.with_catalogue(1).await;
    site.get("/catalogue/keyed").await;
    site.must_run("ALTER TABLE catalogue_version RENAME TO gone").await;
    site.must_run("CREATE VIEW catalogue_version AS SELECT NULL AS version").await;
    assert!(!is_hit(&site.get("/catalogue/keyed").await));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_may_be_text_and_any_other_text_makes_the_page_anew() {
    let site = Site::start().await.with_catalogue(1).await;
    site.must_run("ALTER TABLE catalogue_version RENAME TO number").await;
    let set = async |epoch: &str| {
        site.must_run("DROP VIEW IF EXISTS catalogue_version").await;
        let view = format!("CREATE VIEW catalogue_version AS SELECT version || '-{epoch}' AS version FROM number");
        site.must_run(&view).await;
    };
    set("beef").await;
    assert!(!is_hit(&site.get("/catalogue/keyed").await));
    assert!(is_hit(&site.get("/catalogue/keyed").await));
    set("cafe").await;
    assert!(!is_hit(&site.get("/catalogue/keyed").await), "a restored database has another epoch");
}
