//! The delivery date is the same on every page, before and after the order.

use crate::support::{Answer, Browser, NOW, Shop};

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

/// A SKU that lies ready, beside one that does not.
async fn ready_beside(shop: &Shop, late: &str) -> String {
    shop.text(&format!("SELECT sku FROM variant JOIN product ON product.id = product_id AND state = 'published' JOIN price ON variant_id = variant.id AND market_code = 'gb' WHERE backorder_at IS NULL AND sku <> '{late}' AND (SELECT sum(ready) FROM stock_level WHERE variant_id = variant.id) > 30 ORDER BY rank, position LIMIT 1")).await
}

/// Orders and pays; gives what the review promised, and where the order is.
async fn bought(browser: &mut Browser<'_>, sku: &str, quantity: u32) -> (String, String) {
    browser.add("en-gb", sku, quantity).await;
    let review = browser.review("en-gb", "card").await;
    let pay = browser.place("en-gb", &review).await.is(303).location().to_owned();
    let order = pay.trim_end_matches("/pay").to_owned();
    browser.pay(&order).await.leads_to(&order);
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
    let ready = ready_beside(&shop, &late).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &late, 1).await;
    browser.get("/en-gb/cart").await.is(200).keeps_quiet_about("sent together");
    browser.add("en-gb", &ready, 1).await;
    let words = format!("waits for {title}");
    browser.get("/en-gb/cart").await.is(200).says(&words);
    browser.review("en-gb", "card").await.says(&words);
    browser.get("/en-gb/checkout/delivery").await.is(200).says(&words);
}

#[tokio::test]
async fn what_lies_ready_need_not_wait_when_it_gets_a_parcel_of_its_own() {
    let shop = Shop::open().await;
    let (late, _) = sold_ahead(&shop, 0).await;
    shop.database
        .batch("UPDATE shipping_method SET free_from_minor = 10000000 WHERE market_code = 'gb'")
        .await
        .unwrap();
    let ready = ready_beside(&shop, &late).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &late, 1).await;
    browser.add("en-gb", &ready, 1).await;
    let together = browser.review("en-gb", "card").await;
    let delivery = "/en-gb/checkout/delivery";
    browser.get(delivery).await.is(200).says("Send in two parcels");
    let choice = [("delivery", "standard"), ("payment", "card"), ("parcels", "two")];
    browser.post(delivery, &choice).await.leads_to(delivery);
    browser.get(delivery).await.is(200).says("Send everything together").keeps_quiet_about("waits for");
    let split = browser.get("/en-gb/checkout/review").await.is(200).says("First parcel arrives Tue 24 Nov");
    let total = |page: &Answer| page.field("expected_total").parse::<i64>().unwrap();
    assert!(total(&split) > total(&together), "two parcels cost more than one");
    // The review that was open before names one parcel, and places nothing.
    browser.place("en-gb", &together).await.leads_to("/en-gb/checkout/review");
    let pay = browser.place("en-gb", &split).await.is(303).location().to_owned();
    let order = pay.trim_end_matches("/pay").to_owned();
    assert_eq!(shop.number("SELECT count(*) FROM delivery_group").await, 2);
    assert_eq!(shop.number("SELECT count(*) FROM delivery_group WHERE restocked_at IS NULL").await, 1);
    browser.pay(&order).await.leads_to(&order);
    browser.get(&order).await.is(200).says("First parcel arrives Tue 24 Nov");
}

#[tokio::test]
async fn two_parcels_become_one_again() {
    let shop = Shop::open().await;
    let (late, _) = sold_ahead(&shop, 0).await;
    let ready = ready_beside(&shop, &late).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &late, 1).await;
    browser.add("en-gb", &ready, 1).await;
    let before = browser.review("en-gb", "transfer").await;
    let choose = |parcels| [("delivery", "standard"), ("payment", "transfer"), ("parcels", parcels)];
    for parcels in ["two", "one"] {
        browser.post("/en-gb/checkout/delivery", &choose(parcels)).await.leads_to("/en-gb/checkout/delivery");
    }
    let after = browser.get("/en-gb/checkout/review").await.is(200);
    assert_eq!(before.field("expected_total"), after.field("expected_total"));
    // The late item leaves the cart: nothing is left to split.
    browser.post("/en-gb/checkout/delivery", &choose("two")).await.is(303);
    browser.set_quantity("en-gb", &late, 0).await;
    browser.get("/en-gb/checkout/review").await.is(200).keeps_quiet_about("First parcel");
}
