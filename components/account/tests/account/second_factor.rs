//! An authenticator app: set up, asked for, replaced by a recovery code, taken away.

use outpost_domain::totp::{STEP_SECONDS, TotpSecret};

use super::support::{Answer, Browser, NOW, PASSWORD, Shop};

const PAGE: &str = "/en-gb/account/authenticator";

/// A customer with an app, and its recovery codes.
async fn with_app(shop: &Shop) -> (Browser, TotpSecret, Vec<String>) {
    let mut ann = shop.logged_in("ann@example.com").await;
    let page = ann.get(PAGE).await.is(200).says("otpauth://totp/Outpost:ann@example.com?");
    let secret: TotpSecret = page.text.split("?secret=").nth(1).unwrap()[..32].parse().unwrap();
    let draft = page.field("draft");
    let form = |code: &str, password: &str| {
        [("draft", draft.clone()), ("code", code.to_owned()), ("password", password.to_owned())]
    };
    let right = secret.code(NOW / STEP_SECONDS);
    for (code, password, says) in [("000000", PASSWORD, "does not fit"), (&right, "guess", "not your present password")]
    {
        let form = form(code, password);
        let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
        ann.post(PAGE, &form).await.is(422).says(says);
    }
    let form = form(&right, PASSWORD);
    let page = ann.post(PAGE, &form.each_ref().map(|(name, value)| (*name, value.as_str()))).await.is(200);
    let codes: Vec<String> =
        page.text.split("<span class=\"code\">").skip(1).map(|part| part[..19].to_owned()).collect();
    assert_eq!(codes.len(), 8, "{}", page.main());
    (ann, secret, codes)
}

/// The second step of a login, with this code.
async fn step(shop: &Shop, code: &str) -> (Browser, Answer) {
    let mut browser = shop.browser();
    let page = browser.log_in("ann@example.com", PASSWORD).await.is(200).says("Enter the code");
    assert!(!browser.cookies.contains_key("__Host-session"), "the password alone opens nothing");
    let proof = page.field("proof");
    let answer = browser.post("/en-gb/account/login", &[("proof", &proof), ("code", code)]).await;
    (browser, answer)
}

#[tokio::test]
async fn whoever_has_an_app_logs_in_with_its_code_and_no_code_works_twice() {
    let shop = Shop::open().await;
    let (_, secret, _) = with_app(&shop).await;
    let used = secret.code(NOW / STEP_SECONDS);
    step(&shop, &used).await.1.is(422).says("used before");
    shop.pass_seconds(STEP_SECONDS);
    let next = secret.code(NOW / STEP_SECONDS + 1);
    let (mut browser, answer) = step(&shop, &next).await;
    answer.leads_to("/en-gb/account");
    browser.get("/en-gb/account").await.is(200);
    step(&shop, &next).await.1.is(422);
}

#[tokio::test]
async fn a_recovery_code_takes_the_place_of_the_app_once() {
    let shop = Shop::open().await;
    let (_, _, codes) = with_app(&shop).await;
    step(&shop, &codes[0].to_lowercase().replace('-', " ")).await.1.leads_to("/en-gb/account");
    step(&shop, &codes[0]).await.1.is(422);
    step(&shop, "AAAA-AAAA-AAAA-AAAA").await.1.is(422);
    step(&shop, &codes[1]).await.1.leads_to("/en-gb/account");
    let kept = "SELECT count(*) FROM recovery_code WHERE code_hash LIKE '%-%'";
    assert_eq!(shop.number(kept).await, 0, "the database has hashes only");
}

#[tokio::test]
async fn codes_are_guessed_no_faster_than_passwords() {
    let shop = Shop::open().await;
    let (_, secret, _) = with_app(&shop).await;
    let mut browser = shop.browser();
    let proof = browser.log_in("ann@example.com", PASSWORD).await.is(200).field("proof");
    let mut refused = 0;
    for _ in 0..20 {
        let answer = browser.post("/en-gb/account/login", &[("proof", &proof), ("code", "123456")]).await;
        refused += usize::from(answer.status.as_u16() == 429);
    }
    assert!(refused > 5, "{refused}");
    let code = secret.code(NOW / STEP_SECONDS + 1);
    browser.post("/en-gb/account/login", &[("proof", &proof), ("code", &code)]).await.is(429);
    let forged = [("proof", "x"), ("code", code.as_str())];
    browser.post("/en-gb/account/login", &forged).await.leads_to("/en-gb/account/login");
}

#[tokio::test]
async fn an_app_is_taken_away_by_the_password_and_a_mail_tells_of_both() {
    let shop = Shop::open().await;
    let (mut ann, _, _) = with_app(&shop).await;
    ann.get(PAGE).await.is(200).says("Remove the app").keeps_quiet_about("otpauth");
    let removal = format!("{PAGE}/removal");
    ann.post(&removal, &[("password", "guess")]).await.is(422);
    ann.post(&removal, &[("password", PASSWORD)]).await.leads_to("/en-gb/account/security");
    shop.browser().log_in("ann@example.com", PASSWORD).await.leads_to("/en-gb/account");
    shop.mails().await.says("Your account asks for a code").says("Your account asks for no code any more");
}
