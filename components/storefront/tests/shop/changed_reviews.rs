//! What changed between the review and the order is named, and can be accepted.

use crate::support::Shop;

#[tokio::test]
async fn a_changed_price_is_named_and_can_be_accepted() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let review = browser.review("en-gb", "card").await;
    shop.database.batch(&format!("UPDATE price SET amount_minor = amount_minor + 100, compare_at_minor = NULL WHERE market_code = 'gb' AND variant_id = (SELECT id FROM variant WHERE sku = '{sku}')")).await.unwrap();
    let refused = browser.place("en-gb", &review).await.is(409);
    assert_ne!(refused.field("expected_total"), review.field("expected_total"));
    assert_eq!(shop.number("SELECT count(*) FROM orders").await, 0);
    let placed = browser.place("en-gb", &refused).await.is(303);
    assert!(placed.location().ends_with("/pay"));
}

#[tokio::test]
async fn everything_that_changed_is_named_on_the_review_and_can_be_accepted() {
    for (prefix, words) in [
        ("en-gb", ["The price changed from", "The tax rate changed from", "The delivery rate changed from"]),
        ("de-de", ["Der Preis hat sich", "Der Steuersatz hat sich", "Der Versandpreis hat sich"]),
        ("ja-jp", ["価格が", "税率が", "送料が"]),
    ] {
        let shop = Shop::open().await;
        let market = &prefix[3..];
        let (sku, _) = shop.sku(market, 5).await;
        let mut browser = shop.browser();
        browser.add(prefix, &sku, 1).await;
        let review = browser.review(prefix, "card").await;
        shop.database
            .batch(&format!(
                "UPDATE price SET amount_minor = amount_minor + 100, compare_at_minor = NULL \
                 WHERE market_code = '{market}' AND variant_id = (SELECT id FROM variant WHERE sku = '{sku}'); \
                 UPDATE tax_rate SET rate_basis_points = rate_basis_points + 50; \
                 UPDATE shipping_rate SET amount_minor = amount_minor + 50"
            ))
            .await
            .unwrap();
        let mut refused = browser.place(prefix, &review).await.is(409);
        for word in words {
            refused = refused.says(word);
        }
        assert_eq!(shop.number("SELECT count(*) FROM orders").await, 0, "{prefix}");
        browser.place(prefix, &refused).await.is(303);
        assert_eq!(shop.number("SELECT count(*) FROM orders").await, 1, "{prefix}");
    }
}

#[tokio::test]
async fn a_region_that_is_behind_shows_what_the_primary_says_and_the_next_press_goes_through() {
    let home = Shop::open().await;
    let osaka = home.region().await;
    let (sku, _) = osaka.sku("jp", 5).await;
    let mut browser = osaka.browser();
    browser.add("ja-jp", &sku, 1).await;
    let review = browser.review("ja-jp", "card").await;
    home.database
        .batch(
            "UPDATE price SET amount_minor = amount_minor + 1, compare_at_minor = NULL WHERE market_code = 'jp'; \
             UPDATE tax_rate SET rate_basis_points = rate_basis_points + 50; \
             UPDATE shipping_rate SET amount_minor = amount_minor + 50; \
             UPDATE variant SET weight_grams = weight_grams + 1",
        )
        .await
        .unwrap();
    let refused = browser.place("ja-jp", &review).await.is(409);
    browser.place("ja-jp", &refused).await.is(303);
    assert_eq!(home.number("SELECT count(*) FROM orders").await, 1);
}

#[tokio::test]
async fn stock_that_went_meanwhile_is_named_and_what_is_left_can_be_ordered() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 3).await;
    let review = browser.review("en-gb", "card").await;
    let level = format!("variant_id = (SELECT id FROM variant WHERE sku = '{sku}')");
    shop.database.batch(&format!("UPDATE stock_level SET safety_stock = on_hand, backorder_limit = 0 WHERE {level}; UPDATE stock_level SET safety_stock = on_hand - 2 WHERE {level} AND on_hand >= 2 AND location_id = (SELECT min(location_id) FROM stock_level WHERE {level} AND on_hand >= 2)")).await.unwrap();
    let refused = browser.place("en-gb", &review).await.is(409);
    browser.place("en-gb", &refused).await.is(303);
    assert_eq!(shop.number("SELECT sum(quantity) FROM order_line").await, 2);
}

#[tokio::test]
async fn a_changed_delivery_rate_is_shown_before_it_is_charged() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let review = browser.review("en-gb", "card").await;
    shop.database.batch("UPDATE shipping_rate SET amount_minor = amount_minor + 50; UPDATE shipping_method SET free_from_minor = NULL").await.unwrap();
    let refused = browser.place("en-gb", &review).await.is(409);
    browser.place("en-gb", &refused).await.is(303);
    shop.database.batch("DELETE FROM market_country WHERE country_code = 'GB'").await.unwrap();
    assert_eq!(shop.number("SELECT count(*) FROM orders").await, 1);
}
