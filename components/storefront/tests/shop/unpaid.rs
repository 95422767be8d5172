//! What unpaid orders may hold: the shopper is told, and how to go on.

use crate::support::{Answer, Browser, Shop, address, number_in};

/// Orders `quantity` pieces up to the button, and presses it.
async fn order(browser: &mut Browser<'_>, prefix: &str, sku: &str, quantity: u32, payment: &str) -> (Answer, Answer) {
    browser.add(prefix, sku, quantity).await;
    let review = browser.review(prefix, payment).await;
    let answer = browser.place(prefix, &review).await;
    (review, answer)
}

#[tokio::test]
async fn the_sixth_unpaid_order_of_a_mail_address_is_refused_and_goes_out_after_one_is_cancelled() {
    for (prefix, words) in [
        ("en-gb", "Pay or cancel one of them."),
        ("de-de", "Bezahlen oder stornieren Sie eine davon."),
        ("ja-jp", "いずれかのご注文をお支払いいただくかキャンセルしてから"),
    ] {
        let shop = Shop::open().await;
        let (sku, _) = shop.sku(&prefix[3..], 10).await;
        let mut browser = shop.browser();
        let mut numbers = Vec::new();
        for _ in 0..5 {
            let (_, answer) = order(&mut browser, prefix, &sku, 1, "card").await;
            numbers.push(number_in(answer.is(303).location()));
        }
        // Another browser with the same address meets the same bound, and learns nothing of the orders.
        let (_, answer) = order(&mut shop.browser(), prefix, &sku, 1, "card").await;
        answer.is(409).says(words).keeps_quiet_about(&numbers[0]);

        let (review, answer) = order(&mut browser, prefix, &sku, 1, "card").await;
        let page = answer.is(409).says(words).says("ann@example.com").says(&format!("href=\"/{prefix}/track\""));
        let first = format!("/{prefix}/orders/{}", numbers[0]);
        page.says(&format!("href=\"{first}\"")).says(&format!("href=\"/{prefix}/checkout/review\""));
        assert_eq!(shop.number("SELECT count(*) FROM orders").await, 5);
        browser.get(&format!("/{prefix}/cart")).await.is(200).says(&sku);

        browser.post(&format!("{first}/cancellation"), &[]).await.leads_to(&first);
        browser.place(prefix, &review).await.is(303);
        assert_eq!(shop.number("SELECT count(*) FROM orders").await, 6);
    }
}

#[tokio::test]
async fn another_mail_address_is_no_way_around_the_bound() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 10).await;
    let mut browser = shop.browser();
    for number in 0..6 {
        browser.add("en-gb", &sku, 1).await;
        let email = format!("eve{number}@example.com");
        let mut form = address("en-gb");
        form.retain(|(name, _)| *name != "email");
        form.push(("email", &email));
        browser.post("/en-gb/checkout", &form).await.is(303);
        let choice = [("delivery", "standard"), ("payment", "card")];
        browser.post("/en-gb/checkout/delivery", &choice).await.is(303);
        let review = browser.get("/en-gb/checkout/review").await.is(200);
        let answer = browser.place("en-gb", &review).await;
        answer.is(if number < 5 { 303 } else { 409 });
    }
    assert_eq!(shop.number("SELECT count(*) FROM orders").await, 5);
    assert_eq!(shop.number("SELECT count(DISTINCT visitor_digest) FROM orders").await, 1);
}

/// How many pieces of a SKU unpaid transfers may hold in a market.
async fn limit(shop: &Shop, market: &str, sku: &str) -> u32 {
    let statement = format!(
        "SELECT max(1, sum(on_hand) / 10) FROM stock_level JOIN variant ON variant.id = variant_id AND sku = '{sku}' \
         JOIN market_location USING (location_id) WHERE market_code = '{market}'"
    );
    u32::try_from(shop.number(&statement).await).unwrap()
}

#[tokio::test]
async fn what_transfers_may_not_hold_is_said_and_goes_out_by_card() {
    for (prefix, words, by_card) in [
        ("en-gb", "can be ordered with this way to pay right now", "more when you pay by card"),
        ("de-de", "Mit dieser Zahlungsart", "mit Karte mehr"),
        ("ja-jp", "このお支払い方法でご注文いただけるのは", "カード払いなら"),
    ] {
        let shop = Shop::open().await;
        let market = &prefix[3..];
        let (sku, _) = shop.sku(market, 20).await;
        let pieces = limit(&shop, market, &sku).await;
        let mut browser = shop.browser();
        let (_, answer) = order(&mut browser, prefix, &sku, pieces + 1, "transfer").await;
        let refused = answer.is(409).says(words).says(by_card).says(&pieces.to_string());
        // Pressing the button again is no way around it; paying by card is one.
        browser.place(prefix, &refused).await.is(409).says(words);
        let review = browser.review(prefix, "card").await;
        browser.place(prefix, &review).await.is(303);
        assert_eq!(shop.number("SELECT sum(quantity) FROM order_line").await, i64::from(pieces + 1));
    }
}

#[tokio::test]
async fn a_shop_without_cards_does_not_send_anybody_to_one() {
    let shop = Shop::with(&[("test_payments", "off")]).await;
    let (sku, _) = shop.sku("gb", 20).await;
    let pieces = limit(&shop, "gb", &sku).await;
    let mut browser = shop.browser();
    let (_, answer) = order(&mut browser, "en-gb", &sku, pieces + 1, "transfer").await;
    answer.is(409).says("can be ordered with this way to pay right now.").keeps_quiet_about("by card");
    browser.set_quantity("en-gb", &sku, pieces).await;
    let review = browser.get("/en-gb/checkout/review").await.is(200);
    browser.place("en-gb", &review).await.is(303);
    let (_, answer) = order(&mut shop.browser(), "en-gb", &sku, 1, "transfer").await;
    answer.is(409).says("None can be ordered with this way to pay right now.");
}
