//! Somebody who tries passwords gets few guesses, however many regions and addresses they come from.

use super::support::{PASSWORD, Shop};

#[tokio::test]
async fn guesses_cost_growing_time_and_the_right_one_waits_too() {
    let shop = Shop::open().await;
    shop.customer("ann@example.com").await;
    let mut guesses = 0;
    for _ in 0..3_600 {
        let answer = shop.browser().log_in("ann@example.com", "guess").await;
        guesses += i32::from(answer.status.as_u16() == 422);
        shop.pass_seconds(1);
    }
    println!("guesses in an hour: {guesses}");
    assert!(guesses < 20, "{guesses}");
    shop.browser().log_in("ann@example.com", PASSWORD).await.is(429).says("Too many wrong passwords");
    shop.pass_seconds(900);
    shop.browser().log_in("ann@example.com", PASSWORD).await.leads_to("/en-gb/account");
}

#[tokio::test]
async fn the_present_password_is_guessed_no_faster_by_who_has_a_stolen_cookie() {
    let shop = Shop::open().await;
    let ann = shop.logged_in("ann@example.com").await;
    let mut thief = ann.stolen();
    for (path, fields) in [
        ("password", ["present_password", "new_password"]),
        ("email", ["email_password", "new_email"]),
        ("deletion", ["password", "x"]),
    ] {
        for _ in 0..2 {
            let form = [(fields[0], "guess"), (fields[1], "eve@example.com")];
            thief.post(&format!("/en-gb/account/{path}"), &form).await.is(422);
        }
    }
    assert_eq!(shop.number("SELECT failures FROM login_failure").await, 6 - 1, "the sixth was not tried");
    thief.post("/en-gb/account/deletion", &[("password", PASSWORD)]).await.is(422).says("Too many wrong passwords");
    assert_eq!(shop.number("SELECT count(*) FROM customer WHERE anonymised_at IS NULL").await, 1);
}

#[tokio::test]
async fn one_client_tries_five_times_a_minute() {
    let shop = Shop::with(&[("rate_limit_writes_per_minute", "60")]).await;
    let mut browser = shop.browser();
    for number in 0..6 {
        let answer = browser.log_in(&format!("nobody{number}@example.com"), "guess").await;
        assert_eq!(answer.status.as_u16(), if number < 5 { 422 } else { 429 }, "{number}");
    }
}

#[tokio::test]
async fn a_guess_that_could_not_be_counted_has_no_answer() {
    let shop = Shop::open().await;
    shop.customer("ann@example.com").await;
    shop.primary.inner().cut(true);
    shop.browser().log_in("ann@example.com", "guess").await.is(503);
    shop.primary.inner().cut(false);
    shop.browser().log_in("ann@example.com", PASSWORD).await.leads_to("/en-gb/account");
}
