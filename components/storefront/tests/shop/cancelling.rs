//! Cancelling an order that is not paid yet, on a page of its own.

use crate::support::{Browser, Shop};

const HELD: &str = "SELECT sum(allocated) FROM stock_level";

/// A browser that has ordered one piece, and its order's address.
async fn ordered<'a>(shop: &'a Shop, prefix: &str, payment: &str) -> (Browser<'a>, String) {
    let (sku, _) = shop.sku(&prefix[3..], 5).await;
    let mut browser = shop.browser();
    browser.add(prefix, &sku, 1).await;
    let review = browser.review(prefix, payment).await;
    let order = browser.place(prefix, &review).await.is(303).location().trim_end_matches("/pay").to_owned();
    (browser, order)
}

#[tokio::test]
async fn an_unpaid_order_is_cancelled_after_a_question_and_its_page_says_so() {
    for (prefix, payment, status) in [
        ("en-gb", "card", "Cancelled"),
        ("en-gb", "transfer", "Cancelled"),
        ("de-de", "transfer", "Storniert"),
        ("ja-jp", "transfer", "キャンセル"),
    ] {
        let shop = Shop::open().await;
        let held = shop.number(HELD).await;
        let (mut browser, order) = ordered(&shop, prefix, payment).await;
        assert_eq!(shop.number(HELD).await, held + 1);
        let page = format!("{order}/cancellation");
        browser.get(&order).await.is(200).says(&format!("href=\"{page}\""));
        browser.get(&page).await.is(200).says(&format!("<form method=\"post\" action=\"{page}\""));
        assert_eq!(shop.number(HELD).await, held + 1, "a question changes nothing");
        browser.post(&page, &[]).await.leads_to(&order);
        let shown =
            browser.get(&order).await.is(200).says("role=\"status\"").says(&format!("badge-closed\">{status}<"));
        shown.says(&format!("action=\"{order}/again\"")).keeps_quiet_about(&page);
        assert_eq!(shop.number(HELD).await, held, "{prefix} {payment}");
    }
}

#[tokio::test]
async fn pressing_twice_cancels_once() {
    let shop = Shop::open().await;
    let (mut browser, order) = ordered(&shop, "en-gb", "card").await;
    let mut other = browser.clone();
    for browser in [&mut browser, &mut other] {
        browser.post(&format!("{order}/cancellation"), &[]).await.leads_to(&order);
    }
    browser.get(&format!("{order}/cancellation")).await.leads_to(&order);
    browser.get(&format!("{order}/pay")).await.leads_to(&order);
    browser.post(&format!("{order}/pay"), &[("method", "card")]).await.leads_to(&order);
    assert_eq!(shop.number("SELECT count(*) FROM order_event WHERE kind = 'cancelled'").await, 1);
    assert_eq!(shop.number("SELECT count(*) FROM payment").await, 0);
}

#[tokio::test]
async fn a_paid_order_is_not_cancelled() {
    let shop = Shop::open().await;
    let (mut browser, order) = ordered(&shop, "en-gb", "card").await;
    browser.pay(&order).await.leads_to(&order);
    let page = format!("{order}/cancellation");
    browser.get(&order).await.is(200).keeps_quiet_about(&page);
    browser.get(&page).await.leads_to(&order);
    browser.post(&page, &[]).await.leads_to(&order);
    browser.get(&order).await.is(200).says(">Paid<").keeps_quiet_about("Your order is cancelled");
    assert_eq!(shop.number("SELECT count(*) FROM orders WHERE paid_at IS NOT NULL").await, 1);
}

#[tokio::test]
async fn an_order_is_cancelled_in_a_region_that_does_not_have_it_yet() {
    let home = Shop::open().await;
    let osaka = home.region().await;
    let (browser, order) = ordered(&home, "en-gb", "card").await;
    let mut browser = browser.moved_to(&osaka);
    browser.get(&format!("{order}/cancellation")).await.is(200);
    browser.post(&format!("{order}/cancellation"), &[]).await.leads_to(&order);
    browser.get(&order).await.is(200).says(">Cancelled<");
}
