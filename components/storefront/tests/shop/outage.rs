//! The primary is gone, or its answers are: nothing is charged, nothing lost, and the shop stays open.

use axum::body::Body;
use http::{Request, header};

use crate::support::{Answer, Browser, NOW, Shop, address, number_in};

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
async fn an_order_whose_answer_was_lost_is_found_by_trying_again_even_if_it_took_the_last_piece() {
    let home = Shop::open().await;
    let shop = home.region().await;
    let (mut browser, review, sku) = at_review(&shop, "en-gb").await;
    shop.primary.inner().lose_answers(true);
    let first = waits(browser.place("en-gb", &review).await, "en-GB");
    shop.primary.inner().lose_answers(false);
    let variant = format!("(SELECT id FROM variant WHERE sku = '{sku}')");
    home.database
        .batch(&format!("UPDATE stock_level SET safety_stock = on_hand - allocated, backorder_limit = allocated WHERE variant_id = {variant}"))
        .await
        .unwrap();
    shop.replicate().await;
    let order = again(&mut browser, &first).await.is(303).location().to_owned();
    assert_eq!(shop.number("SELECT count(*) FROM orders").await, 1);
    browser.get(&order).await.is(200);
}

/// A browser whose order was placed and not answered, and what it ordered.
async fn unanswered(shop: &Shop) -> (Browser<'_>, String) {
    let (mut browser, review, sku) = at_review(shop, "en-gb").await;
    shop.primary.inner().lose_answers(true);
    waits(browser.place("en-gb", &review).await, "en-GB");
    shop.primary.inner().lose_answers(false);
    (browser, sku)
}

#[tokio::test]
async fn an_order_whose_answer_was_lost_is_not_placed_again_by_going_back_to_the_review() {
    let shop = Shop::open().await;
    let (mut browser, _) = unanswered(&shop).await;
    let fresh = browser.get("/en-gb/checkout/review").await.is(200);
    let order = browser.place("en-gb", &fresh).await.is(303).location().to_owned();
    assert_eq!(shop.number("SELECT count(*) FROM orders").await, 1, "the order that was there already");
    browser.get(&order).await.is(200);
}

/// A browser that pressed the button and never got the answer: it knows what it knew before.
async fn in_the_dark(shop: &Shop) -> Browser<'_> {
    let (browser, review, _) = at_review(shop, "en-gb").await;
    browser.clone().place("en-gb", &review).await.is(303);
    browser
}

#[tokio::test]
async fn an_order_whose_answer_never_reached_the_browser_is_not_placed_again() {
    let shop = Shop::open().await;
    let mut browser = in_the_dark(&shop).await;
    browser.get("/en-gb/cart").await.is(200);
    let fresh = browser.review("en-gb", "card").await;
    let pay = browser.place("en-gb", &fresh).await.is(303).location().to_owned();
    assert_eq!(shop.number("SELECT count(*) FROM orders").await, 1, "the order that was there already");
    browser.get(&pay).await.is(200);
    assert!(!browser.cookies.contains_key("__Host-cart"));
}

#[tokio::test]
async fn what_is_changed_after_an_order_whose_answer_was_lost_is_not_in_it_and_the_shopper_is_told() {
    let shop = Shop::open().await;
    for (field, value) in [("line1", "2 Low Street"), ("email", "bea@example.com"), ("phone", "0113 496 0000")] {
        let mut browser = in_the_dark(&shop).await;
        let mut form = address("en-gb");
        form.retain(|(name, _)| *name != field);
        form.push((field, value));
        browser.post("/en-gb/checkout", &form).await.is(303);
        let review = browser.get("/en-gb/checkout/review").await.is(200);
        let order = browser.place("en-gb", &review).await.is(303).location().to_owned();
        browser.get(&order).await.is(200).says("had placed this order already").keeps_quiet_about(value);
    }
    let mut browser = in_the_dark(&shop).await;
    let review = browser.review("en-gb", "transfer").await;
    let order = browser.place("en-gb", &review).await.is(303).location().to_owned();
    browser.get(&order).await.is(200).says("had placed this order already").says(&format!("{order}/pay"));
    assert_eq!(shop.number("SELECT count(*) FROM orders").await, 4);
}

#[tokio::test]
async fn what_is_changed_before_the_order_is_in_it() {
    let shop = Shop::open().await;
    let (mut browser, _, _) = at_review(&shop, "en-gb").await;
    let mut form = address("en-gb");
    form.retain(|(name, _)| *name != "line1");
    form.push(("line1", "2 Low Street"));
    browser.post("/en-gb/checkout", &form).await.is(303);
    let review = browser.get("/en-gb/checkout/review").await.is(200);
    let pay = browser.place("en-gb", &review).await.is(303).location().to_owned();
    browser.get(pay.trim_end_matches("/pay")).await.is(200).says("2 Low Street");
}

#[tokio::test]
async fn other_goods_after_a_lost_answer_are_another_order() {
    let shop = Shop::open().await;
    let (mut browser, sku) = unanswered(&shop).await;
    browser.add("en-gb", &sku, 1).await;
    let next = browser.review("en-gb", "card").await;
    let order = browser.place("en-gb", &next).await.is(303).location().to_owned();
    browser.get(&order).await.is(200);
    assert_eq!(shop.number("SELECT count(*) FROM orders").await, 2);
    browser.add("en-gb", &sku, 1).await;
    let next = browser.review("en-gb", "card").await;
    assert_ne!(browser.place("en-gb", &next).await.is(303).location(), order, "the next one is another order");
}

#[tokio::test]
async fn an_attempt_that_cannot_be_stored_is_made_again_and_is_one_payment() {
    let shop = Shop::open().await;
    let (mut browser, review, _) = at_review(&shop, "en-gb").await;
    let pay = browser.place("en-gb", &review).await.is(303).location().to_owned();
    let order = pay.trim_end_matches("/pay").to_owned();
    shop.primary.inner().lose_answers(true);
    let page = waits(browser.post(&pay, &[("method", "card"), ("attempt", "0")]).await, "en-GB");
    shop.primary.inner().lose_answers(false);
    assert!(shop.sandbox.intents().is_empty(), "nobody is charged for an attempt that may not be stored");
    again(&mut browser, &page).await.is(303);
    browser.pay(&order).await.leads_to(&order);
    browser.get(&order).await.is(200).says(">Paid<");
    assert_eq!((shop.number("SELECT count(*) FROM payment").await, shop.sandbox.intents().len()), (1, 1));
}

#[tokio::test]
async fn money_that_cannot_be_written_down_is_not_lost_and_not_asked_for_again() {
    for (prefix, words) in [
        ("en-gb", "Your payment has arrived"),
        ("de-de", "Ihre Zahlung ist angekommen"),
        ("ja-jp", "お支払いを受け取りました"),
    ] {
        let shop = Shop::open().await;
        let (mut browser, review, _) = at_review(&shop, prefix).await;
        let order = browser.place(prefix, &review).await.is(303).location().trim_end_matches("/pay").to_owned();
        let payment = browser.start_payment(&order).await;
        assert!(shop.sandbox.pay(&payment, |minor| minor));
        let back = format!("{order}/payments/{payment}");
        shop.primary.inner().cut(true);
        let page = browser.get(&back).await.is(503).says(words);
        assert_eq!(page.header("refresh"), "5");
        shop.primary.inner().cut(false);
        browser.get(&back).await.leads_to(&order);
        browser.get(&order).await.is(200);
        assert_eq!(shop.number("SELECT count(*) FROM orders WHERE paid_at IS NOT NULL").await, 1);
        assert_eq!(shop.number("SELECT sum(captured_minor) = total_minor FROM payment JOIN orders").await, 1);
    }
}

#[tokio::test]
async fn more_time_can_be_asked_for_again_as_it_was() {
    let shop = Shop::open().await;
    let (mut browser, review, _) = at_review(&shop, "en-gb").await;
    let pay = browser.place("en-gb", &review).await.is(303).location().to_owned();
    let order = pay.trim_end_matches("/pay").to_owned();
    shop.pass_seconds(600);
    shop.primary.inner().cut(true);
    let page = waits(browser.post(&format!("{order}/hold"), &[]).await, "en-GB");
    shop.primary.inner().cut(false);
    again(&mut browser, &page).await.leads_to(&order);
    assert_eq!(shop.number("SELECT hold_ends_at FROM orders").await, NOW + 600 + 1_800);
}

#[tokio::test]
async fn a_cancellation_that_cannot_be_sent_or_is_not_answered_goes_out_by_one_button() {
    for (prefix, lang) in [("en-gb", "en-GB"), ("de-de", "de-DE"), ("ja-jp", "ja-JP")] {
        let shop = Shop::open().await;
        let (mut browser, review, _) = at_review(&shop, prefix).await;
        let order = browser.place(prefix, &review).await.is(303).location().trim_end_matches("/pay").to_owned();
        browser.get(&order).await.is(200);
        shop.primary.inner().cut(true);
        let first = waits(browser.post(&format!("{order}/cancellation"), &[]).await, lang);
        shop.primary.inner().cut(false);
        shop.primary.inner().lose_answers(true);
        let second = waits(again(&mut browser, &first).await, lang);
        shop.primary.inner().lose_answers(false);
        again(&mut browser, &second).await.leads_to(&order);
        let cancelled = "SELECT count(*) FROM orders WHERE cancelled_at IS NOT NULL";
        assert_eq!(shop.number(cancelled).await, 1, "{prefix}");
        assert_eq!(shop.number("SELECT count(*) FROM order_event WHERE kind = 'cancelled'").await, 1);
    }
}

#[tokio::test]
async fn an_order_that_is_not_known_here_yet_is_safe_and_never_not_found() {
    let home = Shop::open().await;
    let osaka = home.region().await;
    let (mut browser, review, _) = at_review(&osaka, "ja-jp").await;
    let order = browser.place("ja-jp", &review).await.is(303).location().trim_end_matches("/pay").to_owned();
    osaka.primary.inner().cut(true);
    for path in [order.clone(), format!("{order}/pay")] {
        waits(browser.get(&path).await, "ja-JP").says(&format!("href=\"{order}\""));
    }
    waits(browser.post(&format!("{order}/hold"), &[]).await, "ja-JP");
    waits(browser.post(&format!("{order}/cancellation"), &[]).await, "ja-JP");
    let mut stranger = osaka.browser();
    let mut answers = Vec::new();
    for (number, email) in [(number_in(&order), "ann@example.com"), ("OP-0000-0000-0000".to_owned(), "eve@example.com")]
    {
        let page = waits(stranger.post("/ja-jp/track", &[("number", &number), ("email", email)]).await, "ja-JP");
        answers.push(page.text.replace(&number, "N").replace(email, "E").split("<code>").next().unwrap().to_owned());
    }
    assert_eq!(answers[0], answers[1], "nothing is told apart");
    osaka.replicate().await;
    browser.get(&order).await.is(200);
    stranger
        .post("/ja-jp/track", &[("number", &number_in(&order)), ("email", "ann@example.com")])
        .await
        .leads_to(&order);
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
