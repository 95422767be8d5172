//! Customers who are logged in: their orders are theirs, and the catalogue stays public.

use outpost_db::sql::Sql;

use super::support::Shop;

/// Puts a session of a customer into the database, and its cookie into a browser.
async fn log_in(shop: &Shop, ended: bool) -> String {
    let customer = "01890a5d-ac96-774b-bcce-b302099a8057";
    let hash = outpost_domain::principal::SessionHash::of(b"id");
    let ended_at = if ended { "1" } else { "NULL" };
    for statement in [
        format!(
            "INSERT INTO customer (id, email, email_digest, email_verified_at, locale_code, market_code, created_at) \
             VALUES ('{customer}', 'ann@example.com', '{}', 1, 'en', 'gb', 1)",
            outpost_domain::order::email_digest("ann@example.com")
        ),
        format!(
            "INSERT INTO session (id_hash, principal, created_at, expires_at, ended_at, last_used_at, user_agent) \
             VALUES ('{hash}', 'customer:{customer}', 1, 9000000000, {ended_at}, 1, 'test')"
        ),
    ] {
        shop.database.query(&statement, Vec::new()).await.unwrap();
    }
    let secrets = outpost_http::secrets::Secrets::derive(&"tests only ".repeat(8));
    let mut cookies = outpost_http::cookies::Cookies::read(&http::HeaderMap::new(), &secrets, super::support::NOW);
    let id = customer.parse().unwrap();
    outpost_http::customer_session::CustomerSession::write(&mut cookies, "id", id);
    let change = cookies.changes().remove(0);
    change.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap().1.to_owned()
}

#[tokio::test]
async fn an_order_of_somebody_who_is_logged_in_is_theirs() {
    for (ended, theirs) in [(false, 1), (true, 0)] {
        let shop = Shop::open().await;
        let mut browser = shop.browser();
        browser.cookies.insert("__Host-session".to_owned(), log_in(&shop, ended).await);
        let (sku, _) = shop.sku("gb", 5).await;
        browser.add("en-gb", &sku, 1).await;
        let review = browser.review("en-gb", "transfer").await;
        browser.place("en-gb", &review).await.is(303);
        assert_eq!(shop.number("SELECT count(*) FROM orders").await, 1, "a session that is over loses no order");
        assert_eq!(shop.number("SELECT count(*) FROM orders WHERE customer_id IS NOT NULL").await, theirs);
        assert_eq!(browser.cookies.contains_key("__Host-session"), !ended);
    }
}

#[tokio::test]
async fn a_guests_order_can_be_kept_in_an_account_and_a_customers_is() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    let (sku, _) = shop.sku("gb", 5).await;
    browser.add("en-gb", &sku, 1).await;
    let review = browser.review("en-gb", "transfer").await;
    let placed = browser.place("en-gb", &review).await;
    let order = placed.location().to_owned();
    browser.get(&order).await.is(200).says("Keep this order in an account").says("action=\"/en-gb/account/register\"");
    browser.cookies.insert("__Host-session".to_owned(), log_in(&shop, false).await);
    browser.get(&order).await.is(200).keeps_quiet_about("Keep this order in an account");
}

#[tokio::test]
async fn catalogue_pages_stay_public_for_whoever_is_logged_in() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    browser.cookies.insert("__Host-session".to_owned(), log_in(&shop, false).await);
    let (_, slug) = shop.sku("gb", 5).await;
    for path in ["/en-gb".to_owned(), format!("/en-gb/p/{slug}"), "/en-gb/search?q=mug".to_owned()] {
        let answer = browser.get(&path).await.is(200).says("href=\"/en-gb/account\"");
        assert!(answer.header("cache-control").starts_with("public"), "{path}: {}", answer.header("cache-control"));
    }
}
