//! What the shop shows is what the database charges.

use outpost_db::sql::Sql;

use crate::support::{Shop, address, number_in};

/// Every SKU that a market can sell some of, with how many.
async fn skus(shop: &Shop, market: &str) -> Vec<(String, i64)> {
    let statement = format!(
        "SELECT variant.sku, sum(stock_level.available) AS available FROM variant \
         JOIN price ON price.variant_id = variant.id AND price.market_code = '{market}' \
         JOIN stock_level ON stock_level.variant_id = variant.id \
         JOIN market_location USING (location_id) \
         WHERE market_location.market_code = '{market}' \
         GROUP BY variant.id HAVING sum(stock_level.available) > 0 ORDER BY variant.id"
    );
    let rows = shop.database.query(&statement, Vec::new()).await.unwrap();
    rows.into_iter().map(|mut row| (row.text("sku").unwrap(), row.integer("available").unwrap())).collect()
}

#[tokio::test]
async fn every_cart_is_charged_what_its_review_said_to_the_penny() {
    let shop = Shop::open().await;
    for (prefix, countries) in [("en-gb", &["GB"][..]), ("de-de", &["DE", "AT", "FR", "NL"]), ("en-jp", &["JP"])] {
        let skus = skus(&shop, &prefix[3..]).await;
        for (round, lines) in skus.chunks(5).enumerate().take(12) {
            let mut browser = shop.browser();
            for (at, (sku, available)) in lines.iter().enumerate() {
                let quantity = (1 + (round + at) % 3).min(usize::try_from(*available).unwrap());
                browser.add(prefix, sku, u32::try_from(quantity).unwrap()).await;
            }
            let country = countries[round % countries.len()];
            let postcode = match country {
                "GB" => "M1 1AE",
                "JP" => "1000001",
                "AT" => "1010",
                "NL" => "1012 AB",
                _ => "75001",
            };
            let mut form = address(prefix);
            let email = format!("{prefix}-{round}@example.com");
            form.retain(|(name, _)| !matches!(*name, "country" | "postcode" | "email"));
            form.extend([("country", country), ("postcode", postcode), ("email", &email)]);
            browser.post(&format!("/{prefix}/checkout"), &form).await.is(303);
            let method = if round % 2 == 0 { "standard" } else { "express" };
            let choice = [("delivery", method), ("payment", "card")];
            browser.post(&format!("/{prefix}/checkout/delivery"), &choice).await.is(303);
            let review = browser.get(&format!("/{prefix}/checkout/review")).await.is(200);
            let placed = browser.place(prefix, &review).await.is(303);
            let number = number_in(placed.location());
            let total = shop.number(&format!("SELECT total_minor FROM orders WHERE number = '{number}'")).await;
            assert_eq!(review.field("expected_total"), total.to_string(), "{prefix} {country} {lines:?}");
        }
    }
}

#[tokio::test]
async fn the_bill_may_go_elsewhere() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("de", 5).await;
    let mut browser = shop.browser();
    browser.add("de-de", &sku, 1).await;
    let mut form = address("de-de");
    form.extend([("billing_asked", "1"), ("billing_name", "Firma Ö & Söhne"), ("billing_line1", "Ring 2")]);
    form.extend([("billing_city", "Wien"), ("billing_postcode", "1010"), ("billing_country", "AT")]);
    browser.post("/de-de/checkout", &form).await.is(303);
    browser.post("/de-de/checkout/delivery", &[("delivery", "standard"), ("payment", "transfer")]).await.is(303);
    let review = browser.get("/de-de/checkout/review").await.is(200).says("Firma Ö &amp; Söhne");
    let order = browser.place("de-de", &review).await.is(303).location().to_owned();
    browser.get(&order).await.is(200).says("Firma Ö &amp; Söhne").says("Wien");
    let billed = shop.text("SELECT name || country_code FROM order_address WHERE kind = 'billing'").await;
    assert_eq!(billed, "Firma Ö & SöhneAT");
}

#[tokio::test]
async fn delivery_is_taxed_as_the_market_says_and_an_order_keeps_its_rates() {
    for (delivery_tax, is_taxed) in [("follows_goods", false), ("standard", true)] {
        let shop = Shop::open().await;
        let (sku, _) = shop.sku("gb", 5).await;
        shop.database
            .batch(&format!(
                "UPDATE product SET tax_class = 'zero' WHERE id = (SELECT product_id FROM variant WHERE sku = '{sku}'); \
                 UPDATE shipping_method SET free_from_minor = NULL; UPDATE market SET delivery_tax = '{delivery_tax}'"
            ))
            .await
            .unwrap();
        let mut browser = shop.browser();
        browser.add("en-gb", &sku, 1).await;
        let review = browser.review("en-gb", "transfer").await;
        assert_eq!(review.text.contains("20% VAT"), is_taxed, "{delivery_tax}");
        let sums = |page: &str| {
            let (_, sums) = page.split_once("class=\"totals\"").unwrap();
            sums.split_once("</dl>").unwrap().0.to_owned()
        };
        let order = browser.place("en-gb", &review).await.is(303).location().to_owned();
        let placed = browser.get(&order).await.is(200);
        assert_eq!(sums(&placed.text), sums(&review.text));
        // Whatever becomes of rates, the order shows what was stored with it.
        shop.database
            .batch("UPDATE tax_rate SET rate_basis_points = 1900; UPDATE market SET delivery_tax = 'standard'")
            .await
            .unwrap();
        assert_eq!(sums(&browser.get(&order).await.is(200).text), sums(&review.text));
    }
}

#[tokio::test]
async fn a_full_cart_is_agreed_to_line_by_line() {
    let shop = Shop::open().await;
    let lightest = "SELECT variant.sku FROM variant \
         JOIN price ON price.variant_id = variant.id AND price.market_code = 'gb' \
         JOIN variant_stock ON variant_stock.variant_id = variant.id AND variant_stock.available > 0 \
         ORDER BY variant.weight_grams, variant.id LIMIT 40";
    let mut browser = shop.browser();
    for mut row in shop.database.query(lightest, Vec::new()).await.unwrap() {
        browser.add("en-gb", &row.text("sku").unwrap(), 1).await;
    }
    let review = browser.review("en-gb", "card").await;
    browser.place("en-gb", &review).await.is(303);
    assert_eq!(shop.number("SELECT count(*) FROM order_line").await, 40);
    assert_eq!(shop.number("SELECT total_minor FROM orders").await.to_string(), review.field("expected_total"));
}
