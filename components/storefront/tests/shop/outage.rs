//! The primary is gone, or its answers are: nothing is charged, nothing lost, and the shop stays open.

mod lost_answers;
mod placed_orders;

use axum::body::Body;
use http::{Request, header};

use crate::support::{Answer, Browser, Shop};

async fn at_review<'a>(shop: &'a Shop, prefix: &str) -> (Browser<'a>, Answer, String) {
    let (sku, _) = shop.sku(&prefix[3..], 5).await;
    let mut browser = shop.browser();
    browser.add(prefix, &sku, 1).await;
    let review = browser.review(prefix, "card").await;
    (browser, review, sku)
}

/// A page that says not now: 503, when to come back, in the visitor's language, nothing kept by caches, the cart there.
#[track_caller]
fn waits(answer: Answer, lang: &str) -> Answer {
    let answer = answer.is(503);
    assert_eq!(answer.header("retry-after"), "10");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.text.contains(&format!("lang=\"{lang}\"")) && answer.text.contains("<h1"), "{}", answer.main());
    assert!(!answer.text.contains("cut by a test"), "causes stay in the log");
    answer
}

/// Presses the button of a page that says not now.
async fn again(browser: &mut Browser<'_>, page: &Answer) -> Answer {
    let (_, form) = page.main().split_once("<form").unwrap_or_else(|| panic!("no form in {}", page.main()));
    let (form, _) = form.split_once("</form>").unwrap();
    let value = |name: &str| {
        let (_, tail) = form.split_once(&format!("{name}=\""))?;
        tail.split_once('"').map(|(value, _)| value.to_owned())
    };
    let fields: Vec<(String, String)> = form
        .split("<input")
        .skip(1)
        .map(|field| {
            let of =
                |name: &str| field.split_once(&format!("{name}=\"")).unwrap().1.split_once('"').unwrap().0.to_owned();
            (of("name"), of("value"))
        })
        .collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&value("action").unwrap(), &fields).await
}

#[tokio::test]
async fn an_order_that_cannot_be_sent_waits_with_its_cart_and_goes_out_by_one_button() {
    for (prefix, lang) in [("en-gb", "en-GB"), ("de-de", "de-DE"), ("ja-jp", "ja-JP")] {
        let shop = Shop::open().await;
        let (mut browser, review, sku) = at_review(&shop, prefix).await;
        shop.primary.inner().cut(true);
        let first = waits(browser.place(prefix, &review).await, lang);
        assert_eq!(shop.primary.take(), 1, "tried once");
        let second = waits(again(&mut browser, &first).await, lang);
        browser.get(&format!("/{prefix}/cart")).await.is(200).says(&sku);
        browser.get(&format!("/{prefix}")).await.is(200);
        browser.get(&format!("/{prefix}/search?q=a")).await.is(200);
        shop.primary.inner().cut(false);
        let placed = again(&mut browser, &second).await.is(303).location().to_owned();
        assert_eq!(browser.place(prefix, &review).await.is(303).location(), placed);
        assert_eq!(shop.number("SELECT count(*) FROM orders").await, 1, "{prefix}");
        assert!(!browser.cookies.contains_key("__Host-cart"));
    }
}

#[tokio::test]
async fn a_program_is_told_in_json() {
    let shop = Shop::open().await;
    let (browser, review, _) = at_review(&shop, "en-gb").await;
    shop.primary.inner().cut(true);
    let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let token = percent_encoding::utf8_percent_encode(&review.field("order_id"), percent_encoding::NON_ALPHANUMERIC)
        .to_string();
    let request = Request::post("/en-gb/checkout/review")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json")
        .header(header::COOKIE, cookies.join("; "))
        .body(Body::from(format!("order_id={token}")))
        .unwrap();
    let answer = shop.send(request).await.is(503);
    assert_eq!((answer.header("content-type"), answer.header("retry-after")), ("application/problem+json", "10"));
}

#[tokio::test]
async fn the_checkout_says_that_ordering_is_paused_and_no_other_page_does() {
    let shop = Shop::open().await;
    let (browser, _, sku) = at_review(&shop, "en-gb").await;
    let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let ask = async |path: &str, primary: &str| {
        let request = Request::get(path).header("outpost-primary", primary).header(header::COOKIE, cookies.join("; "));
        shop.send(request.body(Body::empty()).unwrap()).await.is(200)
    };
    let words = "Ordering is paused for a moment.";
    for path in ["/en-gb/checkout", "/en-gb/checkout/delivery", "/en-gb/checkout/review"] {
        ask(path, "unreachable").await.says(words);
        ask(path, "ok").await.keeps_quiet_about(words);
    }
    for path in ["/en-gb", "/en-gb/cart", &format!("/en-gb/search?q={sku}")] {
        ask(path, "unreachable").await.keeps_quiet_about(words);
    }
}
