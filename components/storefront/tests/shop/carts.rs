//! Filling and changing the cart.

use crate::support::Shop;

#[tokio::test]
async fn a_cart_is_filled_changed_emptied_and_restored_without_scripts() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 2).await;
    let cart = browser.get("/en-gb/cart").await.is(200).says("value=\"2\"").says("role=\"status\"");
    assert_eq!(cart.header("cache-control"), "no-store");
    assert!(!browser.get("/en-gb/cart").await.text.contains("class=\"notice\" role=\"status\""), "said once only");
    browser.set_quantity("en-gb", &sku, 3).await;
    browser.get("/en-gb/cart").await.says("value=\"3\"");
    browser.set_quantity("en-gb", &sku, 0).await;
    browser.get("/en-gb/cart").await.says("/en-gb/cart/undo");
    browser.post("/en-gb/cart/undo", &[]).await.leads_to("/en-gb/cart");
    browser.get("/en-gb/cart").await.says("value=\"3\"");
    browser.post("/en-gb/cart/undo", &[]).await.leads_to("/en-gb/cart");
}

#[tokio::test]
async fn a_line_that_is_taken_back_stands_where_it_stood() {
    let shop = Shop::open().await;
    let skus = shop.text("SELECT group_concat(sku, ' ') FROM (SELECT sku FROM variant JOIN product ON product.id = product_id AND state = 'published' JOIN price ON variant_id = variant.id AND market_code = 'gb' WHERE (SELECT sum(available) FROM stock_level WHERE variant_id = variant.id) > 5 ORDER BY rank, position LIMIT 3)").await;
    let skus: Vec<&str> = skus.split(' ').collect();
    let mut browser = shop.browser();
    for sku in &skus {
        browser.add("en-gb", sku, 2).await;
    }
    let order = |page: &crate::support::Answer| {
        let mut lines = skus.clone();
        lines.sort_by_key(|sku| page.text.find(&format!("id=\"quantity-{sku}\"")));
        lines
    };
    for sku in &skus {
        browser.post("/en-gb/cart", &[("remove", sku)]).await.leads_to("/en-gb/cart");
        browser.get("/en-gb/cart").await.is(200).keeps_quiet_about(&format!("id=\"quantity-{sku}\""));
        browser.post("/en-gb/cart/undo", &[]).await.leads_to("/en-gb/cart");
        assert_eq!(order(&browser.get("/en-gb/cart").await.is(200).says(&format!("id=\"quantity-{sku}\""))), skus);
    }
}

#[tokio::test]
async fn no_more_goes_into_the_cart_than_there_is() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 2).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 99).await;
    let available = shop.number(&format!("SELECT sum(available) FROM stock_level JOIN variant ON id = variant_id JOIN market_location ON market_location.location_id = stock_level.location_id AND market_code = 'gb' WHERE sku = '{sku}'")).await;
    browser.get("/en-gb/cart").await.is(200).says(&format!("value=\"{available}\""));
}

#[tokio::test]
async fn what_the_shop_does_not_know_or_sell_here_stays_out_and_is_named() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    for sku in ["NO-SUCH-SKU", "'; DROP TABLE variant", "", "mug"] {
        browser.post("/en-gb/cart/lines", &[("sku", sku)]).await.is(422);
    }
    let (sku, _) = shop.sku("gb", 5).await;
    shop.database
        .batch(&format!(
            "DELETE FROM price WHERE market_code = 'gb' AND variant_id = (SELECT id FROM variant WHERE sku = '{sku}')"
        ))
        .await
        .unwrap();
    let request = http::Request::post("/en-gb/cart/lines")
        .header("origin", "http://shop.example")
        .header("accept", "application/json")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(axum::body::Body::from(format!("sku={sku}")));
    let answer = browser.send(request.unwrap()).await.is(422).says(&sku);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    for quantity in ["0", "-1", "100", "many"] {
        browser.post("/en-gb/cart/lines", &[("sku", &sku), ("quantity", quantity)]).await.is(422);
    }
    assert!(browser.cookies.is_empty());
}

#[tokio::test]
async fn a_line_that_sold_out_or_left_the_market_is_named_in_the_cart() {
    let shop = Shop::open().await;
    let (sku, slug) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 3).await;
    let variant = format!("(SELECT id FROM variant WHERE sku = '{sku}')");
    shop.database.batch(&format!("UPDATE stock_level SET safety_stock = on_hand, backorder_limit = 0 WHERE variant_id = {variant}; UPDATE stock_level SET safety_stock = on_hand - 1 WHERE variant_id = {variant} AND on_hand > 0 AND location_id = (SELECT min(location_id) FROM stock_level WHERE variant_id = {variant} AND on_hand > 0)")).await.unwrap();
    browser.get("/en-gb/cart").await.is(200).says("line-change").says(&slug);
    shop.database.batch(&format!("DELETE FROM price WHERE variant_id = {variant}")).await.unwrap();
    browser.get("/en-gb/cart").await.is(200).says("line-change").says("line-unavailable");
    browser.get("/en-gb/checkout").await.leads_to("/en-gb/cart");
}

#[tokio::test]
async fn a_damaged_cart_cookie_is_an_empty_cart() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let whole = browser.cookies["__Host-cart"].clone();
    let damages = [
        whole[..whole.len() - 1].to_owned(),
        format!("{whole}9"),
        whole.replace(".1", ".9"),
        "%%%".to_owned(),
        String::new(),
        "x".repeat(4_000),
    ];
    for damaged in damages {
        let mut other = shop.browser();
        other.cookies.insert("__Host-cart".to_owned(), damaged.clone());
        other.get("/en-gb/cart").await.is(200);
        assert!(!other.cookies.contains_key("__Host-cart"), "{damaged} was dropped");
        other.get("/en-gb").await.is(200);
    }
}

#[tokio::test]
async fn the_same_cart_is_priced_by_every_market_in_its_own_currency() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    for (prefix, sign) in [("en-gb", "£"), ("de-de", "€"), ("ja-jp", "¥")] {
        browser.get(&format!("/{prefix}/cart")).await.is(200).says(sign);
    }
}

#[tokio::test]
async fn pages_seen_with_a_cart_are_kept_by_the_browser_only() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 2).await;
    let page = browser.get("/en-gb").await.is(200);
    assert_eq!(page.header("cache-control"), "private, no-cache");
    assert!(page.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn a_line_that_this_copy_does_not_know_yet_is_named_and_stays() {
    let home = Shop::open().await;
    let region = home.region().await;
    let (sku, _) = home.sku("gb", 5).await;
    let new = "UPDATE variant SET sku = 'JUST-NEW' WHERE sku = ";
    home.database.batch(&format!("{new}'{sku}'")).await.unwrap();
    let mut browser = home.browser();
    browser.add("en-gb", "JUST-NEW", 2).await;
    let mut browser = browser.moved_to(&region);
    let page = browser.get("/en-gb/cart").await.is(200).says("cannot find this item").says("JUST-NEW");
    page.keeps_quiet_about("0.00 each").keeps_quiet_about("href=\"/en-gb/p/JUST-NEW");
    browser.get("/en-gb/checkout").await.leads_to("/en-gb/cart");
    browser.moved_to(&home).get("/en-gb/cart").await.is(200).says("value=\"2\"");
    browser.post("/en-gb/cart", &[("remove", "JUST-NEW")]).await.leads_to("/en-gb/cart");
    assert!(!browser.cookies.contains_key("__Host-cart"), "and can be removed");
}

#[tokio::test]
async fn a_line_of_another_market_has_no_price_and_no_link_here() {
    let shop = Shop::open().await;
    let (sku, slug) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let variant = format!("(SELECT id FROM variant WHERE sku = '{sku}')");
    shop.database
        .batch(&format!("DELETE FROM price WHERE market_code = 'de' AND variant_id = {variant}"))
        .await
        .unwrap();
    let cart = browser.get("/de-de/cart").await.is(200).says("line-change");
    let (_, line) = cart.text.split_once("class=\"line line-unavailable\"").unwrap();
    let (line, _) = line.split_once("</li>").unwrap();
    assert!(!line.contains(&slug) && !line.contains('€'), "{line}");
}

#[tokio::test]
async fn a_full_cart_says_so_and_error_pages_count_it() {
    let shop = Shop::open().await;
    let skus = shop.text("SELECT group_concat(sku, ' ') FROM (SELECT sku FROM variant JOIN product ON product.id = product_id AND state = 'published' JOIN price ON variant_id = variant.id AND market_code = 'gb' WHERE (SELECT sum(available) FROM stock_level WHERE variant_id = variant.id) > 5 ORDER BY variant.id LIMIT 41)").await;
    let skus: Vec<&str> = skus.split(' ').collect();
    let mut browser = shop.browser();
    for sku in &skus[..40] {
        browser.add("en-gb", sku, 1).await;
    }
    browser.add("en-gb", skus[40], 1).await;
    let cart = browser.get("/en-gb/cart").await.is(200).says("holds 40 different items");
    cart.keeps_quiet_about(&format!("quantity-{}", skus[40]));
    browser.get("/en-gb/nothing/here").await.is(404).says("class=\"tool-count\"");
    browser.set_quantity("en-gb", skus[0], 0).await;
    browser.add("en-gb", skus[40], 1).await;
    browser.post("/en-gb/cart/undo", &[]).await.is(303);
    browser.get("/en-gb/cart").await.is(200).says("holds 40 different items");
}

#[tokio::test]
async fn the_button_to_the_checkout_takes_the_quantities_along() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let field = format!("quantity.{sku}");
    let form = [(field.as_str(), "3"), ("step", "checkout")];
    browser.post("/en-gb/cart", &form).await.leads_to("/en-gb/checkout");
    browser.review("en-gb", "transfer").await.says("Quantity: 3");
    browser.post("/en-gb/cart", &[(field.as_str(), "many"), ("step", "checkout")]).await.is(422);
    browser.post("/en-gb/cart", &[(field.as_str(), "0"), ("step", "checkout")]).await.leads_to("/en-gb/cart");
    browser.get("/en-gb/cart").await.is(200).says("/en-gb/cart/undo");
}

#[tokio::test]
async fn removing_one_line_keeps_what_was_typed_for_the_others() {
    let shop = Shop::open().await;
    let skus = shop.text("SELECT group_concat(sku, ' ') FROM (SELECT sku FROM variant JOIN product ON product.id = product_id AND state = 'published' JOIN price ON variant_id = variant.id AND market_code = 'gb' WHERE (SELECT sum(available) FROM stock_level WHERE variant_id = variant.id) > 5 ORDER BY rank, position LIMIT 2)").await;
    let (one, other) = skus.split_once(' ').unwrap();
    let mut browser = shop.browser();
    browser.add("en-gb", one, 1).await;
    browser.add("en-gb", other, 1).await;
    let field = format!("quantity.{other}");
    browser.post("/en-gb/cart", &[(field.as_str(), "4"), ("remove", one)]).await.leads_to("/en-gb/cart");
    browser.get("/en-gb/cart").await.is(200).says("value=\"4\"").says("/en-gb/cart/undo");
    // A field that was emptied does not stand in the way of another line's button.
    browser.post("/en-gb/cart", &[(field.as_str(), ""), ("remove", "NO-SUCH")]).await.leads_to("/en-gb/cart");
}

#[tokio::test]
async fn a_cart_too_heavy_for_a_parcel_names_the_item_and_the_most_that_can_be_sent() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 40).await;
    shop.database.batch(&format!("UPDATE variant SET weight_grams = 1500 WHERE sku = '{sku}'")).await.unwrap();
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 30).await;
    let cart = browser.get("/en-gb/cart").await.is(200).says("carries up to 30 kg: at most 20 of these");
    cart.says("too heavy for one parcel").keeps_quiet_about("value=\"checkout\"");
    browser.get("/en-gb/checkout").await.leads_to("/en-gb/cart");
    browser.post("/en-gb/cart", &[("step", "checkout")]).await.leads_to("/en-gb/checkout");
    browser.set_quantity("en-gb", &sku, 20).await;
    browser.get("/en-gb/cart").await.is(200).keeps_quiet_about("too heavy").says("value=\"checkout\"");
    browser.get("/en-gb/checkout").await.is(200);
}

#[tokio::test]
async fn what_was_added_leads_back_and_says_how_far_free_delivery_is() {
    let shop = Shop::open().await;
    let (sku, slug) = shop.sku("gb", 5).await;
    shop.database.batch("UPDATE shipping_method SET free_from_minor = 100000 WHERE market_code = 'gb'").await.unwrap();
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let cart = browser.get("/en-gb/cart").await.is(200).says("Added: ");
    let (_, notice) = cart.text.split_once("class=\"notice\"").unwrap();
    let (notice, _) = notice.split_once("<main").unwrap();
    assert!(notice.contains(&format!("href=\"/en-gb/p/{slug}?v={sku}\"")), "{notice}");
    assert!(notice.contains("more for free delivery"), "{notice}");
    assert!(!notice.contains("href=\"/en-gb/cart\""), "{notice}");
}
