//! Statements are the currency of speed: every route stays within its budget.

use crate::support::{Browser, Shop, address, number_in};

const PAGE_MAX: usize = 3;

async fn cost(browser: &mut Browser<'_>, path: &str) -> (u16, usize) {
    let shop = browser.shop;
    shop.replica.take();
    shop.primary.take();
    let answer = browser.get(path).await;
    (answer.status.as_u16(), shop.replica.take() + shop.primary.take())
}

/// A word of the catalogue with a letter left out, which is no word itself.
async fn typo(shop: &Shop) -> String {
    let statement = "SELECT substr(term, 1, 2) || substr(term, 4) AS typo FROM search_term
        WHERE locale_code = 'en' AND length(term) > 6 AND NOT EXISTS (
            SELECT 1 FROM search_term AS other
            WHERE other.locale_code = 'en' AND other.term GLOB substr(search_term.term, 1, 2) || substr(search_term.term, 4) || '*'
        )
        ORDER BY products DESC";
    shop.text(statement).await
}

#[tokio::test]
async fn no_page_costs_more_than_three_statements() {
    let shop = Shop::open().await;
    let (sku, slug) = shop.sku("gb", 5).await;
    let category = shop.text("SELECT slug FROM category WHERE depth = 2 ORDER BY id").await;
    let mut full = shop.browser();
    full.add("en-gb", &sku, 1).await;
    full.review("en-gb", "card").await;
    let mut buyer = full.clone();
    let review = buyer.get("/en-gb/checkout/review").await;
    let number = number_in(buyer.place("en-gb", &review).await.is(303).location());
    let order = format!("/en-gb/orders/{number}");
    let paths = [
        "/",
        "/robots.txt",
        "/sitemap.xml",
        "/en-gb/sitemap-1.xml",
        "/en-gb",
        "/en-gb/",
        "/en-gb/choose",
        "/en-gb/cart",
        "/en-gb/search",
        "/en-gb/search?q=mug&f=availability:in",
        "/en-gb/search?q=zzzzzz",
        "/en-gb/search?q=zzzzzz&sort=newest&f=rating:4",
        "/en-gb/suggest?q=mu",
        "/en-gb/checkout",
        "/en-gb/checkout/delivery",
        "/en-gb/checkout/review",
        "/en-gb/track",
        "/en-gb/pages/about",
        "/en-gb/nothing",
        "/nowhere",
    ];
    let mut paths: Vec<String> = paths.into_iter().map(str::to_owned).collect();
    let narrower = ["?sort=newest", "?f=rating:4", "?sort=price-asc&f=rating:4&f=availability:in"];
    paths.extend(narrower.map(|query| format!("/en-gb/c/{category}{query}")));
    paths.push(format!("/en-gb/search?q={}&sort=rating&f=availability:in", typo(&shop).await));
    paths.extend([format!("/en-gb/c/{category}"), format!("/en-gb/p/{slug}"), order.clone(), format!("{order}/pay")]);
    paths.push(format!("{order}/cancellation"));
    for path in paths {
        for browser in [&mut shop.browser(), &mut full.clone(), &mut buyer.clone()] {
            let (status, statements) = cost(browser, &path).await;
            assert!(statements <= PAGE_MAX, "{path} ({status}) costs {statements}");
        }
    }
}

#[tokio::test]
async fn no_form_costs_more_than_three_statements() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let quantity = format!("quantity.{sku}");
    let choice = vec![("delivery", "standard"), ("payment", "card")];
    let card = vec![("method", "card"), ("attempt", "0")];
    let guess = vec![("number", "OP-0000-0000-0000"), ("email", "eve@example.com")];
    let forms = vec![
        ("/en-gb/cart/lines".to_owned(), vec![("sku", sku.as_str())]),
        ("/en-gb/cart/lines".to_owned(), vec![("sku", "NO-SUCH")]),
        ("/en-gb/cart".to_owned(), vec![(quantity.as_str(), "2"), ("step", "checkout")]),
        ("/en-gb/cart".to_owned(), vec![("remove", sku.as_str())]),
        ("/en-gb/cart/undo".to_owned(), vec![]),
        ("/en-gb/checkout".to_owned(), vec![("step", "next")]),
        ("/en-gb/checkout".to_owned(), vec![("step", "country"), ("country", "GB")]),
        ("/en-gb/checkout".to_owned(), address("en-gb")),
        ("/en-gb/checkout/delivery".to_owned(), vec![]),
        ("/en-gb/checkout/delivery".to_owned(), choice),
        ("/en-gb/track".to_owned(), guess),
    ];
    for (path, form) in forms {
        shop.replica.take();
        shop.primary.take();
        let answer = browser.post(&path, &form).await;
        let statements = shop.replica.take() + shop.primary.take();
        assert!(statements <= PAGE_MAX, "POST {path} {form:?} ({}) costs {statements}", answer.status);
    }
    let review = browser.get("/en-gb/checkout/review").await.is(200);
    let pay = browser.place("en-gb", &review).await.is(303).location().to_owned();
    for (path, form) in [
        (pay.clone(), vec![]),
        (pay.clone(), card),
        (pay.replace("/pay", "/hold"), vec![]),
        (pay.replace("/pay", "/again"), vec![]),
        (pay.replace("/pay", "/cancellation"), vec![]),
    ] {
        shop.replica.take();
        shop.primary.take();
        browser.post(&path, &form).await;
        let statements = shop.replica.take() + shop.primary.take();
        assert!(statements <= PAGE_MAX, "POST {path} {form:?} costs {statements}");
    }
}

#[tokio::test]
async fn an_order_is_read_from_the_primary_until_the_replica_has_it() {
    let shop = Shop::apart().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let review = browser.review("en-gb", "card").await;
    let pay = browser.place("en-gb", &review).await.is(303).location().to_owned();
    let order = pay.trim_end_matches("/pay").to_owned();
    assert_eq!(cost(&mut browser, &pay).await, (200, 3));
    browser.pay(&order).await.leads_to(&order);
    assert_eq!(cost(&mut browser, &order).await, (200, 3));
    let mut other = shop.browser();
    let number = number_in(&order);
    other.post("/en-gb/track", &[("number", &number), ("email", "ann@example.com")]).await.leads_to(&order);
    assert_eq!(cost(&mut other, &order).await, (200, 3));
    shop.replicate().await;
    assert_eq!(cost(&mut browser, &order).await, (200, 2));
    assert_eq!(cost(&mut other, &order).await, (200, 2));
}
