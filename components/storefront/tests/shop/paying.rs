//! Paying on the provider's page and coming back, whatever comes first and whatever is silent.

use outpost_db::command::Sender;
use outpost_db::payment::{RecordPayment, record};
use outpost_domain::money::Money;
use outpost_domain::payment::{PaymentProviderCode, PaymentReport, PaymentState};
use outpost_domain::samples::GBP;

use crate::support::model::Silence;
use crate::support::{Browser, NOW, Shop};

/// A browser that has ordered a piece in a way, and the order's address.
async fn ordered<'a>(shop: &'a Shop, payment: &str) -> (Browser<'a>, String) {
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let review = browser.review("en-gb", payment).await;
    let placed = browser.place("en-gb", &review).await.is(303).location().to_owned();
    (browser, placed.trim_end_matches("/pay").to_owned())
}

/// What the sandbox's webhook would record of a payment.
async fn webhook(shop: &Shop, payment: &str) {
    let intent = shop.sandbox.intents()[payment].clone();
    let provider = PaymentProviderCode::Sandbox;
    let report = PaymentReport {
        payment_id: payment.parse().unwrap(),
        event_id: "ev_1".to_owned(),
        reference: intent.reference,
        state: PaymentState::Captured,
        amount: Money::new(intent.captured, GBP),
        reason: None,
    };
    let sender = Sender::provider(provider.code(), "webhook", NOW);
    record(&*shop.database, &RecordPayment { sender, provider, report }).await.unwrap();
}

async fn paid(shop: &Shop) -> i64 {
    shop.number("SELECT count(*) FROM orders WHERE paid_at IS NOT NULL").await
}

#[tokio::test]
async fn a_card_is_entered_at_the_provider_and_never_here() {
    let shop = Shop::open().await;
    let (mut browser, order) = ordered(&shop, "card").await;
    let page = browser.get(&format!("{order}/pay")).await.is(200);
    for field in ["cc-number", "cc-csc", "card_number"] {
        assert!(!page.text.contains(field), "{field}");
    }
    let policy = page.header("content-security-policy");
    assert!(policy.contains("form-action 'self' http://sandbox.test;"), "the form may lead there: {policy}");
    browser.pay(&order).await.leads_to(&order);
    browser.get(&order).await.is(200).says(">Paid<").says("Thank you");
    let intent = shop.sandbox.intents().into_values().next().unwrap();
    assert_eq!(shop.number("SELECT total_minor FROM orders").await, intent.captured);
}

#[tokio::test]
async fn pressing_twice_leads_to_one_payment() {
    let shop = Shop::open().await;
    let (mut browser, order) = ordered(&shop, "card").await;
    let form = [("method", "card"), ("attempt", "0")];
    let first = browser.post(&format!("{order}/pay"), &form).await.is(303);
    let second = browser.post(&format!("{order}/pay"), &form).await.is(303);
    assert_eq!(first.location(), second.location());
    assert_eq!((shop.sandbox.intents().len(), shop.number("SELECT count(*) FROM payment").await), (1, 1));
}

#[tokio::test]
async fn a_decline_is_said_once_and_the_next_attempt_pays() {
    let shop = Shop::open().await;
    let (mut browser, order) = ordered(&shop, "card").await;
    let first = browser.start_payment(&order).await;
    shop.sandbox.fail(&first);
    let pay = format!("{order}/pay");
    for _ in 0..2 {
        browser.get(&format!("{order}/payments/{first}")).await.leads_to(&pay);
    }
    browser.get(&pay).await.is(200).says("role=\"alert\"").says("not enough funds");
    browser.get(&pay).await.is(200).keeps_quiet_about("role=\"alert\"");
    browser.pay(&order).await.leads_to(&order);
    browser.get(&order).await.is(200).says(">Paid<").says("Payment failed");
    assert_eq!((shop.sandbox.intents().len(), paid(&shop).await), (2, 1));
}

#[tokio::test]
async fn a_shopper_who_comes_back_without_paying_is_told_so_and_goes_on_with_the_same_payment() {
    let shop = Shop::open().await;
    let (mut browser, order) = ordered(&shop, "card").await;
    let payment = browser.start_payment(&order).await;
    browser.get(&format!("{order}/payments/{payment}")).await.leads_to(&format!("{order}/pay"));
    browser.get(&format!("{order}/pay")).await.is(200).says("You have not paid yet");
    assert_eq!(browser.start_payment(&order).await, payment);
}

#[tokio::test]
async fn the_webhook_may_come_before_the_browser() {
    let shop = Shop::open().await;
    let (mut browser, order) = ordered(&shop, "card").await;
    let payment = browser.start_payment(&order).await;
    shop.sandbox.pay(&payment, |minor| minor);
    webhook(&shop, &payment).await;
    assert_eq!(paid(&shop).await, 1);
    browser.get(&format!("{order}/payments/{payment}")).await.leads_to(&order);
    browser.get(&order).await.is(200).says(">Paid<");
    assert_eq!(shop.number("SELECT sum(captured_minor) = total_minor FROM payment JOIN orders").await, 1);
}

#[tokio::test]
async fn money_that_is_reserved_is_taken_when_the_shopper_comes_back() {
    let shop = Shop::open().await;
    let (mut browser, order) = ordered(&shop, "card").await;
    let payment = browser.start_payment(&order).await;
    shop.sandbox.authorise(&payment);
    browser.get(&format!("{order}/payments/{payment}")).await.leads_to(&order);
    assert_eq!((paid(&shop).await, shop.sandbox.intents()[&payment].state), (1, "captured"));
}

#[tokio::test]
async fn a_silent_provider_charges_nothing_and_loses_nothing() {
    for (prefix, unreached, unknown) in [
        ("en-gb", "Nothing was charged. Please try again", "We do not know yet whether you have paid"),
        ("de-de", "Es wurde nichts abgebucht. Bitte versuchen", "Wir wissen noch nicht, ob Sie bezahlt haben"),
        ("ja-jp", "決済会社から応答がありません", "お支払いが済んだかどうか確認できていません"),
    ] {
        let shop = Shop::open().await;
        let (sku, _) = shop.sku(&prefix[3..], 5).await;
        let mut browser = shop.browser();
        browser.add(prefix, &sku, 1).await;
        let review = browser.review(prefix, "card").await;
        let order = browser.place(prefix, &review).await.is(303).location().trim_end_matches("/pay").to_owned();
        for silence in [Silence::Before, Silence::After] {
            shop.sandbox.stay_silent(Some(silence));
            let form = [("method", "card"), ("attempt", "0")];
            browser.post(&format!("{order}/pay"), &form).await.is(503).says(unreached).says("name=\"attempt\"");
        }
        let payment = browser.start_payment(&order).await;
        assert_eq!(shop.sandbox.intents().len(), 1, "asked again, it is the same payment");
        shop.sandbox.pay(&payment, |minor| minor);
        let back = format!("{order}/payments/{payment}");
        shop.sandbox.stay_silent(Some(Silence::Before));
        let page = browser.get(&back).await.is(200).says(unknown);
        assert_eq!(page.header("refresh"), "5", "it asks again by itself");
        browser.get(&back).await.leads_to(&order);
        assert_eq!(paid(&shop).await, 1);
    }
}

#[tokio::test]
async fn only_the_provider_says_what_was_paid() {
    let shop = Shop::open().await;
    let (mut browser, order) = ordered(&shop, "card").await;
    let payment = browser.start_payment(&order).await;
    for query in ["", "?state=captured", "?status=paid"] {
        browser.get(&format!("{order}/payments/{payment}{query}")).await.leads_to(&format!("{order}/pay"));
    }
    browser.get(&format!("{order}/payments/01890a5d-ac96-774b-bcce-b302099a8057")).await.is(404);
    browser.get(&format!("{order}/payments/x")).await.is(404);
    shop.sandbox.pay(&payment, |minor| minor);
    let stranger = shop.browser().get(&format!("{order}/payments/{payment}")).await.is(303);
    assert!(stranger.location().contains("/track?number="), "{}", stranger.location());
    assert_eq!(paid(&shop).await, 0);
}

#[tokio::test]
async fn money_that_comes_after_a_cancellation_is_not_thanked_for() {
    let shop = Shop::open().await;
    let (mut browser, order) = ordered(&shop, "card").await;
    let payment = browser.start_payment(&order).await;
    browser.post(&format!("{order}/cancellation"), &[]).await.leads_to(&order);
    shop.sandbox.pay(&payment, |minor| minor);
    browser.get(&format!("{order}/payments/{payment}")).await.leads_to(&order);
    browser
        .get(&order)
        .await
        .is(200)
        .says(">Cancelled<")
        .says("Payment is being refunded")
        .keeps_quiet_about("Thank you");
    assert_eq!(shop.number("SELECT count(*) FROM refund WHERE state = 'requested'").await, 1);
}

#[tokio::test]
async fn a_market_offers_the_ways_that_it_has_switched_on() {
    let shop = Shop::open().await;
    shop.database
        .batch(
            "UPDATE market_payment_method SET enabled = method_code = 'on_delivery' WHERE market_code = 'gb';
            UPDATE market_payment_method SET enabled = method_code <> 'card' WHERE market_code = 'de'",
        )
        .await
        .unwrap();
    let (mut browser, order) = ordered(&shop, "on_delivery").await;
    browser.get(&order).await.is(200).says("Cash on delivery").keeps_quiet_about("/pay\"");
    browser.get(&format!("{order}/pay")).await.leads_to(&order);
    browser.post(&format!("{order}/pay"), &[("method", "card")]).await.leads_to(&format!("{order}/pay"));
    assert_eq!(shop.number("SELECT count(*) FROM payment").await, 0);
    let (sku, _) = shop.sku("de", 5).await;
    let mut browser = shop.browser();
    browser.add("de-de", &sku, 1).await;
    browser.post("/de-de/checkout", &crate::support::address("de-de")).await.is(303);
    let page = browser.get("/de-de/checkout/delivery").await.is(200).says("Überweisung").says("Nachnahme");
    page.keeps_quiet_about("value=\"card\"");
}

#[tokio::test]
async fn a_number_for_the_till_is_shown_with_its_deadline_until_it_is_paid() {
    for (prefix, until) in [("ja-jp", "お支払い期限"), ("en-jp", "Pay by")] {
        let shop = Shop::open().await;
        let (sku, _) = shop.sku("jp", 20).await;
        let mut browser = shop.browser();
        browser.add(prefix, &sku, 1).await;
        let review = browser.review(prefix, "convenience_store").await;
        let pay = browser.place(prefix, &review).await.is(303).location().to_owned();
        let order = pay.trim_end_matches("/pay").to_owned();
        browser.get(&pay).await.is(200).keeps_quiet_about("1234-5678-9012");
        let form = [("method", "convenience_store"), ("attempt", "0")];
        let hosted = browser.post(&pay, &form).await.is(303).location().to_owned();
        let payment = hosted.strip_prefix("http://sandbox.test/pay/pay_").expect("the sandbox's page");
        let back = format!("{order}/payments/{payment}");
        browser.get(&back).await.leads_to(&pay);
        let page = browser.get(&pay).await.is(200).says("1234-5678-9012").says(until);
        page.says("datetime=\"2026-11-23T21:00").keeps_quiet_about("role=\"alert\"");
        assert_eq!(browser.post(&pay, &form).await.location(), hosted, "asked again, it is the same number");
        shop.sandbox.stay_silent(Some(Silence::Before));
        browser.get(&pay).await.is(200).keeps_quiet_about("1234-5678-9012").says("value=\"convenience_store\"");

        assert!(shop.sandbox.pay(payment, |minor| minor));
        browser.get(&back).await.leads_to(&order);
        browser.get(&pay).await.leads_to(&order);
        assert_eq!(paid(&shop).await, 1);
    }
}

#[tokio::test]
async fn an_order_that_holds_its_stock_for_minutes_is_not_paid_in_a_store() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("jp", 5).await;
    let mut browser = shop.browser();
    browser.add("ja-jp", &sku, 1).await;
    let review = browser.review("ja-jp", "card").await;
    let pay = browser.place("ja-jp", &review).await.is(303).location().to_owned();
    browser.get(&pay).await.is(200).keeps_quiet_about("convenience_store");
    browser.post(&pay, &[("method", "convenience_store"), ("attempt", "0")]).await.leads_to(&pay);
    assert_eq!(shop.number("SELECT count(*) FROM payment").await, 0);
}
