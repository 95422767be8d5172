//! What goes wrong is a page of the shop, in the visitor's language, or problem+json.

use axum::body::Body;
use http::{Request, StatusCode};

use crate::support::{Answer, Shop};

const LANGUAGES: [(&str, &str); 3] =
    [("en-gb", "lang=\"en-GB\""), ("de-de", "lang=\"de-DE\""), ("ja-jp", "lang=\"ja-JP\"")];

fn form(uri: &str) -> http::request::Builder {
    Request::post(uri)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
}

/// A request for every kind of error, below a prefix.
fn wrong(prefix: &str) -> Vec<(u16, Request<Body>)> {
    let lines = format!("/{prefix}/cart/lines");
    let requests = [
        (400, Request::get(format!("/{prefix}/search?q=%ff"))).map_body(""),
        (400, Request::get(format!("/{prefix}/p/%c3%28"))).map_body(""),
        (400, form(&lines)).map_body("sku=%fe"),
        (403, form(&lines).header("sec-fetch-site", "cross-site")).map_body("sku=A"),
        (403, Request::post(&lines).header("content-type", "application/x-www-form-urlencoded")).map_body("sku=A"),
        (404, Request::get(format!("/{prefix}/p/no-such-product"))).map_body(""),
        (404, Request::get(format!("/{prefix}/nothing"))).map_body(""),
        (405, Request::put(format!("/{prefix}/cart"))).map_body(""),
        (405, Request::get(&lines)).map_body(""),
        (413, form(&lines)).map_body(&"x".repeat(64 * 1024 + 1)),
        (415, form(&lines)).map_json(),
        (422, form(&lines)).map_body("sku=NO-SUCH"),
    ];
    requests.into_iter().collect()
}

/// Ends a request of the table above.
trait Ending {
    fn map_body(self, body: &str) -> (u16, Request<Body>);
    fn map_json(self) -> (u16, Request<Body>);
}

impl Ending for (u16, http::request::Builder) {
    fn map_body(self, body: &str) -> (u16, Request<Body>) {
        let mut request = self.1.body(Body::from(body.to_owned())).unwrap();
        // A header given twice counts as given last.
        for name in ["sec-fetch-site", "content-type"] {
            let last = request.headers().get_all(name).iter().next_back().cloned();
            last.map(|value| request.headers_mut().insert(name, value));
        }
        (self.0, request)
    }

    fn map_json(self) -> (u16, Request<Body>) {
        (self.0, self.1.header("content-type", "application/json")).map_body("{}")
    }
}

fn is_shop_page(answer: &Answer, lang: &str) {
    assert!(answer.header("content-type").starts_with("text/html"), "{}", answer.status);
    assert!(answer.text.contains(lang), "{} in {lang}: {}", answer.status, &answer.text[..200.min(answer.text.len())]);
    assert!(answer.text.contains("<main") && answer.text.contains("<h1"), "{}", answer.main());
    assert!(answer.text.contains("req-17"), "names the request");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.headers.contains_key("content-security-policy"));
}

#[tokio::test]
async fn every_error_is_a_page_in_the_visitors_language_or_problem_json() {
    let shop = Shop::open().await;
    for (prefix, lang) in LANGUAGES {
        for (status, mut request) in wrong(prefix) {
            request.headers_mut().insert("x-request-id", "req-17".parse().unwrap());
            is_shop_page(&shop.send(request).await.is(status), lang);
        }
        for (status, mut request) in wrong(prefix) {
            request.headers_mut().insert("accept", "application/json".parse().unwrap());
            let answer = shop.send(request).await.is(status);
            assert_eq!(answer.header("content-type"), "application/problem+json");
            let json: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
            assert_eq!(json["status"], status);
        }
    }
}

#[tokio::test]
async fn outside_every_market_the_browsers_language_counts() {
    let shop = Shop::open().await;
    for path in ["/nowhere", "/xx-yy/cart", "/en-fr", "/EN-GB", "//", "/%2e%2e/", "/en-gb/p/a/b"] {
        let request = Request::get(path).header("accept-language", "de").body(Body::empty()).unwrap();
        let answer = shop.send(request).await.is(404);
        let lang = if path.starts_with("/en-gb") { "lang=\"en-GB\"" } else { "lang=\"de-DE\"" };
        assert!(answer.text.contains(lang), "{path}");
    }
}

#[tokio::test]
async fn wrong_methods_are_told_the_right_ones() {
    let shop = Shop::open().await;
    let ask = |method: &str, path: &str| Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
    for (method, path, allow) in [
        ("DELETE", "/en-gb", "GET,HEAD"),
        ("POST", "/en-gb/p/mug", "GET,HEAD"),
        ("GET", "/en-gb/cart/undo", "POST"),
        ("PATCH", "/en-gb/checkout", "POST,GET,HEAD"),
    ] {
        assert_eq!(shop.send(ask(method, path)).await.is(405).header("allow"), allow, "{method} {path}");
    }
}

#[tokio::test]
async fn databases_out_of_reach_make_a_503_that_can_be_tried_again() {
    let shop = Shop::open().await;
    shop.browser().get("/en-gb").await.is(200);
    shop.replica.inner().cut(true);
    for (prefix, lang) in LANGUAGES {
        let request = Request::get(format!("/{prefix}")).header("x-request-id", "req-17").body(Body::empty()).unwrap();
        let answer = shop.send(request).await.is(503);
        is_shop_page(&answer, lang);
        assert_eq!(answer.header("retry-after"), "10");
        assert!(!answer.text.contains("cut by a test"), "causes stay in the log");
    }
    shop.browser().get("/en-gb/nothing").await.is(404);
}

#[tokio::test]
async fn a_mistake_of_ours_is_a_500_without_its_cause() {
    let shop = Shop::open().await;
    shop.database.batch("DROP TABLE outbox; DROP TABLE market_country").await.unwrap();
    for (prefix, lang) in LANGUAGES {
        let request =
            Request::get(format!("/{prefix}/cart")).header("x-request-id", "req-17").body(Body::empty()).unwrap();
        let answer = shop.send(request).await.is(500);
        is_shop_page(&answer, lang);
        assert!(!answer.text.contains("market_country"), "causes stay in the log");
    }
}

#[tokio::test]
async fn too_many_writes_are_slowed_down_and_reading_goes_on() {
    let shop = Shop::with(&[("rate_limit_writes_per_minute", "3")]).await;
    let write = |address: &str, prefix: &str| {
        form(&format!("/{prefix}/cart/undo")).header("spin-client-addr", address).body(Body::empty()).unwrap()
    };
    for _ in 0..3 {
        shop.send(write("192.0.2.1:1234", "en-gb")).await.is(303);
    }
    for (prefix, lang) in LANGUAGES {
        let answer = shop.send(write("192.0.2.1:5678", prefix)).await.is(429);
        assert!(answer.text.contains(lang));
        assert_eq!(answer.header("retry-after"), "60");
    }
    shop.send(write("192.0.2.2:1234", "en-gb")).await.is(303);
    shop.browser().get("/en-gb/cart").await.is(200);
    shop.pass_seconds(60);
    shop.send(write("192.0.2.1:1234", "en-gb")).await.is(303);
}

#[tokio::test]
async fn parallel_writes_stay_within_the_limit_across_instances() {
    let settings = [("rate_limit_writes_per_minute", "10")];
    let first = Shop::with(&settings).await;
    let instances = [first.instance(&settings).await, first.instance(&settings).await, first];
    let write = || form("/en-gb/cart/undo").header("spin-client-addr", "192.0.2.1:1").body(Body::empty()).unwrap();
    let writes = instances.iter().cycle().take(30).map(|instance| instance.send(write()));
    let answers = futures_util::future::join_all(writes).await;
    let accepted = answers.iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count();
    assert_eq!(accepted, 10);
}

#[tokio::test]
async fn shoppers_behind_one_proxy_have_limits_of_their_own() {
    let settings = [
        ("public_url", "https://shop.example"),
        ("test_payments", "off"),
        ("trusted_proxies", "hops=1"),
        ("rate_limit_writes_per_minute", "1"),
    ];
    let shop = Shop::with(&settings).await;
    let write = |forwarded: &str| {
        let request = form("/en-gb/cart/undo").header("spin-client-addr", "10.0.0.1:443");
        request.header("x-forwarded-for", forwarded).body(Body::empty()).unwrap()
    };
    shop.send(write("192.0.2.1")).await.is(303);
    shop.send(write("192.0.2.2")).await.is(303);
    shop.send(write("203.0.113.7, 192.0.2.1")).await.is(429);
}

#[tokio::test]
async fn neighbours_in_one_ipv6_network_share_a_limit() {
    let shop = Shop::with(&[("rate_limit_writes_per_minute", "1")]).await;
    let write = |address: String| form("/en-gb/cart/undo").header("spin-client-addr", address);
    let send = async |address: String| shop.send(write(address).body(Body::empty()).unwrap()).await;
    send("[2001:db8:1:100::1]:1".to_owned()).await.is(303);
    send("[2001:db8:1:1ff::2]:1".to_owned()).await.is(429);
    // A whole network of 48 bits has eight times the limit of one client.
    for network in 2..9 {
        send(format!("[2001:db8:1:{network}00::1]:1")).await.is(303);
    }
    send("[2001:db8:1:900::1]:1".to_owned()).await.is(429);
    send("[2001:db8:2:100::1]:1".to_owned()).await.is(303);
}

#[tokio::test]
async fn a_broken_counter_keeps_nobody_from_buying() {
    let shop = Shop::with(&[("rate_limit_writes_per_minute", "1")]).await;
    shop.counters.is_broken.store(true, std::sync::atomic::Ordering::Relaxed);
    for _ in 0..3 {
        shop.send(form("/en-gb/cart/undo").body(Body::empty()).unwrap()).await.is(303);
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let shop = Shop::open().await;
    for path in ["/", "/en-gb", "/en-gb/cart", "/robots.txt", "/nowhere", "/en-gb/suggest?q=a"] {
        let answer = shop.browser().get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(!answer.headers.contains_key("strict-transport-security"), "{path}: only with https");
        assert!(!answer.headers.contains_key("server-timing"), "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
    }
    let https = [("public_url", "https://shop.example"), ("test_payments", "off"), ("trusted_proxies", "none")];
    let answer = Shop::with(&https).await.browser().get("/en-gb").await;
    assert!(answer.header("strict-transport-security").starts_with("max-age="));
}

#[tokio::test]
async fn pages_hold_no_inline_script_style_or_handler() {
    let shop = Shop::open().await;
    let (sku, slug) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    for path in [
        "/en-gb".to_owned(),
        format!("/en-gb/p/{slug}"),
        "/en-gb/search".to_owned(),
        "/en-gb/cart".to_owned(),
        "/en-gb/checkout".to_owned(),
    ] {
        let page = browser.get(&path).await.is(200);
        for script in page.text.split("<script").skip(1) {
            let opening = script.split('>').next().unwrap();
            assert!(opening.contains("src=") || opening.contains("application/ld+json"), "{path}: {opening}");
        }
        assert!(!page.text.contains("<style") && !page.text.contains(" style=\""), "{path}");
        assert!(
            ![" onclick=", " onload=", " onsubmit=", "javascript:"].iter().any(|bad| page.text.contains(bad)),
            "{path}"
        );
    }
}
