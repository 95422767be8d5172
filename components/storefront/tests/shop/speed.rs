//! How long a page takes in this process, database included: a place to profile from, and no promise.
//!
//! `cargo test -p outpost-storefront --test shop -- --ignored --nocapture how_long` prints it; optimize with
//! `--config 'profile.dev.package.outpost-web-shop.opt-level=3'` and the like for `outpost-storefront`.

use std::time::{Duration, Instant};

use axum::body::Body;
use http::Request;

use crate::support::Shop;

#[tokio::test]
#[ignore = "prints figures; asserts nothing"]
#[expect(clippy::disallowed_methods, reason = "measures real time")]
async fn how_long_pages_take() {
    let shop = Shop::open().await;
    let (_, slug) = shop.sku("gb", 5).await;
    let category = shop.text("SELECT slug FROM category WHERE depth = 1 ORDER BY position").await;
    let only = std::env::var("PAGE").unwrap_or_default();
    let seconds = std::env::var("SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let product = format!("/en-gb/p/{slug}");
    let pages = ["/en-gb", &format!("/en-gb/c/{category}"), &product, "/en-gb/pages/about", "/en-gb/cart"];
    for path in pages.into_iter().filter(|path| path.contains(&only)) {
        let begin = Instant::now();
        let mut count = 0;
        while begin.elapsed() < Duration::from_secs(seconds) {
            shop.send(Request::get(path).body(Body::empty()).unwrap()).await.is(200);
            count += 1;
        }
        println!("{path}: {:?}", begin.elapsed() / count);
    }
}
