//! Markets are rows: one that is added while the shop is open sells at once.

use super::support::{Browser, Shop, number_in};

/// A market in a currency and a country that no other market has.
const NEW_MARKET: &str = "BEGIN;
    INSERT INTO currency VALUES ('TND', 3);
    INSERT INTO market VALUES ('tn', 'TND', 'TN', 0, 'standard', 9, 'Africa/Tunis');
    INSERT INTO market_locale VALUES ('tn', 'en', 1);
    INSERT INTO market_country VALUES ('tn', 'TN', 1);
    INSERT INTO market_payment_method VALUES ('tn', 'card', 1, 1);
    INSERT INTO tax_rate VALUES ('TN', 'standard', 1900), ('TN', 'reduced', 700), ('TN', 'zero', 0);
    INSERT INTO price_band VALUES ('tn', 0, 0), ('tn', 1, 50000);
    INSERT INTO market_location SELECT 'tn', location_id, priority FROM market_location WHERE market_code = 'gb';
    INSERT INTO shipping_method VALUES (900, 'tn', 'standard', 'Post', 3, 6, NULL, 1);
    INSERT INTO shipping_rate VALUES (900, 'TN', 30000, 9500);
    INSERT INTO price SELECT variant_id, 'tn', amount_minor * 40, NULL FROM price WHERE market_code = 'gb';
    COMMIT;";

async fn buy(browser: &mut Browser<'_>, sku: &str) -> String {
    browser.add("en-tn", sku, 1).await;
    let person = [("email", "ann@example.com"), ("name", "Ann Bee"), ("line1", "1 Rue de Rome"), ("step", "next")];
    let place = [("country", "TN"), ("postcode", "1000"), ("city", "Tunis"), ("region", "")];
    browser.post("/en-tn/checkout", &[person, place].concat()).await.leads_to("/en-tn/checkout/delivery");
    let choice = [("delivery", "standard"), ("payment", "card")];
    browser.post("/en-tn/checkout/delivery", &choice).await.leads_to("/en-tn/checkout/review");
    let review = browser.get("/en-tn/checkout/review").await.is(200);
    assert!(review.text.contains("TND"), "the market's currency");
    let order = browser.place("en-tn", &review).await.is(303).location().trim_end_matches("/pay").to_owned();
    browser.pay(&order).await.leads_to(&order);
    number_in(&order)
}

#[tokio::test]
async fn a_market_that_is_added_by_rows_alone_sells_at_once() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    browser.get("/en-tn").await.is(404);
    let before = browser.get("/en-gb").await.is(200);
    shop.database.batch(NEW_MARKET).await.unwrap();
    shop.catch_up().await;

    let after = browser.get("/en-gb").await.is(200);
    assert!(!before.text.contains("/en-tn") && after.text.contains("hreflang=\"en-TN\""), "every page leads there");
    assert_ne!(before.header("etag"), after.header("etag"));
    shop.pass_seconds(5);
    browser.get("/en-tn").await.is(200);
    let (sku, slug) = shop.sku("tn", 5).await;
    let product = browser.get(&format!("/en-tn/p/{slug}")).await.is(200);
    assert!(product.text.contains("lang=\"en-TN\"") && product.text.contains("TND"));
    assert!(browser.get("/sitemap.xml").await.text.contains("/en-tn/sitemap-1.xml"));
    assert!(browser.get("/en-tn/sitemap-1.xml").await.is(200).text.contains(&slug));

    let number = buy(&mut browser, &sku).await;
    let sold = format!("SELECT currency_code || ' ' || (paid_at IS NOT NULL) FROM orders WHERE number = '{number}'");
    assert_eq!(shop.text(&sold).await, "TND 1");
}
