//! Placing and paying an order, once, whatever happens.

use crate::support::{Browser, NOW, Shop, number_in};

/// A browser that has ordered one piece, and where it pays.
async fn at_payment(shop: &Shop) -> (Browser<'_>, String) {
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let review = browser.review("en-gb", "card").await;
    let pay = browser.place("en-gb", &review).await.is(303).location().to_owned();
    (browser, pay)
}

#[tokio::test]
async fn a_guest_buys_in_every_market() {
    let shop = Shop::open().await;
    for prefix in ["en-gb", "de-de", "ja-jp", "en-jp"] {
        let (sku, _) = shop.sku(&prefix[3..], 5).await;
        let mut browser = shop.browser();
        browser.add(prefix, &sku, 2).await;
        let review = browser.review(prefix, "card").await;
        let placed = browser.place(prefix, &review).await.is(303);
        let number = number_in(placed.location());
        placed.leads_to(&format!("/{prefix}/orders/{number}/pay"));
        assert!(!browser.cookies.contains_key("__Host-cart") && !browser.cookies.contains_key("__Host-checkout"));
        browser.get(&format!("/{prefix}/orders/{number}/pay")).await.is(200).says("name=\"method\"");
        let order = format!("/{prefix}/orders/{number}");
        browser.pay(&order).await.leads_to(&order);
        browser.get(&order).await.is(200).says(&number).says("ann@example.com");
        browser.get(&format!("{order}/pay")).await.leads_to(&order);
        let paid = format!("SELECT count(paid_at) FROM orders WHERE number = '{number}'");
        assert_eq!(shop.number(&paid).await, 1, "{prefix}");
    }
}

#[tokio::test]
async fn a_bank_transfer_goes_straight_to_the_order() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let review = browser.review("en-gb", "transfer").await;
    let placed = browser.place("en-gb", &review).await.is(303);
    let order = placed.location().to_owned();
    browser.get(&order).await.is(200).says(&number_in(&order));
    assert_eq!(shop.number("SELECT hold_ends_at FROM orders").await, NOW + 86_400);
    browser.pay(&order).await.leads_to(&order);
    browser.get(&order).await.is(200).says(">Paid<");
}

#[tokio::test]
async fn an_order_to_be_paid_by_transfer_says_where_the_money_goes_or_how_to_ask() {
    let bank = "INSERT INTO market_setting VALUES ('gb', 'bank_account_holder', 'Shop & Co'),
        ('gb', 'bank_iban', 'DE02 1203 0000 0000 2020 51'), ('gb', 'bank_bic', 'BYLADEM1001')";
    for settings in [bank, ""] {
        let shop = Shop::open().await;
        shop.database.batch(settings).await.unwrap();
        let (sku, _) = shop.sku("gb", 5).await;
        let mut browser = shop.browser();
        browser.add("en-gb", &sku, 1).await;
        let review = browser.review("en-gb", "transfer").await;
        let order = browser.place("en-gb", &review).await.is(303).location().to_owned();
        let page = browser.get(&order).await.is(200).says("class=\"transfer\"");
        if settings.is_empty() {
            page.says("/en-gb/pages/contact\">Contact</a>").keeps_quiet_about("IBAN");
            continue;
        }
        let account =
            page.text.split_once("class=\"transfer\"").unwrap().1.split_once("</section>").unwrap().0.to_owned();
        for fact in ["Shop &amp; Co", "DE02 1203 0000 0000 2020 51", "BYLADEM1001", &number_in(&order), "£"] {
            assert!(account.contains(fact), "{fact} is not in {account}");
        }
        assert!(!account.contains("Bank</dt>"), "what is not set is not shown");
    }
}

#[tokio::test]
async fn pressing_twice_makes_one_order_and_ends_at_one_page() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let review = browser.review("en-gb", "card").await;
    // At the same time, with the cookies of before; and later, with those of after.
    let mut other = browser.clone();
    let first = browser.place("en-gb", &review).await;
    let second = other.place("en-gb", &review).await;
    let third = browser.place("en-gb", &review).await;
    assert_eq!(first.location(), second.location());
    assert_eq!(first.location(), third.location());
    assert_eq!(shop.number("SELECT count(*) FROM orders").await, 1);
    assert_eq!(shop.number("SELECT sum(quantity) FROM stock_allocation").await, 1);
}

#[tokio::test]
async fn an_order_costs_one_statement_to_the_primary() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let review = browser.review("en-gb", "card").await;
    assert_eq!(shop.primary.take(), 0, "reading never reaches the primary");
    shop.replica.take();
    browser.place("en-gb", &review).await.is(303);
    assert_eq!((shop.primary.take(), shop.replica.take()), (1, 0));
}

#[tokio::test]
async fn nothing_but_the_review_that_was_seen_can_be_ordered() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let review = browser.review("en-gb", "card").await;
    let token = review.field("order_id");
    let forged =
        [token[..token.len() - 4].to_owned(), "0191d2f0-0000-7000-8000-000000000001".to_owned(), String::new()];
    for wrong in forged {
        browser.post("/en-gb/checkout/review", &[("order_id", &wrong)]).await.leads_to("/en-gb/checkout/review");
    }
    browser.post("/de-de/checkout/review", &[("order_id", &token)]).await.leads_to("/de-de/checkout/review");
    // Another tab changed the address: the page that was seen is no longer what would be sent.
    let mut form = crate::support::address("en-gb");
    form.push(("phone", "0113 496 0000"));
    browser.post("/en-gb/checkout", &form).await.is(303);
    browser.post("/en-gb/checkout/review", &[("order_id", &token)]).await.leads_to("/en-gb/checkout/review");
    shop.browser().post("/en-gb/checkout/review", &[("order_id", &token)]).await.is(303);
    assert_eq!(shop.number("SELECT count(*) FROM orders").await, 0);
}

#[tokio::test]
async fn the_hold_is_extended_three_times_and_then_runs_out() {
    let shop = Shop::open().await;
    let (mut browser, pay) = at_payment(&shop).await;
    let order = pay.trim_end_matches("/pay").to_owned();
    for _ in 0..4 {
        shop.pass_seconds(600);
        browser.post(&format!("{order}/hold"), &[]).await.leads_to(&order);
    }
    let held = shop.number("SELECT hold_ends_at FROM orders").await;
    assert_eq!(held, NOW + 3 * 600 + 1_800);
    let page = browser.get(&order).await.is(200);
    assert!(!page.text.contains("/hold\""), "no fourth time");
    shop.pass_seconds(3_600);
    browser.post(&pay, &[("method", "card")]).await.leads_to(&order);
    browser.get(&pay).await.leads_to(&order);
    assert_eq!(shop.number("SELECT count(*) FROM payment").await, 0);
}

#[tokio::test]
async fn pressing_twice_extends_once() {
    let shop = Shop::open().await;
    let (mut browser, pay) = at_payment(&shop).await;
    let order = pay.trim_end_matches("/pay").to_owned();
    let extension = browser.get(&order).await.is(200).field("extension");
    for _ in 0..2 {
        browser.post(&format!("{order}/hold"), &[("extension", &extension)]).await.leads_to(&order);
    }
    assert_eq!(shop.number("SELECT count(*) FROM order_event WHERE kind = 'hold_extended'").await, 1);
}

#[tokio::test]
async fn an_order_that_was_not_paid_in_time_goes_back_into_the_cart_by_one_button() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 2).await;
    let review = browser.review("en-gb", "card").await;
    let order = browser.place("en-gb", &review).await.is(303).location().trim_end_matches("/pay").to_owned();
    browser.get(&order).await.is(200).keeps_quiet_about("/again\"");
    shop.pass_seconds(3_600);
    browser.get(&order).await.is(200).says(&format!("action=\"{order}/again\""));
    for _ in 0..2 {
        browser.post(&format!("{order}/again"), &[]).await.leads_to("/en-gb/cart");
        browser.get("/en-gb/cart").await.is(200).says(&format!("id=\"quantity-{sku}\"")).says("value=\"2\"");
    }
    shop.browser().post(&format!("{order}/again"), &[]).await.is(303);
}
