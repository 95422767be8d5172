//! Who may see an order.

use crate::support::{Shop, number_in};

async fn ordered(shop: &Shop) -> String {
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let review = browser.review("en-gb", "transfer").await;
    number_in(browser.place("en-gb", &review).await.is(303).location())
}

#[tokio::test]
async fn an_order_is_found_by_number_and_mail_address_however_they_are_typed() {
    let shop = Shop::open().await;
    let number = ordered(&shop).await;
    let mut browser = shop.browser();
    let order = format!("/en-gb/orders/{number}");
    browser.get(&order).await.leads_to(&format!("/en-gb/track?number={number}"));
    browser.get(&format!("/en-gb/track?number={number}")).await.is(200).says(&number);
    let typed = number.to_lowercase().replace('-', " ");
    browser.post("/en-gb/track", &[("number", &typed), ("email", " ANN@example.com ")]).await.leads_to(&order);
    browser.get(&order).await.is(200).says(&number);
    browser.get(&format!("/de-de/orders/{number}")).await.leads_to(&order);
}

#[tokio::test]
async fn a_wrong_number_and_a_wrong_address_get_the_same_answer() {
    let shop = Shop::open().await;
    let number = ordered(&shop).await;
    let mut answers = Vec::new();
    for (number, email) in [(number.as_str(), "eve@example.com"), ("OP-0000-0000-0000", "ann@example.com")] {
        let mut browser = shop.browser();
        shop.primary.take();
        shop.replica.take();
        let page = browser.post("/en-gb/track", &[("number", number), ("email", email)]).await.is(422);
        assert!(browser.cookies.is_empty());
        let words = page.text.replace(number, "N").replace(email, "E");
        answers.push((words, shop.primary.take(), shop.replica.take()));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn the_field_that_cannot_be_right_is_named() {
    let shop = Shop::open().await;
    let number = ordered(&shop).await;
    let cases = [
        ("", "", &["number", "email"][..]),
        ("OP-1", "ann@example.com", &["number"]),
        (number.as_str(), "ann", &["email"]),
        (number.as_str(), "ann@example", &["email"]),
        (number.as_str(), "ann@-x.com", &["email"]),
        ("\u{1F600}", "ann@example.com", &["number"]),
    ];
    for (number, email, wrong) in cases {
        let page = shop.browser().post("/en-gb/track", &[("number", number), ("email", email)]).await.is(422);
        for field in ["number", "email"] {
            let named = page.text.contains(&format!("href=\"#{field}\""));
            assert_eq!(named, wrong.contains(&field), "{field} of {number:?} {email:?}: {}", page.main());
        }
    }
    let wide =
        |text: &str| -> String { text.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect() };
    let typed = [("number", wide(&number)), ("email", wide("ann@example.com"))];
    let typed = typed.each_ref().map(|(name, value)| (*name, value.as_str()));
    shop.browser().post("/ja-jp/track", &typed).await.leads_to(&format!("/ja-jp/orders/{number}"));
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let shop = Shop::with(&[("rate_limit_writes_per_minute", "60")]).await;
    let mut browser = shop.browser();
    let form = [("number", "OP-0000-0000-0000"), ("email", "eve@example.com")];
    for _ in 0..10 {
        browser.post("/en-gb/track", &form).await.is(422);
    }
    let answer = browser.post("/en-gb/track", &form).await.is(429);
    assert!(!answer.header("retry-after").is_empty());
    shop.pass_seconds(60);
    browser.post("/en-gb/track", &form).await.is(422);
}

#[tokio::test]
async fn orders_and_payments_of_others_stay_hidden() {
    let shop = Shop::open().await;
    let number = ordered(&shop).await;
    let mut eve = shop.browser();
    let track = format!("/en-gb/track?number={number}");
    for page in ["", "/pay", "/cancellation"] {
        let path = format!("/en-gb/orders/{number}{page}");
        eve.get(&path).await.leads_to(&track);
    }
    for page in ["/pay", "/hold", "/cancellation"] {
        let path = format!("/en-gb/orders/{number}{page}");
        eve.post(&path, &[("answer", "approve")]).await.leads_to(&track);
    }
    eve.cookies.insert("__Host-orders".to_owned(), number.clone());
    eve.get(&format!("/en-gb/orders/{number}")).await.leads_to(&track);
    eve.get("/en-gb/orders/invalid").await.is(404);
    eve.post("/en-gb/orders/invalid/cancellation", &[]).await.is(404);
    let open = "SELECT count(*) FROM orders WHERE hold_ends_at IS NOT NULL";
    assert_eq!(shop.number(open).await, 1);
}

#[tokio::test]
async fn a_browser_forgets_its_orders_by_one_button() {
    for (prefix, words) in [
        ("en-gb", "has forgotten your orders"),
        ("de-de", "kennt Ihre Bestellungen nicht mehr"),
        ("ja-jp", "ご注文の情報を消しました"),
    ] {
        let shop = Shop::open().await;
        let (sku, _) = shop.sku(&prefix[3..], 5).await;
        let mut browser = shop.browser();
        browser.add(prefix, &sku, 1).await;
        let review = browser.review(prefix, "transfer").await;
        let order = browser.place(prefix, &review).await.is(303).location().to_owned();
        let forgetting = format!("{order}/forgetting");
        browser.get(&order).await.is(200).says(&format!("action=\"{forgetting}\""));
        let track = format!("/{prefix}/track");
        browser.post(&forgetting, &[]).await.leads_to(&track);
        browser.get(&track).await.is(200).says(words);
        browser.get(&order).await.leads_to(&format!("{track}?number={}", number_in(&order)));
        browser.post(&track, &[("number", &number_in(&order)), ("email", "ann@example.com")]).await.leads_to(&order);
        browser.get(&order).await.is(200);
    }
}

#[tokio::test]
async fn who_leaves_without_paying_finds_the_order_in_the_cart_and_under_track() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    browser.get("/en-gb/cart").await.is(200);
    let review = browser.review("en-gb", "card").await;
    let pay = browser.place("en-gb", &review).await.is(303).location().to_owned();
    let number = number_in(&pay);
    let link = format!("href=\"{pay}\"");
    for page in ["/en-gb/cart", "/en-gb/track"] {
        browser.get(page).await.is(200).says(&number).says(&link).says("Finish paying");
    }
    // Catalogue pages stay the same for everybody.
    let page = browser.get("/en-gb").await.is(200).keeps_quiet_about(&number);
    assert!(page.header("cache-control").starts_with("public"), "{}", page.header("cache-control"));
    browser.pay(pay.trim_end_matches("/pay")).await.is(303);
    browser.get("/en-gb/cart").await.is(200).keeps_quiet_about("Finish paying");
    browser.get("/en-gb/track").await.is(200).says(&number).says("Paid").keeps_quiet_about("Finish paying");
    shop.browser().get("/en-gb/track").await.is(200).keeps_quiet_about(&number);
}

#[tokio::test]
async fn a_transfer_is_remembered_until_its_hold_ends() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let review = browser.review("en-gb", "transfer").await;
    let order = browser.place("en-gb", &review).await.is(303).location().to_owned();
    browser.get("/en-gb/cart").await.is(200).says(&format!("href=\"{order}\"")).says("See how to pay");
    shop.pass_seconds(25 * 3_600);
    browser.get("/en-gb/cart").await.is(200).keeps_quiet_about("See how to pay");
    browser.get("/en-gb/track").await.is(200).says("Not paid in time");
}

#[tokio::test]
async fn a_copy_that_lacks_what_the_browser_did_last_reminds_of_nothing() {
    let shop = Shop::apart().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    browser.get("/en-gb/cart").await.is(200);
    let review = browser.review("en-gb", "card").await;
    let pay = browser.place("en-gb", &review).await.is(303).location().to_owned();
    shop.replicate().await;
    browser.get("/en-gb/cart").await.is(200).says("Finish paying");
    browser.pay(pay.trim_end_matches("/pay")).await.is(303);
    browser.get("/en-gb/cart").await.is(200).keeps_quiet_about("Finish paying");
}
