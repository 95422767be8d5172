//! Fixation, replay, theft, forgery: each is refused.

use super::support::{Browser, PASSWORD, Shop};

const SESSION: &str = "__Host-session";

async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/en-gb/account/profile").await.status.as_u16() == 200
}

#[tokio::test]
async fn a_session_that_somebody_else_prepared_is_not_taken_over() {
    let shop = Shop::open().await;
    let attacker = shop.logged_in("eve@example.com").await;
    shop.customer("ann@example.com").await;
    let mut victim = attacker.stolen();
    victim.log_in("ann@example.com", PASSWORD).await.leads_to("/en-gb/account");
    assert_ne!(victim.cookies[SESSION], attacker.cookies[SESSION], "every login makes a new session");
    let mut attacker = attacker;
    attacker.get("/en-gb/account/profile").await.is(200);
    attacker.get("/en-gb/account/security").await.is(200).says("eve@example.com").keeps_quiet_about("ann@example.com");
}

#[tokio::test]
async fn a_cookie_is_worth_nothing_after_its_logout() {
    let shop = Shop::open().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    let mut copy = ann.stolen();
    assert!(is_in(&mut copy).await);
    ann.post("/en-gb/account/logout", &[]).await.leads_to("/en-gb/account/login");
    assert!(!is_in(&mut copy).await);
    copy.post("/en-gb/account/profile", &[("name", "Eve"), ("prefix", "en-gb")]).await.leads_to("/en-gb/account/login");
    assert_eq!(shop.number("SELECT count(*) FROM customer WHERE name = 'Eve'").await, 0);
}

#[tokio::test]
async fn a_stolen_cookie_ends_with_the_password_and_the_owner_goes_on() {
    let shop = Shop::open().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    let mut thief = ann.stolen();
    let form = [("present_password", PASSWORD), ("new_password", "five kestrels over a field")];
    ann.post("/en-gb/account/password", &form).await.leads_to("/en-gb/account/security");
    assert!(is_in(&mut ann).await && !is_in(&mut thief).await);
    shop.browser().log_in("ann@example.com", PASSWORD).await.is(422);
    shop.browser().log_in("ann@example.com", "five kestrels over a field").await.leads_to("/en-gb/account");
}

#[tokio::test]
async fn logging_out_everywhere_ends_every_copy() {
    let shop = Shop::open().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    let mut phone = shop.browser();
    phone.log_in("ann@example.com", PASSWORD).await.leads_to("/en-gb/account");
    ann.post("/en-gb/account/sessions", &[("which", "others")]).await.leads_to("/en-gb/account/security");
    assert!(is_in(&mut ann).await && !is_in(&mut phone).await);
    phone.log_in("ann@example.com", PASSWORD).await.leads_to("/en-gb/account");
    ann.post("/en-gb/account/sessions", &[("which", "all")]).await.leads_to("/en-gb/account/login");
    assert!(!is_in(&mut ann).await && !is_in(&mut phone).await);
}

#[tokio::test]
async fn forged_cut_swapped_and_old_cookies_open_nothing() {
    let shop = Shop::open().await;
    let ann = shop.logged_in("ann@example.com").await;
    let cookie = ann.cookies[SESSION].clone();
    let other = Shop::with(&[("session_secret", &"another secret ".repeat(8))]).await;
    for forged in [
        String::new(),
        "x".repeat(200),
        cookie[..cookie.len() - 4].to_owned(),
        ann.cookies["__Host-consistency"].clone(),
    ] {
        let mut browser = ann.stolen();
        browser.cookies.insert(SESSION.to_owned(), forged);
        assert!(!is_in(&mut browser).await);
    }
    assert!(!is_in(&mut ann.moved_to(&other)).await, "sealed with another key");
    shop.pass_seconds(outpost_domain::account::SESSION_SECONDS + 1);
    assert!(!is_in(&mut ann.stolen()).await, "over");
}

#[tokio::test]
async fn forms_of_other_sites_do_nothing() {
    let shop = Shop::open().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    for (path, form) in [
        ("logout", vec![]),
        ("login", vec![("email", "eve@example.com"), ("password", PASSWORD)]),
        ("password", vec![("present_password", PASSWORD), ("new_password", "five kestrels over")]),
        ("sessions", vec![("which", "all")]),
        ("deletion", vec![("password", PASSWORD)]),
        ("profile", vec![("name", "Eve"), ("prefix", "en-gb")]),
    ] {
        ann.post_from_elsewhere(&format!("/en-gb/account/{path}"), &form).await.is(403);
    }
    assert!(is_in(&mut ann).await);
}

#[tokio::test]
async fn other_peoples_addresses_orders_and_sessions_are_not_found() {
    let shop = Shop::open().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    let form = [("country", "GB"), ("name", "Ann"), ("line1", "1 Row"), ("city", "York"), ("postcode", "YO1 1AA")];
    let id = "01890a5d-ac96-774b-bcce-b302099a8057";
    ann.post(&format!("/en-gb/account/addresses/{id}"), &form).await.leads_to("/en-gb/account/addresses");
    ann.get(&format!("/en-gb/account/addresses/{id}")).await.is(200).says("1 Row");
    let mut eve = shop.logged_in("eve@example.com").await;
    eve.get(&format!("/en-gb/account/addresses/{id}")).await.is(404);
    eve.post(&format!("/en-gb/account/addresses/{id}/deletion"), &[]).await.is(404);
    eve.get("/en-gb/account/orders/OP-0000-0000-0000").await.is(404);
    let session = shop
        .text(
            "SELECT id_hash FROM session JOIN customer ON 'customer:' || customer.id = session.principal \
             WHERE email = 'ann@example.com'",
        )
        .await;
    eve.post("/en-gb/account/sessions", &[("which", "one"), ("session", &session)]).await.is(404);
    assert!(is_in(&mut ann).await);
}

#[tokio::test]
async fn no_header_of_a_mail_is_written_by_a_form() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    let form = [("name", "Ann\r\nBcc: eve@example.com"), ("email", "ann@example.com"), ("new_password", PASSWORD)];
    browser.post("/en-gb/account/register", &form).await.is(303);
    assert_eq!(shop.number("SELECT count(*) FROM customer WHERE name LIKE '%' || char(10) || '%'").await, 0);
    let form = [("email", "ann@example.com\r\nBcc: eve@example.com"), ("new_password", PASSWORD)];
    browser.post("/en-gb/account/register", &form).await.is(422);
}
