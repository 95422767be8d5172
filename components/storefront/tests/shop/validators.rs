//! Validators of catalogue pages: ETags that are known before the page is rendered, and what caches may store.

use axum::body::Body;
use http::{Request, header};
use outpost_db::version;

use crate::support::{Answer, NOW, Shop};

/// Every address whose answer is the same for everyone.
async fn catalogue(shop: &Shop) -> Vec<String> {
    let (_, slug) = shop.sku("gb", 5).await;
    let category = shop.text("SELECT slug FROM category WHERE depth = 2 ORDER BY id").await;
    vec![
        "/en-gb".to_owned(),
        format!("/en-gb/c/{category}"),
        format!("/en-gb/c/{category}?sort=price-asc&f=availability:in"),
        "/en-gb/search?q=mug".to_owned(),
        "/en-gb/search?q=zzzzzz".to_owned(),
        format!("/en-gb/p/{slug}"),
        "/en-gb/pages/about".to_owned(),
        "/en-gb/sitemap-1.xml".to_owned(),
    ]
}

fn asking(path: &str, tag: &str) -> Request<Body> {
    Request::get(path).header(header::IF_NONE_MATCH, tag).body(Body::empty()).unwrap()
}

async fn etag(shop: &Shop, path: &str) -> String {
    shop.browser().get(path).await.is(200).header("etag").to_owned()
}

#[tokio::test]
async fn a_page_that_did_not_change_costs_one_statement_and_is_not_sent_again() {
    let shop = Shop::open().await;
    for path in catalogue(&shop).await {
        let page = shop.browser().get(&path).await.is(200);
        let tag = page.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.ends_with('"'), "{path}: {tag} is strong");
        for known in [tag.clone(), format!("\"other\", W/{tag}")] {
            shop.replica.take();
            let answer = shop.send(asking(&path, &known)).await.is(304);
            assert_eq!((shop.replica.take(), shop.primary.take()), (1, 0), "{path}");
            assert!(answer.text.is_empty());
            for name in ["etag", "cache-control", "vary", "outpost-data-version", "outpost-scopes"] {
                assert_eq!(answer.header(name), page.header(name), "{path}: {name}");
            }
        }
    }
    for path in ["/robots.txt", "/sitemap.xml"] {
        let known = etag(&shop, path).await;
        shop.send(asking(path, &known)).await.is(304);
    }
}

#[tokio::test]
async fn an_unknown_etag_costs_nothing_and_an_old_one_stays_within_the_budget() {
    let shop = Shop::open().await;
    for path in catalogue(&shop).await {
        let known = etag(&shop, &path).await;
        shop.replica.take();
        shop.browser().get(&path).await.is(200);
        let plain = shop.replica.take();
        shop.send(asking(&path, "\"0123456789abcdef-1\", \"x\"")).await.is(200);
        assert_eq!(shop.replica.take(), plain, "{path}");
        shop.database.batch("UPDATE brand SET name = name || '!' WHERE id = 1").await.unwrap();
        version::bump(&*shop.database).await.unwrap();
        let other = shop.send(asking(&path, &known)).await.is(200);
        assert!(shop.replica.take() <= 3, "{path}");
        assert_ne!(other.header("etag"), known, "{path}");
    }
}

#[tokio::test]
async fn an_etag_changes_with_everything_the_page_shows() {
    let shop = Shop::open().await;
    let (sku, slug) = shop.sku("gb", 9).await;
    let product = format!("/en-gb/p/{slug}");
    let first = etag(&shop, &product).await;
    assert_eq!(etag(&shop, &product).await, first);
    assert_ne!(etag(&shop, &product.replace("en-gb", "en-de")).await, first, "another market");
    assert_ne!(etag(&shop, &format!("{product}?v={sku}")).await, first, "another address");
    let mut buyer = shop.browser();
    buyer.add("en-gb", &sku, 1).await;
    let own = buyer.get(&product).await.is(200);
    assert_ne!(own.header("etag"), first, "a cart of one");
    assert_eq!(own.header("cache-control"), "private, no-cache");
    shop.pass_seconds(12 * 3_600 - 1);
    assert_eq!(etag(&shop, &product).await, first, "one second before midnight");
    let late = shop.browser().get(&product).await;
    assert_eq!(late.header("cache-control"), "public, max-age=1, s-maxage=1, stale-while-revalidate=0");
    shop.pass_seconds(1);
    assert_ne!(etag(&shop, &product).await, first, "delivery a day later");
    shop.clock.0.store(NOW, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(etag(&shop, &product).await, first);
    let gateway = Shop::with(&[("test_payments", "off")]).await;
    let build = Shop::with(&[("build_id", "2")]).await;
    for other in [gateway, build] {
        // The same data version, which begins by chance.
        let tag = shop.number("SELECT tag FROM catalogue_version").await;
        let same = format!("UPDATE catalogue_version SET epoch = {}, version = {}", tag >> 32, tag & 0xFFFF_FFFF);
        other.database.batch(&same).await.unwrap();
        assert_ne!(etag(&other, &product).await, first);
    }
}

#[tokio::test]
async fn an_order_changes_an_etag_only_where_pages_show_it() {
    let shop = Shop::open().await;
    let (sku, slug) = shop.sku("gb", 20).await;
    let level = format!("variant_id = (SELECT id FROM variant WHERE sku = '{sku}')");
    shop.database
        .batch(&format!(
            "UPDATE stock_level SET safety_stock = on_hand, backorder_limit = 0 WHERE {level}; \
             UPDATE stock_level SET safety_stock = on_hand - 7 WHERE {level} AND location_id = \
             (SELECT location_id FROM stock_level WHERE {level} AND on_hand >= 7 ORDER BY on_hand DESC LIMIT 1)"
        ))
        .await
        .unwrap();
    let product = format!("/en-gb/p/{slug}?v={sku}");
    let (first, version) = (etag(&shop, &product).await, shop.browser().get(&product).await);
    let order = async |pieces| {
        let mut browser = shop.browser();
        browser.add("en-gb", &sku, pieces).await;
        let review = browser.review("en-gb", "transfer").await;
        browser.place("en-gb", &review).await.is(303);
    };
    order(1).await;
    let plenty = shop.browser().get(&product).await;
    assert_eq!(plenty.header("etag"), first, "6 are plenty");
    assert_eq!(plenty.text, version.text, "and the page is the same to the byte");
    order(2).await;
    let few = shop.browser().get(&product).await;
    assert_ne!(few.header("etag"), first);
    assert!(few.text != plenty.text, "4 are left");
}

#[tokio::test]
async fn an_edit_leaves_the_etags_of_other_products_and_categories_valid() {
    let shop = Shop::open().await;
    let first = "SELECT product.id FROM product
        JOIN listing ON listing.product_id = product.id AND listing.market_code = 'gb' ORDER BY product.rank LIMIT 1";
    let edited = shop.text(&format!("SELECT slug FROM product WHERE id = ({first})")).await;
    let far = format!(
        "SELECT product.slug FROM product
        JOIN listing ON listing.product_id = product.id AND listing.market_code = 'gb'
        WHERE product.category_id <> (SELECT category_id FROM product WHERE id = ({first})) ORDER BY product.rank DESC"
    );
    let other = shop.text(&far).await;
    let top = format!(
        "SELECT category.slug FROM category_product
        JOIN category ON category.id = category_product.category_id AND category.depth = 1
        WHERE category_product.product_id = ({first})"
    );
    let own = shop.text(&top).await;
    let elsewhere = format!("SELECT slug FROM category WHERE depth = 1 AND slug <> ({top}) ORDER BY id");
    let elsewhere = shop.text(&elsewhere).await;
    let paths = [
        format!("/en-gb/p/{edited}"),
        format!("/en-gb/c/{own}"),
        format!("/en-gb/c/{own}?sort=price-asc"),
        "/en-gb/search?q=a".to_owned(),
        format!("/en-gb/p/{other}"),
        format!("/en-gb/c/{elsewhere}"),
        format!("/en-gb/c/{elsewhere}?sort=newest"),
        "/en-gb/pages/about".to_owned(),
        "/en-gb/sitemap-1.xml".to_owned(),
    ];
    let mut known = Vec::new();
    for path in &paths {
        known.push(etag(&shop, path).await);
    }
    let edit = &format!(
        "UPDATE price SET amount_minor = amount_minor + 1, compare_at_minor = NULL
        WHERE variant_id IN (SELECT id FROM variant WHERE product_id = ({first}))"
    );
    shop.database.batch(edit).await.unwrap();
    shop.catch_up().await;
    for (at, (path, known)) in paths.iter().zip(&known).enumerate() {
        let status = shop.send(asking(path, known)).await.status.as_u16();
        assert_eq!(status, if at < 4 { 200 } else { 304 }, "{path}");
    }
}

fn with_cookies(path: &str, cookies: &str) -> Request<Body> {
    Request::get(path).header(header::COOKIE, cookies).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap()
}

fn is_public(answer: &Answer) -> bool {
    answer.header("cache-control").contains("public")
}

#[tokio::test]
async fn no_public_response_depends_on_a_cookie_or_sets_one() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut buyer = shop.browser();
    buyer.get("/de-de/choose").await;
    buyer.add("en-gb", &sku, 2).await;
    let review = buyer.review("en-gb", "transfer").await;
    let cart = buyer.cookies.clone();
    let order = buyer.place("en-gb", &review).await.is(303).location().to_owned();
    buyer.set_quantity("en-gb", &sku, 0).await;
    let mut cookies: Vec<String> =
        cart.iter().chain(&buyer.cookies).map(|(name, value)| format!("{name}={value}")).collect();
    for name in ["market", "cart", "checkout", "orders", "visitor", "flash", "undo", "consistency"] {
        cookies.push(format!("__Host-{name}=damaged"));
    }
    cookies.push("theme=dark; tracker=1".to_owned());
    cookies.push(cart.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; "));
    let mut paths = catalogue(&shop).await;
    let others = ["/", "/robots.txt", "/sitemap.xml", "/en-gb/", "/en-gb/choose", "/en-gb/cart", "/en-gb/suggest?q=mu"];
    paths.extend(others.map(str::to_owned));
    let own = ["/en-gb/checkout", "/en-gb/checkout/delivery", "/en-gb/checkout/review", "/en-gb/track", "/nowhere"];
    paths.extend(own.map(str::to_owned));
    paths.extend([order.clone(), format!("{order}/pay")]);
    for path in paths {
        let anonymous = shop.browser().get(&path).await;
        for cookie in &cookies {
            let answer = shop.send(with_cookies(&path, cookie)).await;
            if is_public(&answer) {
                assert_eq!(answer.text, anonymous.text, "{path} with {cookie}");
                assert_eq!(answer.header("etag"), anonymous.header("etag"), "{path} with {cookie}");
            }
            assert!(!is_public(&answer) || !answer.headers.contains_key(header::SET_COOKIE), "{path} with {cookie}");
            let varies = answer.header("vary").contains("Cookie") || answer.header("cache-control") == "no-store";
            assert!(varies || answer.text == anonymous.text, "{path} with {cookie}");
        }
    }
}
