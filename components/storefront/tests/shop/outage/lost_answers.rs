//! Orders that the primary stored and whose answers were lost: none is placed twice.

use super::{again, at_review, waits};
use crate::support::{Browser, Shop, address};

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
