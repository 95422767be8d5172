//! The steps of the checkout: what they ask, refuse and keep.

use crate::support::{Shop, address};

#[tokio::test]
async fn there_is_nothing_to_check_out_in_an_empty_cart() {
    let shop = Shop::open().await;
    for step in ["", "/delivery", "/review"] {
        let mut browser = shop.browser();
        browser.get(&format!("/en-gb/checkout{step}")).await.leads_to("/en-gb/cart");
        browser.get("/en-gb/cart").await.is(200).says("role=\"status\"");
    }
}

#[tokio::test]
async fn steps_cannot_be_skipped() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    browser.get("/en-gb/checkout/review").await.leads_to("/en-gb/checkout");
    browser.get("/en-gb/checkout/delivery").await.leads_to("/en-gb/checkout");
    browser
        .post("/en-gb/checkout/delivery", &[("delivery", "standard"), ("payment", "card")])
        .await
        .leads_to("/en-gb/checkout");
    browser.post("/en-gb/checkout", &address("en-gb")).await.leads_to("/en-gb/checkout/delivery");
    browser.get("/en-gb/checkout/review").await.leads_to("/en-gb/checkout/delivery");
}

#[tokio::test]
async fn a_wrong_address_is_shown_again_with_everything_that_was_typed() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let form = [
        ("email", "ann@example"),
        ("name", "Ann <script>"),
        ("line1", ""),
        ("city", "Leeds"),
        ("postcode", "12345"),
        ("country", "GB"),
        ("step", "next"),
    ];
    let page = browser.post("/en-gb/checkout", &form).await.is(422);
    let page = page.says("value=\"ann@example\"").says("value=\"12345\"").says("value=\"Leeds\"");
    assert!(!page.text.contains("Ann <script>") && page.text.contains("Ann &lt;script"), "escaped");
    assert!(page.text.matches("aria-invalid=\"true\"").count() >= 3, "each wrong field is marked");
    assert!(!browser.cookies.contains_key("__Host-checkout"));
}

#[tokio::test]
async fn changing_the_country_checks_nothing_and_keeps_everything() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("de", 5).await;
    let mut browser = shop.browser();
    browser.add("de-de", &sku, 1).await;
    let form = [("email", "invalid"), ("country", "AT"), ("city", "Wien"), ("step", "country")];
    browser.post("/de-de/checkout", &form).await.is(200).says("value=\"invalid\"").says("value=\"Wien\"");
    let form = [("country", "US"), ("step", "country")];
    browser.post("/de-de/checkout", &form).await.is(200);
    let mut form = address("de-de");
    form.retain(|(name, _)| *name != "country");
    form.push(("country", "US"));
    browser.post("/de-de/checkout", &form).await.is(422);
}

#[tokio::test]
async fn one_box_says_whether_the_bill_goes_where_the_parcel_goes() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let page = browser.get("/en-gb/checkout").await.is(200).says("name=\"billing_asked\"");
    let (_, tick) = page.text.split_once("id=\"billing_same\"").unwrap();
    assert!(tick.split('>').next().unwrap().contains("checked"), "ticked at first");
    // Without the tick the bill needs an address, and what was typed comes back.
    let mut half = address("en-gb");
    half.extend([("billing_asked", "1"), ("billing_name", "Bee & Sons"), ("billing_country", "GB")]);
    let page = browser.post("/en-gb/checkout", &half).await.is(422).says("value=\"Bee &amp; Sons\"");
    page.says("id=\"billing_line1-error\"")
        .keeps_quiet_about("id=\"billing_same\" name=\"billing_same\" value=\"1\" checked");
    // The tick sends the bill with the parcel, whatever the hidden fields hold.
    let mut ticked = half.clone();
    ticked.push(("billing_same", "1"));
    browser.post("/en-gb/checkout", &ticked).await.leads_to("/en-gb/checkout/delivery");
    let choice = [("delivery", "standard"), ("payment", "transfer")];
    browser.post("/en-gb/checkout/delivery", &choice).await.is(303);
    browser.get("/en-gb/checkout/review").await.is(200).keeps_quiet_about("Bee &amp; Sons");
    half.extend([("billing_line1", "2 Low Street"), ("billing_city", "York"), ("billing_postcode", "YO1 7HH")]);
    browser.post("/en-gb/checkout", &half).await.leads_to("/en-gb/checkout/delivery");
    browser.get("/en-gb/checkout/review").await.is(200).says("Bee &amp; Sons").says("YO1 7HH");
}

#[tokio::test]
async fn a_likely_slip_in_the_mail_address_is_named_and_blocks_nothing() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    let mut form = address("en-gb");
    form.retain(|(name, _)| !["email", "step"].contains(name));
    form.push(("email", "ann@gmial.con"));
    // A script asks as soon as the field is left; the suggestion is taken by its button.
    let mut asked = form.clone();
    asked.push(("step", "email"));
    browser.post("/en-gb/checkout", &asked).await.is(200).says("Did you mean ann@gmail.com?");
    let mut taken = form.clone();
    taken.push(("email_suggestion", "ann@gmail.com"));
    let page = browser.post("/en-gb/checkout", &taken).await.is(200).says("value=\"ann@gmail.com\"");
    page.keeps_quiet_about("Did you mean");
    // Without a script the next page asks, and going on keeps the address as it was typed.
    form.push(("step", "next"));
    browser.post("/en-gb/checkout", &form).await.leads_to("/en-gb/checkout/delivery");
    browser.get("/en-gb/checkout/delivery").await.is(200).says("Did you mean ann@gmail.com?");
    let choice = [("delivery", "standard"), ("payment", "transfer")];
    let mut stubborn = browser.clone();
    stubborn.post("/en-gb/checkout/delivery", &choice).await.leads_to("/en-gb/checkout/review");
    stubborn.get("/en-gb/checkout/review").await.is(200).says("ann@gmial.con");
    let accepted = [("email_suggestion", "anybody@elsewhere.example"), choice[0], choice[1]];
    browser.post("/en-gb/checkout/delivery", &accepted).await.leads_to("/en-gb/checkout/delivery");
    browser.get("/en-gb/checkout/delivery").await.is(200).says("ann@gmail.com").keeps_quiet_about("Did you mean");
}

#[tokio::test]
async fn a_delivery_and_a_payment_method_must_be_chosen_among_those_offered() {
    let shop = Shop::with(&[("test_payments", "off")]).await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    browser.post("/en-gb/checkout", &address("en-gb")).await.leads_to("/en-gb/checkout/delivery");
    let page = browser.get("/en-gb/checkout/delivery").await.is(200).says("value=\"transfer\"");
    assert!(!page.text.contains("value=\"card\""), "switched off");
    for choice in [
        [("delivery", "drone"), ("payment", "transfer")],
        [("delivery", "standard"), ("payment", "card")],
        [("x", "y"), ("z", "")],
    ] {
        browser.post("/en-gb/checkout/delivery", &choice).await.is(422);
    }
}

#[tokio::test]
async fn the_draft_is_unreadable_and_dies_of_old_age_or_tampering() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("gb", 5).await;
    let mut browser = shop.browser();
    browser.add("en-gb", &sku, 1).await;
    browser.review("en-gb", "card").await.says("ann@example.com");
    assert!(browser.cookies.values().all(|value| !value.contains("ann")));
    browser.get("/de-de/checkout/delivery").await.leads_to("/de-de/checkout");
    let mut tampered = browser.clone();
    let draft = tampered.cookies.get_mut("__Host-checkout").unwrap();
    draft.replace_range(20..21, if &draft[20..21] == "A" { "B" } else { "A" });
    tampered.get("/en-gb/checkout/review").await.leads_to("/en-gb/checkout");
    shop.pass_seconds(3 * 3_600);
    browser.get("/en-gb/checkout/review").await.leads_to("/en-gb/checkout");
}

#[tokio::test]
async fn the_longest_address_fits_its_cookie() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("jp", 5).await;
    let mut browser = shop.browser();
    browser.add("ja-jp", &sku, 1).await;
    let long = |count| "漢".repeat(count);
    let texts = [long(80), long(100), long(80), long(60), long(40)];
    let mail = format!("{}@{}.example", "a".repeat(64), "b".repeat(60));
    let mut form =
        vec![("email", mail.as_str()), ("billing_asked", "1"), ("step", "next"), ("phone", "+81 3 1234 5678")];
    for prefix in ["", "billing_"] {
        let names = ["name", "line1", "line2", "city", "region"];
        form.extend(names.iter().zip(&texts).map(|(name, text)| (&*format!("{prefix}{name}").leak(), text.as_str())));
        form.push((format!("{prefix}postcode").leak(), "100-0001"));
        form.push((format!("{prefix}country").leak(), "JP"));
    }
    // The browser of these tests refuses cookies of more than 4 kB, as real ones do.
    browser.post("/ja-jp/checkout", &form).await.leads_to("/ja-jp/checkout/delivery");
    browser.get("/ja-jp/checkout").await.is(200).says(&long(100));
}

#[tokio::test]
async fn in_japan_a_parcel_comes_at_the_time_that_the_shopper_wishes() {
    let shop = Shop::open().await;
    let (sku, _) = shop.sku("jp", 5).await;
    let mut browser = shop.browser();
    browser.add("ja-jp", &sku, 1).await;
    browser.post("/ja-jp/checkout", &address("ja-jp")).await.leads_to("/ja-jp/checkout/delivery");
    browser.get("/ja-jp/checkout/delivery").await.is(200).says("午前中").says("value=\"14-16\"").says("Ann Bee 様");
    let choose = |slot| [("delivery", "standard"), ("payment", "transfer"), ("slot", slot)];
    browser.post("/ja-jp/checkout/delivery", &choose("3-5")).await.leads_to("/ja-jp/checkout/review");
    browser.get("/ja-jp/checkout/review").await.is(200).keeps_quiet_about("3時～5時");
    browser.post("/ja-jp/checkout/delivery", &choose("14-16")).await.leads_to("/ja-jp/checkout/review");
    let review = browser.get("/ja-jp/checkout/review").await.is(200).says("14時～16時");
    // The market drops the time of day between review and order.
    shop.database.batch("UPDATE delivery_slot SET to_hour = 17 WHERE from_hour = 14").await.unwrap();
    browser.place("ja-jp", &review).await.is(409);
    shop.database.batch("UPDATE delivery_slot SET to_hour = 16 WHERE from_hour = 14").await.unwrap();
    let order = browser.place("ja-jp", &review).await.is(303).location().to_owned();
    browser.get(&order).await.is(200).says("14時～16時");
    assert_eq!(shop.number("SELECT slot_from_hour FROM delivery_group").await, 14);
    let mut british = shop.browser();
    let (sku, _) = shop.sku("gb", 5).await;
    british.add("en-gb", &sku, 1).await;
    british.post("/en-gb/checkout", &address("en-gb")).await.is(303);
    british.get("/en-gb/checkout/delivery").await.is(200).keeps_quiet_about("name=\"slot\"");
}
