//! Nobody learns whether an address has an account: neither by text, status and cookies, nor by the work that is done.

use super::support::{Answer, PASSWORD, Shop};

/// What an answer tells: status, address, names of cookies, text. Random parts are left out.
fn tells(answer: &Answer, address: &str) -> (u16, String, Vec<String>, String) {
    let cookies = answer.headers.get_all("set-cookie").iter();
    let mut cookies: Vec<String> =
        cookies.map(|value| value.to_str().unwrap().split('=').next().unwrap().to_owned()).collect();
    // They come in any order.
    cookies.sort();
    (answer.status.as_u16(), answer.header("location").to_owned(), cookies, answer.text.replace(address, "ADDRESS"))
}

/// Does the same for an address with an account and for one without.
async fn check(path: &str, form: &[(&str, &str)]) {
    let mut told = Vec::new();
    for address in ["ann@example.com", "bob@example.com"] {
        let shop = Shop::open().await;
        shop.customer("ann@example.com").await;
        shop.work();
        let mut filled = form.to_vec();
        filled.push(("email", address));
        let answer = shop.browser().post(path, &filled).await;
        told.push((tells(&answer, address), shop.work(), shop.number("SELECT count(*) FROM command_log").await));
    }
    let (known, unknown) = (&told[0], &told[1]);
    println!("{path}: statements to the replica, to the primary, hashes: {:?}", known.1);
    assert_eq!(known, unknown, "{path}");
}

#[tokio::test]
async fn a_wrong_password_says_and_costs_the_same_as_an_unknown_address() {
    check("/en-gb/account/login", &[("password", "not the password")]).await;
}

#[tokio::test]
async fn registering_says_and_costs_the_same_for_an_address_that_has_an_account() {
    check("/en-gb/account/register", &[("name", "Eve"), ("new_password", PASSWORD)]).await;
}

#[tokio::test]
async fn asking_for_a_new_password_says_and_costs_the_same_for_an_unknown_address() {
    check("/en-gb/account/forgot", &[]).await;
}

#[tokio::test]
async fn a_blocked_address_says_the_same_whether_it_has_an_account_or_not() {
    let mut told = Vec::new();
    for address in ["ann@example.com", "bob@example.com"] {
        let shop = Shop::open().await;
        shop.customer("ann@example.com").await;
        let mut browser = shop.browser();
        for _ in 0..5 {
            browser.log_in(address, "not the password").await.is(422);
        }
        shop.work();
        let answer = browser.log_in(address, PASSWORD).await.is(429);
        assert_eq!(answer.header("retry-after"), "5");
        told.push((tells(&answer, address), shop.work()));
    }
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn changing_to_an_address_says_the_same_whether_it_has_an_account() {
    let shop = Shop::open().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    shop.customer("bob@example.com").await;
    let mut told = Vec::new();
    for address in ["bob@example.com", "carl@example.com"] {
        shop.work();
        let form = [("new_email", address), ("email_password", PASSWORD)];
        let answer = ann.post("/en-gb/account/email", &form).await;
        told.push((tells(&answer, address), shop.work()));
    }
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn a_login_costs_one_read_one_hash_and_one_command() {
    let shop = Shop::open().await;
    shop.customer("ann@example.com").await;
    shop.work();
    let mut browser = shop.browser();
    browser.log_in("ann@example.com", PASSWORD).await.leads_to("/en-gb/account");
    assert_eq!(shop.work(), (0, 2, 1));
    for page in ["", "/addresses", "/profile", "/security", "/deletion", "/export.json"] {
        browser.get(&format!("/en-gb/account{page}")).await.is(200);
        let (replica, primary, hashes) = shop.work();
        assert!(replica + primary <= 2 && hashes == 0, "{page}: {replica} and {primary} statements");
    }
}
