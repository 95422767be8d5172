//! A customer's own pages: addresses, profile, sessions, a copy of everything, the end.

use super::support::{PASSWORD, Shop};

#[tokio::test]
async fn an_address_is_saved_shown_changed_and_deleted() {
    let shop = Shop::open().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    ann.get("/en-gb/account/addresses").await.is(200).says("There are no addresses yet");
    let page = ann.get("/en-gb/account/addresses/new").await.is(200);
    let (_, tail) = page.text.split_once("action=\"/en-gb/account/addresses/").expect("a form");
    let path = format!("/en-gb/account/addresses/{}", tail.split('"').next().unwrap());
    let form = [("country", "GB"), ("name", "Ann Bee"), ("line1", "1 Row"), ("city", "York"), ("postcode", "yo1 1aa")];
    ann.post(&path, &[("country", "GB"), ("name", "")]).await.is(422).says("Enter your full name");
    for _ in 0..2 {
        ann.post(&path, &form).await.leads_to("/en-gb/account/addresses");
    }
    ann.get("/en-gb/account/addresses").await.is(200).says("YO1 1AA").says("Default address");
    assert_eq!(shop.number("SELECT count(*) FROM customer_address").await, 1, "pressed twice, saved once");
    ann.post(&format!("{path}/deletion"), &[]).await.leads_to("/en-gb/account/addresses");
    ann.get("/en-gb/account/addresses").await.is(200).says("The address is deleted").keeps_quiet_about("YO1 1AA");
}

#[tokio::test]
async fn name_and_language_are_changed() {
    let shop = Shop::open().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    let form = [("name", "Anna <b>"), ("prefix", "en-gb")];
    ann.post("/en-gb/account/profile", &form).await.leads_to("/en-gb/account/profile");
    ann.get("/en-gb/account/profile").await.is(200).says("Your profile is saved").says("Anna &lt;b&gt;");
    ann.post("/en-gb/account/profile", &[("name", "Ann"), ("prefix", "xx-yy")]).await.is(400);
}

#[tokio::test]
async fn sessions_are_listed_by_browser_and_one_is_ended() {
    let shop = Shop::open().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    let mut phone = shop.browser();
    phone.user_agent = "Mozilla/5.0 (iPhone) Version/19.0 Safari/604.1";
    phone.log_in("ann@example.com", PASSWORD).await.leads_to("/en-gb/account");
    let page = ann.get("/en-gb/account/security").await.is(200).says("Firefox · Linux").says("Safari · iPhone");
    let (_, tail) = page.text.split_once("name=\"session\" value=\"").expect("another session");
    let form = [("which", "one"), ("session", tail.split('"').next().unwrap())];
    ann.post("/en-gb/account/sessions", &form).await.leads_to("/en-gb/account/security");
    phone.get("/en-gb/account").await.is(303);
    ann.get("/en-gb/account/security").await.is(200).keeps_quiet_about("iPhone");
}

#[tokio::test]
async fn everything_that_is_kept_comes_as_a_file() {
    let shop = Shop::open().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    let file = ann.get("/en-gb/account/export.json").await.is(200).says("ann@example.com");
    assert!(file.header("content-disposition").starts_with("attachment"));
    assert_eq!((file.header("content-type"), file.header("cache-control")), ("application/json", "no-store"));
    shop.browser().get("/en-gb/account/export.json").await.is(303);
}

#[tokio::test]
async fn an_account_is_deleted_by_its_password_and_is_gone() {
    let shop = Shop::open().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    ann.get("/en-gb/account/deletion").await.is(200).says("cannot be undone");
    ann.post("/en-gb/account/deletion", &[("password", "guess")]).await.is(422);
    ann.post("/en-gb/account/deletion", &[("password", PASSWORD)]).await.leads_to("/en-gb/account/login");
    ann.get("/en-gb/account/login").await.is(200).says("Your account is deleted");
    shop.browser().log_in("ann@example.com", PASSWORD).await.is(422);
    assert_eq!(shop.number("SELECT count(*) FROM customer WHERE email IS NOT NULL").await, 0);
    shop.mails().await.keeps_quiet_about("ann@example.com");
}

#[tokio::test]
async fn no_page_of_a_customer_is_ever_kept_or_public() {
    let shop = Shop::open().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    for page in ["", "/addresses", "/addresses/new", "/profile", "/security", "/deletion", "/login", "/register"] {
        let answer = ann.get(&format!("/en-gb/account{page}")).await;
        assert_eq!(answer.header("cache-control"), "no-store", "{page}");
        assert!(answer.headers.get("outpost-data-version").is_none(), "{page}");
    }
}
