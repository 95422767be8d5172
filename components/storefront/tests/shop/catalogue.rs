//! Pages that are the same for everyone.

use http::Method;
use outpost_http::cookies::Kind;

use crate::support::Shop;

#[tokio::test]
async fn every_market_has_its_pages_in_its_language_and_currency() {
    let shop = Shop::open().await;
    for (prefix, lang, sign) in [
        ("en-gb", "en-GB", "£"),
        ("de-de", "de-DE", "€"),
        ("ja-jp", "ja-JP", "¥"),
        ("en-de", "en-DE", "€"),
        ("en-jp", "en-JP", "¥"),
    ] {
        let page = shop.browser().get(&format!("/{prefix}")).await.is(200).says(sign);
        assert!(page.text.contains(&format!("lang=\"{lang}\"")), "{prefix}");
        let market = prefix.split_once('-').unwrap().1;
        let (sku, slug) = shop.sku(market, 1).await;
        shop.browser().get(&format!("/{prefix}/p/{slug}?v={sku}")).await.is(200).says(&sku);
        shop.browser().get(&format!("/{prefix}/search")).await.is(200);
        shop.browser().get(&format!("/{prefix}/pages/delivery")).await.is(200);
    }
}

#[tokio::test]
async fn a_catalogue_page_sets_no_cookie_and_may_be_kept() {
    let shop = Shop::open().await;
    let category = shop.text("SELECT slug FROM category WHERE depth = 1 ORDER BY position").await;
    for path in ["/en-gb".to_owned(), format!("/en-gb/c/{category}"), "/en-gb/pages/about".to_owned()] {
        let page = shop.browser().get(&path).await.is(200);
        assert!(page.headers.get("set-cookie").is_none(), "{path}");
        assert_eq!(page.header("cache-control"), "public, max-age=5, s-maxage=30, stale-while-revalidate=60");
        assert_eq!(page.header("vary"), "Cookie");
        assert_eq!(page.header("content-length"), page.text.len().to_string());
        assert!(page.text.contains("rel=\"canonical\" href=\"http://shop.example/en-gb"), "{path}");
    }
}

#[tokio::test]
async fn the_front_door_follows_the_language_once_and_the_choice_ever_after() {
    let shop = Shop::open().await;
    let ask = |languages: &str| {
        http::Request::builder().uri("/").header("accept-language", languages).body(axum::body::Body::empty()).unwrap()
    };
    let mut browser = shop.browser();
    let first = browser.send(ask("ja,en;q=0.5")).await.is(302);
    assert_eq!((first.location(), first.header("vary")), ("/ja-jp", "Accept-Language, Cookie"));
    assert_eq!(browser.send(ask("de")).await.location(), "/ja-jp");
    browser.get("/en-de/choose?to=%2Fsearch%3Fq%3Dmug").await.leads_to("/en-de/search?q=mug");
    assert_eq!(browser.send(ask("ja")).await.location(), "/en-de");
    browser.get("/en-gb/choose?to=%2F%2Fevil.example").await.leads_to("/en-gb//evil.example");
    browser.get("/en-gb/choose?to=https%3A%2F%2Fevil.example").await.leads_to("/en-gb");
}

#[tokio::test]
async fn filters_sorting_and_paging_live_in_the_address() {
    let shop = Shop::open().await;
    let page = shop.browser().get("/en-gb/search?sort=price-asc&f=availability:in").await.is(200);
    assert!(page.text.contains("f=availability:in"), "filters stay in the links");
    assert!(page.text.contains("sort=price-asc"), "the order stays in the links");
    shop.browser().get("/en-gb/search?page=9999").await.is(404);
}

#[tokio::test]
async fn suggestions_are_json_with_addresses() {
    let shop = Shop::open().await;
    let title = shop.text("SELECT title FROM product_text JOIN product ON id = product_id JOIN listing USING (product_id) WHERE locale_code = 'en' AND market_code = 'gb' ORDER BY rank").await;
    let word = title.split(' ').next_back().unwrap();
    let answer = shop.browser().get(&format!("/en-gb/suggest?q={word}")).await.is(200);
    let json: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
    assert!(json["products"][0]["url"].as_str().unwrap().starts_with("/en-gb/p/"), "{json}");
    assert!(json["products"][0]["price"].as_str().unwrap().starts_with('£'), "{json}");
    assert_eq!(answer.header("cache-control"), "public, max-age=60", "the same letters are typed again and again");
    assert!(!answer.header("etag").is_empty(), "the host keeps what has a tag and a data version");
}

#[tokio::test]
async fn search_engines_are_shown_every_page_and_nothing_private() {
    let shop = Shop::open().await;
    shop.browser().get("/robots.txt").await.is(200).says("Sitemap: http://shop.example/sitemap.xml");
    shop.browser().get("/sitemap.xml").await.is(200).says("http://shop.example/ja-jp/sitemap-1.xml");
    let (_, slug) = shop.sku("gb", 1).await;
    let page = shop.browser().get("/en-gb/sitemap-1.xml").await.is(200);
    let page = page.says(&format!("<loc>http://shop.example/en-gb/p/{slug}</loc>"));
    assert!(!page.text.contains("/cart"));
    shop.browser().get("/en-gb/sitemap-2.xml").await.is(404);
    assert_eq!(shop.browser().get("/en-gb/cart").await.header("x-robots-tag"), "noindex");
}

#[tokio::test]
async fn head_is_get_without_the_page() {
    let shop = Shop::open().await;
    let request = http::Request::builder().method(Method::HEAD).uri("/en-gb").body(axum::body::Body::empty()).unwrap();
    let head = shop.browser().send(request).await.is(200);
    assert!(head.text.is_empty());
    assert_ne!(head.header("content-length"), "0");
}

#[tokio::test]
async fn a_product_names_only_the_markets_that_sell_it() {
    let shop = Shop::open().await;
    let (_, slug) = shop.sku("gb", 5).await;
    let product = format!("(SELECT id FROM product WHERE slug = '{slug}')");
    shop.database
        .batch(&format!(
            "DELETE FROM listing WHERE market_code = 'jp' AND product_id = {product}; \
             DELETE FROM price WHERE market_code = 'jp' AND variant_id IN (SELECT id FROM variant WHERE product_id = {product})"
        ))
        .await
        .unwrap();
    let page = shop.browser().get(&format!("/en-gb/p/{slug}")).await.is(200);
    assert!(page.text.contains("hreflang=\"de-DE\" href=\"http://shop.example/de-de/p/"), "sold in Germany");
    assert!(!page.text.contains(&format!("/ja-jp/p/{slug}")), "not sold in Japan");
    shop.browser().get(&format!("/ja-jp/p/{slug}")).await.is(404);
}

#[tokio::test]
async fn a_choice_is_struck_out_only_when_every_variant_of_it_is_sold_out() {
    let shop = Shop::open().await;
    // Two variants that differ in their first option only, and another one that has the first option of the second.
    let found = shop
        .text(
            "SELECT product.slug || ' ' || shown.sku || ' ' || gone.sku || ' ' || gone_value.value_id \
             FROM product \
             JOIN product_option AS first ON first.product_id = product.id \
             JOIN product_option AS second ON second.product_id = product.id AND second.position > first.position \
             JOIN variant AS shown ON shown.product_id = product.id \
             JOIN variant AS gone ON gone.product_id = product.id AND gone.id <> shown.id \
             JOIN variant_value AS gone_value ON gone_value.variant_id = gone.id AND gone_value.attribute_id = first.attribute_id \
             JOIN variant_value AS same ON same.variant_id = gone.id AND same.attribute_id = second.attribute_id \
             JOIN variant_value AS also ON also.variant_id = shown.id AND also.value_id = same.value_id \
             JOIN listing ON listing.product_id = product.id AND listing.market_code = 'gb' \
             WHERE (SELECT count(*) FROM product_option WHERE product_id = product.id) = 2 \
                 AND (SELECT count(*) FROM variant_value WHERE value_id = gone_value.value_id AND variant_id IN \
                     (SELECT variant.id FROM variant JOIN price ON variant_id = variant.id AND market_code = 'gb' \
                      WHERE product_id = product.id)) > 1 \
                 AND (SELECT count(*) FROM price WHERE market_code = 'gb' AND variant_id IN (shown.id, gone.id)) = 2 \
             ORDER BY product.rank, shown.position, gone.position LIMIT 1",
        )
        .await;
    let [slug, shown, gone, value]: [&str; 4] = found.split(' ').collect::<Vec<_>>().try_into().unwrap();
    let of_product = format!(
        "variant_id IN (SELECT variant.id FROM variant JOIN product ON product.id = product_id WHERE slug = '{slug}')"
    );
    let sell_out = "safety_stock = on_hand, backorder_limit = 0";
    let plenty = format!("UPDATE stock_level SET safety_stock = 0, backorder_limit = 20 WHERE {of_product}");
    shop.database.batch(&plenty).await.unwrap();
    shop.database
        .batch(&format!(
            "UPDATE stock_level SET {sell_out} WHERE variant_id = (SELECT id FROM variant WHERE sku = '{gone}')"
        ))
        .await
        .unwrap();
    let path = format!("/en-gb/p/{slug}?v={shown}");
    let page = shop.browser().get(&path).await.is(200).keeps_quiet_about("option-sold-out").says("id=\"buy\"");
    assert!(page.text.contains(&format!("?v={shown}#option-0")), "leads back to the choice");
    assert!(!page.text.contains(&format!("?v={gone}#option-0")), "leads to what can be bought");
    let with_it =
        format!("{of_product} AND variant_id IN (SELECT variant_id FROM variant_value WHERE value_id = {value})");
    shop.database.batch(&format!("UPDATE stock_level SET {sell_out} WHERE {with_it}")).await.unwrap();
    shop.browser().get(&path).await.is(200).says("option-sold-out").says(&format!("?v={gone}#option-0"));
}

#[tokio::test]
async fn every_market_has_the_page_about_its_seller_that_its_law_asks_for() {
    let (set, unset) = (Shop::open().await, Shop::open().await);
    let company = "INSERT INTO market_setting SELECT code, 'company_name', 'Shop & Co Ltd' FROM market;
        INSERT INTO market_setting SELECT code, 'company_address', '1 Quay, Leeds LS1 1AA' FROM market";
    set.database.batch(company).await.unwrap();
    for (prefix, name, missing) in [
        ("en-gb", "Company details", "Not stated yet"),
        ("de-de", "Impressum", "Noch nicht angegeben"),
        ("en-de", "Legal notice (Impressum)", "Not stated yet"),
        ("ja-jp", "特定商取引法に基づく表記", "未設定"),
        ("en-jp", "Seller information (Specified Commercial Transactions Act)", "Not stated yet"),
    ] {
        let path = format!("/{prefix}/pages/legal");
        let link = format!("href=\"{path}\">{name}</a>");
        set.browser().get(&format!("/{prefix}")).await.is(200).says(&link);
        let page = set.browser().get(&path).await.is(200).says(&format!("<h1>{name}</h1>"));
        let page = page.says("Shop &amp; Co Ltd").says("1 Quay, Leeds LS1 1AA").says(missing);
        let other = unset.browser().get(&path).await.is(200).keeps_quiet_about("Shop &amp; Co");
        assert_ne!(page.header("etag"), other.header("etag"), "the page differs");
    }
}

#[tokio::test]
async fn the_choice_of_market_keeps_the_words_of_a_search() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    let page = browser.get("/en-gb/search?q=caf%C3%A9+cup&sort=price-asc").await.is(200);
    let (_, link) = page.text.split_once("href=\"/de-de/choose?to=").unwrap();
    let to = link.split('"').next().unwrap();
    let there = browser.get(&format!("/de-de/choose?to={to}")).await.is(303).location().to_owned();
    browser.get(&there).await.is(200).says("value=\"café cup\"");
}

#[tokio::test]
async fn the_privacy_page_says_of_every_cookie_what_it_is_for_and_how_long_it_is_kept() {
    let shop = Shop::open().await;
    for prefix in ["en-gb", "de-de", "ja-jp"] {
        let page = shop.browser().get(&format!("/{prefix}/pages/privacy")).await.is(200).text;
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::AdminSession) {
            let name = kind.name();
            let (_, rest) = page.split_once(&format!("{name}</span>: ")).expect(name);
            let purpose = rest.split('(').next().unwrap_or_default().trim();
            assert!(!purpose.is_empty() && !purpose.starts_with("cookie-"), "{prefix} {name}: {purpose}");
        }
        assert!(!page.contains("{cookies}") && page.contains("365"), "{prefix}");
    }
}
