//! Logged in at one edge, known at every other; and what happens while the primary is out of reach.

use super::support::{PASSWORD, Shop};

#[tokio::test]
async fn right_after_a_login_the_primary_answers_for_a_replica_that_lacks_the_session() {
    let shop = Shop::apart().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    shop.work();
    ann.get("/en-gb/account").await.is(200).says("Welcome back, Ann");
    assert_eq!(shop.work(), (1, 1, 0));
    ann.get("/en-gb/account/profile").await.is(200);
    assert_eq!(shop.work(), (1, 1, 0), "the replica is still behind");
}

#[tokio::test]
async fn a_session_too_new_for_the_replica_is_told_so_while_the_primary_is_gone_and_is_not_lost() {
    let shop = Shop::apart().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    shop.primary.inner().cut(true);
    ann.get("/en-gb/account").await.is(503).says("cannot be reached");
    shop.primary.inner().cut(false);
    ann.get("/en-gb/account").await.is(200);
}

#[tokio::test]
async fn pages_of_an_open_session_show_while_the_primary_is_gone_and_forms_say_so() {
    let shop = Shop::open().await;
    let mut ann = shop.logged_in("ann@example.com").await;
    ann.get("/en-gb/account").await.is(200);
    shop.primary.inner().cut(true);
    for page in ["", "/addresses", "/profile", "/security"] {
        ann.get(&format!("/en-gb/account{page}")).await.is(200);
    }
    let form = [("name", "Anna"), ("prefix", "en-gb")];
    let answer = ann.post("/en-gb/account/profile", &form).await.is(503);
    assert_eq!(answer.header("retry-after"), "10");
    ann.post("/en-gb/account/logout", &[]).await.is(503);
    assert!(ann.cookies.contains_key("__Host-session"), "a logout that did not happen is not claimed");
    shop.primary.inner().cut(false);
    ann.post("/en-gb/account/profile", &form).await.leads_to("/en-gb/account/profile");
}

#[tokio::test]
async fn a_session_is_known_to_an_instance_that_never_saw_it() {
    let shop = Shop::open().await;
    let ann = shop.logged_in("ann@example.com").await;
    let elsewhere = shop.instance().await;
    ann.moved_to(&elsewhere).get("/ja-jp/account").await.is(200).says("Ann");
    elsewhere.browser().log_in("ann@example.com", PASSWORD).await.leads_to("/en-gb/account");
}
