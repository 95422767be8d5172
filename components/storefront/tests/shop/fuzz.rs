//! Whatever is sent, the response is never a 5xx, and a person can read it.

use axum::body::Body;
use http::{Method, Request};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::support::Shop;

/// Text that breaks things: empty, huge, not UTF-8 once decoded, quotes, other scripts, other people's slugs.
fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("%ff%fe".to_owned()),
        Just("%00".to_owned()),
        Just("%c3%28".to_owned()),
        Just("'%20OR%201=1--".to_owned()),
        Just("%3Cscript%3Ealert(1)%3C/script%3E".to_owned()),
        Just("..%2f..%2fetc%2fpasswd".to_owned()),
        Just("%E3%83%9E%E3%82%B0".to_owned()),
        Just("-1".to_owned()),
        Just("99999999999999999999".to_owned()),
        Just("1e9".to_owned()),
        Just("%F0%9F%98%80".to_owned()),
        Just("GB".to_owned()),
        Just("a".repeat(3_000)),
        "[a-z0-9-]{1,20}",
        "[A-Z0-9-]{1,32}",
        prop::collection::vec(any::<u8>(), 0..20)
            .prop_map(|bytes| bytes.iter().map(|byte| format!("%{byte:02x}")).collect()),
    ]
}

fn path() -> impl Strategy<Value = String> {
    let prefix = prop::sample::select(vec!["en-gb", "de-de", "ja-jp", "en-de", "en-jp", "ja-gb", "xx", "EN-GB", ""]);
    let page = prop_oneof![
        prop::sample::select(vec![
            "",
            "/",
            "/cart",
            "/cart/lines",
            "/cart/undo",
            "/checkout",
            "/checkout/delivery",
            "/checkout/review",
            "/search",
            "/suggest",
            "/track",
            "/choose",
            "/sitemap-1.xml",
            "/sitemap-0.xml",
            "/sitemap-99999999999.xml",
            "/orders/OP-0000-0000-0000",
            "/orders/OP-0000-0000-0000/pay",
            "/orders/x/hold",
            "/orders/x/again",
            "/orders/x/cancellation",
            "/pages/about",
        ])
        .prop_map(str::to_owned),
        (prop::sample::select(vec!["/p/", "/c/", "/pages/", "/orders/", "/cart/", "/"]), nasty())
            .prop_map(|(base, rest)| format!("{base}{rest}")),
    ];
    (prefix, page).prop_map(|(prefix, page)| format!("/{prefix}{page}"))
}

fn fields() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "q",
        "f",
        "sort",
        "page",
        "v",
        "to",
        "sku",
        "quantity",
        "number",
        "email",
        "step",
        "country",
        "name",
        "line1",
        "line2",
        "city",
        "region",
        "postcode",
        "phone",
        "billing_asked",
        "billing_same",
        "billing_country",
        "delivery",
        "payment",
        "order_id",
        "expected_total",
        "method",
        "attempt",
    ]);
    let known = prop::sample::select(vec![
        "next",
        "country",
        "standard",
        "card",
        "transfer",
        "1",
        "brand:x",
        "price:0",
        "rating:9",
        "a:b:c",
        "price-asc",
        "GB",
    ]);
    let value = prop_oneof![known.prop_map(str::to_owned), nasty()];
    prop::collection::vec((name, value), 0..8)
        .prop_map(|pairs| pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&"))
}

fn cookies() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "__Host-cart",
        "__Host-checkout",
        "__Host-orders",
        "__Host-visitor",
        "__Host-flash",
        "__Host-undo",
        "__Host-consistency",
        "__Host-market",
        "x",
    ]);
    let value = prop_oneof![nasty(), Just("en-gb".to_owned()), Just("=;\"".to_owned()), "[ -~]{0,80}"];
    prop::collection::vec((name, value), 0..4)
        .prop_map(|pairs| pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; "))
}

fn request() -> impl Strategy<Value = (String, String, String, String, String, Vec<u8>)> {
    let method = prop::sample::select(vec![
        "GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW",
    ]);
    let media = prop::sample::select(vec![
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=x",
        "application/json",
        "multipart/form-data",
        "",
    ]);
    let body = prop_oneof![4 => fields().prop_map(String::into_bytes), 1 => prop::collection::vec(any::<u8>(), 0..300), 1 => Just(vec![b'x'; 70_000])];
    (method.prop_map(str::to_owned), path(), fields(), cookies(), media.prop_map(str::to_owned), body)
}

#[test]
fn nothing_that_is_sent_makes_a_mistake_of_ours() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let shop = runtime.block_on(Shop::open());
    // Genuine cookies beside the wrong ones reach further in.
    let (mut buyer, slugs) = runtime.block_on(async {
        let (sku, slug) = shop.sku("gb", 5).await;
        let mut browser = shop.browser();
        browser.add("en-gb", &sku, 1).await;
        browser.review("en-gb", "card").await;
        (browser, [slug, sku])
    });
    let mut runner = TestRunner::new(Config { cases: 600, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(
        &(request(), any::<bool>(), any::<bool>()),
        |((method, path, query, cookies, media, body), genuine, origin)| {
            let path =
                path.replace("/p/a", &format!("/p/{}", slugs[0])).replace("/lines/A", &format!("/lines/{}", slugs[1]));
            let uri = if query.is_empty() { path } else { format!("{path}?{query}") };
            let mut builder = Request::builder().method(Method::from_bytes(method.as_bytes()).unwrap()).uri(&uri);
            if origin {
                builder = builder.header("sec-fetch-site", "same-origin");
            }
            if !genuine && !cookies.is_empty() {
                builder = builder.header("cookie", cookies.as_bytes());
            }
            let Ok(request) = builder.header("content-type", media).body(Body::from(body)) else {
                // Not even a URI: no host would pass it on.
                return Ok(());
            };
            let answer = runtime
                .block_on(async { if genuine { buyer.clone().send(request).await } else { shop.send(request).await } });
            let status = answer.status.as_u16();
            prop_assert!(status < 500, "{method} {uri} gives {status}");
            if status >= 400 && method != "HEAD" {
                prop_assert!(
                    answer.text.contains("<h1") && answer.text.contains("lang=\""),
                    "{method} {uri} gives {status}"
                );
            }
            Ok(())
        },
    );
    runtime.block_on(buyer.get("/en-gb/checkout/review"));
    outcome.unwrap();
}
