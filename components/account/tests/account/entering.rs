//! Registering, confirming, logging in and out.

use super::support::{PASSWORD, Shop};

#[tokio::test]
async fn somebody_registers_confirms_logs_in_and_out() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    browser.get("/en-gb/account").await.leads_to("/en-gb/account/login?to=%2Fen%2Dgb%2Faccount");
    browser.get("/en-gb/account/register").await.is(200).says("autocomplete=\"new-password\"");
    let form = [("name", "Ann"), ("email", "ann@example.com"), ("new_password", PASSWORD)];
    browser.post("/en-gb/account/register", &form).await.leads_to("/en-gb/account/mail-sent?for=register");
    browser.get("/en-gb/account/mail-sent?for=register").await.is(200).says("Look into your mailbox");
    browser.log_in("ann@example.com", PASSWORD).await.is(422);
    let link = shop.link("verify").await;
    browser.follow(&link).await.leads_to("/en-gb/account/login");
    browser.get("/en-gb/account/login").await.is(200).says("Your email address is confirmed");
    browser.get("/en-gb/account/login").await.is(200).keeps_quiet_about("Your email address is confirmed");
    browser.log_in("ANN@Example.com", PASSWORD).await.leads_to("/en-gb/account");
    let page = browser.get("/en-gb/account").await.is(200).says("Welcome back, Ann");
    assert_eq!(page.header("cache-control"), "no-store");
    browser.get("/en-gb/account/login").await.leads_to("/en-gb/account");
    browser.post("/en-gb/account/logout", &[]).await.leads_to("/en-gb/account/login");
    assert!(!browser.cookies.contains_key("__Host-session"));
    browser.get("/en-gb/account").await.is(303);
}

#[tokio::test]
async fn a_login_goes_on_where_it_was_asked_for_and_to_no_other_site() {
    let shop = Shop::open().await;
    shop.customer("ann@example.com").await;
    for (to, location) in [
        ("/en-gb/checkout", "/en-gb/checkout"),
        ("/de-de/account/addresses?x=1", "/de-de/account/addresses?x=1"),
        ("https://evil.example/en-gb", "/en-gb/account"),
        ("//evil.example", "/en-gb/account"),
        ("/\\evil.example", "/en-gb/account"),
    ] {
        let form = [("email", "ann@example.com"), ("password", PASSWORD), ("to", to)];
        shop.browser().post("/en-gb/account/login", &form).await.leads_to(location);
    }
}

#[tokio::test]
async fn a_form_says_what_is_wrong_and_keeps_what_was_typed_but_no_password() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    let short = [("name", "Ann"), ("email", "ann@example.com"), ("new_password", "kestrel")];
    let page = browser.post("/en-gb/account/register", &short).await.is(422).says("at least 8 characters");
    assert!(page.text.contains("value=\"ann@example.com\"") && !page.text.contains("kestrel"));
    let common = [("email", "ann@example.com"), ("new_password", "Password123")];
    browser.post("/en-gb/account/register", &common).await.is(422).says("tried first");
    let nobody = [("email", "ann"), ("new_password", PASSWORD)];
    browser.post("/en-gb/account/register", &nobody).await.is(422).says("name@example.com");
    browser.log_in("", "").await.is(422).says("Enter the password");
    assert_eq!(shop.number("SELECT count(*) FROM customer").await, 0);
    assert_eq!(shop.hashes.take(), 0, "nothing is hashed that is refused anyway");
}

#[tokio::test]
async fn pages_come_in_every_language() {
    let shop = Shop::open().await;
    shop.browser().get("/de-de/account/login").await.is(200).says("Passwort vergessen?");
    shop.browser().get("/ja-jp/account/login").await.is(200).says("パスワードをお忘れですか");
    shop.browser().get("/ja-gb/account/login").await.is(404);
    shop.browser().get("/en-gb/account/nothing").await.is(404).says("noindex");
}
