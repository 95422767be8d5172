//! Links of mails: for one purpose, one use, a short time.

use super::support::{PASSWORD, Shop};

#[tokio::test]
async fn a_forgotten_password_is_set_anew_by_a_link() {
    let shop = Shop::open().await;
    let mut other = shop.logged_in("ann@example.com").await;
    let mut browser = shop.browser();
    browser.get("/en-gb/account/forgot").await.is(200);
    browser
        .post("/en-gb/account/forgot", &[("email", "Ann@example.com")])
        .await
        .leads_to("/en-gb/account/mail-sent?for=reset");
    let link = shop.link("reset").await;
    browser.get(&link).await.is(200).says("autocomplete=\"new-password\"");
    let token = super::support::token_of(&link);
    let form = |password| [("token", token.as_str()), ("new_password", password)];
    browser.post("/en-gb/account/reset", &form("short")).await.is(422).says("at least 8");
    browser.post("/en-gb/account/reset", &form("five kestrels over a field")).await.leads_to("/en-gb/account/login");
    other.get("/en-gb/account/profile").await.is(303);
    browser.post("/en-gb/account/reset", &form("six kestrels over a field")).await.is(422);
    browser.log_in("ann@example.com", PASSWORD).await.is(422);
    browser.log_in("ann@example.com", "five kestrels over a field").await.leads_to("/en-gb/account");
}

#[tokio::test]
async fn a_link_does_nothing_for_another_purpose_or_after_its_time_or_when_cut() {
    let shop = Shop::open().await;
    shop.customer("ann@example.com").await;
    let mut browser = shop.browser();
    browser.post("/en-gb/account/forgot", &[("email", "ann@example.com")]).await.is(303);
    let link = shop.link("reset").await;
    let token = super::support::token_of(&link);
    let set = |token: &str| [("token", token.to_owned()), ("new_password", "five kestrels over".to_owned())];
    for wrong in [&token[1..], "", "x"] {
        let form = set(wrong);
        let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
        browser.post("/en-gb/account/reset", &form).await.is(422).says("does not work any more");
    }
    browser.post("/en-gb/account/verify", &[("token", &token)]).await.is(422);
    browser.post("/en-gb/account/new-email", &[("token", &token)]).await.is(422);
    shop.pass_seconds(901);
    browser.get(&link).await.is(422).says("does not work any more");
}

#[tokio::test]
async fn opening_a_link_changes_nothing_before_its_button_is_pressed() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    let form = [("email", "ann@example.com"), ("new_password", PASSWORD)];
    browser.post("/en-gb/account/register", &form).await.is(303);
    let link = shop.link("verify").await;
    for _ in 0..3 {
        browser.get(&link).await.is(200);
    }
    assert_eq!(shop.number("SELECT count(*) FROM customer WHERE email_verified_at IS NOT NULL").await, 0);
    browser.follow(&link).await.leads_to("/en-gb/account/login");
    browser.get(&link).await.is(200);
    let token = super::support::token_of(&link);
    browser.post("/en-gb/account/verify", &[("token", &token)]).await.is(422).says("used before");
}

#[tokio::test]
async fn another_address_counts_once_its_link_is_pressed() {
    let shop = Shop::open().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    let wrong = [("new_email", "ann@new.example"), ("email_password", "guess")];
    ann.post("/en-gb/account/email", &wrong).await.is(422).says("not your present password");
    let form = [("new_email", "ann@new.example"), ("email_password", PASSWORD)];
    ann.post("/en-gb/account/email", &form).await.leads_to("/en-gb/account/security");
    ann.get("/en-gb/account/security").await.is(200).says("You log in with ann@example.com");
    let link = shop.link("new-email").await;
    shop.browser().follow(&link).await.leads_to("/en-gb/account/security");
    shop.browser().log_in("ann@example.com", PASSWORD).await.is(422);
    shop.browser().log_in("ann@new.example", PASSWORD).await.leads_to("/en-gb/account");
}
