//! What is done with an order that was placed, while the primary is gone: paying, more time, cancelling, looking at it.

use super::{again, at_review, waits};
use crate::support::{NOW, Shop, number_in};

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
