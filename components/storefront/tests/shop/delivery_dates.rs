//! The delivery date is the same on every page, before and after the order.

use crate::support::{Answer, Browser, NOW, Shop};

const CARD: [(&str, &str); 3] = [("card_number", "4242 4242 4242 4242"), ("card_expiry", "12/29"), ("card_cvc", "123")];

/// The days that a page says a parcel arrives between.
#[track_caller]
fn promise(page: &Answer) -> String {
    let (_, words) = page.text.split_once("Arrives ").unwrap_or_else(|| panic!("no promise in: {}", page.main()));
    words.split('<').next().unwrap().to_owned()
}

/// A SKU of which there are `ready` pieces to send and many to come in twenty days, with its product's slug.
async fn sold_ahead(shop: &Shop, ready: i64) -> (String, String) {
    let (sku, slug) = shop.sku("gb", 12).await;
    let variant = format!("(SELECT id FROM variant WHERE sku = '{sku}')");
    let fullest =
        format!("SELECT location_id FROM stock_level WHERE variant_id = {variant} ORDER BY on_hand DESC LIMIT 1");
    shop.database
        .batch(&format!(
            "UPDATE variant SET backorder_at = {} WHERE sku = '{sku}'; \
             UPDATE stock_level SET safety_stock = on_hand, backorder_limit = 20 WHERE variant_id = {variant}; \
             UPDATE stock_level SET safety_stock = on_hand - {ready} \
             WHERE variant_id = {variant} AND location_id = ({fullest})",
            NOW + 20 * 86_400
        ))
        .await
        .unwrap();
    (sku, slug)
}

/// Orders and pays; gives what the review promised, and where the order is.
async fn bought(browser: &mut Browser<'_>, sku: &str, quantity: u32) -> (String, String) {
    browser.add("en-gb", sku, quantity).await;
    let review = browser.review("en-gb", "test").await;
    let pay = browser.place("en-gb", &review).await.is(303).location().to_owned();
    let order = pay.trim_end_matches("/pay").to_owned();
    browser.post(&pay, &CARD).await.leads_to(&order);
    (promise(&review), order)
}

#[tokio::test]
async fn an_order_of_what_is_still_to_come_promises_the_day_of_its_review() {
    let shop = Shop::open().await;
    let (sku, slug) = sold_ahead(&shop, 0).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let in_cart = promise(&browser.get("/en-gb/cart").await.is(200));
    let shown = promise(&browser.get(&format!("/en-gb/p/{slug}?v={sku}")).await.is(200));
    let (reviewed, order) = bought(&mut browser, &sku, 1).await;
    assert_eq!(in_cart, shown);
    assert!(shown.contains("Dec"), "{shown}");
    assert_eq!((shown, reviewed.clone()), (reviewed.clone(), promise(&browser.get(&order).await.is(200))));
    // Goods that come in afterwards do not turn the promise back to days that are over.
    shop.database
        .batch(&format!(
            "INSERT INTO stock_movement (variant_id, location_id, quantity, reason, command_id, moved_at) \
             SELECT variant_id, location_id, 50, 'receipt', 'test', {} FROM stock_level \
             WHERE variant_id = (SELECT id FROM variant WHERE sku = '{sku}')",
            NOW + 5
        ))
        .await
        .unwrap();
    assert_eq!(reviewed, promise(&browser.get(&order).await.is(200)));
}

#[tokio::test]
async fn who_gets_the_last_pieces_keeps_the_early_day_when_others_order_after() {
    let shop = Shop::open().await;
    let (sku, _) = sold_ahead(&shop, 2).await;
    let (mut ann, mut bob) = (shop.browser(), shop.browser());
    let (early, first) = bought(&mut ann, &sku, 2).await;
    shop.pass_seconds(60);
    let (late, second) = bought(&mut bob, &sku, 2).await;
    assert_ne!(early, late);
    assert_eq!(promise(&ann.get(&first).await.is(200)), early);
    assert_eq!(promise(&bob.get(&second).await.is(200)), late);
}

#[tokio::test]
async fn more_pieces_than_lie_ready_arrive_with_the_last_of_them() {
    let shop = Shop::open().await;
    let (sku, _) = sold_ahead(&shop, 2).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 2).await;
    let early = promise(&browser.get("/en-gb/cart").await.is(200));
    let (reviewed, order) = bought(&mut browser, &sku, 1).await;
    assert_ne!(early, reviewed);
    assert_eq!(promise(&browser.get(&order).await.is(200)), reviewed);
}

#[tokio::test]
async fn the_item_that_a_parcel_waits_for_is_named_on_every_page() {
    let shop = Shop::open().await;
    let (late, _) = sold_ahead(&shop, 0).await;
    let title = shop
        .text(&format!(
            "SELECT title FROM product_text JOIN variant USING (product_id) WHERE sku = '{late}' AND locale_code = 'en'"
        ))
        .await;
    let ready = shop.text(&format!("SELECT sku FROM variant JOIN product ON product.id = product_id AND state = 'published' JOIN price ON variant_id = variant.id AND market_code = 'gb' WHERE backorder_at IS NULL AND sku <> '{late}' AND (SELECT sum(ready) FROM stock_level WHERE variant_id = variant.id) > 30 ORDER BY rank, position LIMIT 1")).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &late, 1).await;
    browser.get("/en-gb/cart").await.is(200).keeps_quiet_about("sent together");
    browser.add("en-gb", &ready, 1).await;
    let words = format!("waits for {title}");
    browser.get("/en-gb/cart").await.is(200).says(&words);
    browser.review("en-gb", "test").await.says(&words);
    browser.get("/en-gb/checkout/delivery").await.is(200).says(&words);
}
