//! Sessions, and wrong passwords, which the primary counts for every address.

use outpost_db::account::{self, AccountRefusal, EndSessions};
use outpost_db::sql::Sql;
use outpost_db::testing::set_clock;
use outpost_domain::account::{FAILURES_KEPT_SECONDS, FAILURES_WITHOUT_DELAY};

use super::{command, customer, email, hash, log_in, logged_in, outbox, sender};
use crate::fixture::{NOW, integer, shop, visitor};

async fn fail(shop: &dyn Sql, address: &str, now: i64) -> i64 {
    let found = account::login(shop, &email(address)).await.expect("a read");
    let failures = found.failures;
    account::record_login_failure(shop, command(), &visitor(now), &email(address), failures).await.expect("counted");
    account::login(shop, &email(address)).await.expect("a read").blocked_seconds
}

#[tokio::test]
async fn wrong_passwords_cost_growing_time_whether_the_address_has_an_account_or_not() {
    let shop = shop().await;
    customer(&shop, "ann@example.com").await;
    for address in ["ann@example.com", "nobody@example.com"] {
        let mut waits = Vec::new();
        for _ in 0..FAILURES_WITHOUT_DELAY + 3 {
            waits.push(fail(&shop, address, NOW).await);
        }
        assert_eq!(waits, [0, 0, 0, 0, 5, 10, 20], "{address}");
    }
}

#[tokio::test]
async fn a_right_password_opens_nothing_while_the_address_waits() {
    let shop = shop().await;
    let customer_id = customer(&shop, "ann@example.com").await;
    for _ in 0..=FAILURES_WITHOUT_DELAY {
        fail(&shop, "ann@example.com", NOW).await;
    }
    // Guesses that were made at once in several regions all read the counter before any of them was counted.
    assert_eq!(log_in(&shop, customer_id, 1, "a").await, Err(AccountRefusal::LoginBlocked { seconds: 5 }));
    set_clock(&shop, NOW + 5).await.expect("a clock");
    log_in(&shop, customer_id, 1, "a").await.expect("a session");
    let found = account::login(&shop, &email("ann@example.com")).await.expect("a read");
    assert_eq!((found.failures, found.blocked_seconds), (0, 0), "forgotten");
}

#[tokio::test]
async fn failures_are_forgotten_after_a_quiet_day() {
    let shop = shop().await;
    for _ in 0..9 {
        fail(&shop, "ann@example.com", NOW).await;
    }
    let later = NOW + FAILURES_KEPT_SECONDS;
    set_clock(&shop, later).await.expect("a clock");
    let found = account::login(&shop, &email("ann@example.com")).await.expect("a read");
    assert_eq!((found.failures, found.blocked_seconds), (0, 0));
    assert_eq!(fail(&shop, "bob@example.com", later).await, 0);
    assert_eq!(integer(&shop, "SELECT count(*) FROM login_failure", vec![]).await, 1, "old rows are swept");
}

#[tokio::test]
async fn an_ended_session_reads_nothing_and_writes_nothing() {
    let shop = shop().await;
    let ann = logged_in(&shop, "ann@example.com", "one").await;
    log_in(&shop, ann, 1, "two").await.expect("another session");
    let (one, two) = (sender(ann, "one"), sender(ann, "two"));
    let page = account::sessions(&shop, &hash("one"), None).await.expect("a read").found.expect("a session").1;
    assert_eq!(page.len(), 2);
    let ended = EndSessions::One(hash("two").to_string());
    account::end_sessions(&shop, command(), &one, &ended).await.expect("ended");
    assert_eq!(account::profile(&shop, &hash("two"), None).await.expect("a read").found, None);
    assert_eq!(account::adopt_orders(&shop, command(), &two).await, Err(AccountRefusal::SessionEnded));
    assert!(account::profile(&shop, &hash("one"), None).await.expect("a read").found.is_some());
    account::end_sessions(&shop, command(), &one, &EndSessions::All).await.expect("ended");
    assert_eq!(account::adopt_orders(&shop, command(), &one).await, Err(AccountRefusal::SessionEnded));
}

#[tokio::test]
async fn all_others_end_and_this_one_stays() {
    let shop = shop().await;
    let ann = logged_in(&shop, "ann@example.com", "one").await;
    for other in ["two", "three"] {
        log_in(&shop, ann, 1, other).await.expect("another session");
    }
    account::end_sessions(&shop, command(), &sender(ann, "one"), &EndSessions::Others).await.expect("ended");
    let page = account::sessions(&shop, &hash("one"), None).await.expect("a read").found.expect("a session").1;
    assert_eq!(page.iter().map(|session| session.id_hash.clone()).collect::<Vec<_>>(), [hash("one").to_string()]);
}

#[tokio::test]
async fn nobody_ends_or_uses_a_session_of_somebody_else() {
    let shop = shop().await;
    let ann = logged_in(&shop, "ann@example.com", "ann").await;
    let bob = logged_in(&shop, "bob@example.com", "bob").await;
    let ended = EndSessions::One(hash("bob").to_string());
    let refused = account::end_sessions(&shop, command(), &sender(ann, "ann"), &ended).await;
    assert_eq!(refused, Err(AccountRefusal::UnknownSession));
    let forged = account::adopt_orders(&shop, command(), &sender(bob, "ann")).await;
    assert_eq!(forged, Err(AccountRefusal::SessionEnded));
    account::end_sessions(&shop, command(), &sender(ann, "ann"), &EndSessions::All).await.expect("ended");
    assert!(account::profile(&shop, &hash("bob"), None).await.expect("a read").found.is_some());
}

#[tokio::test]
async fn a_session_ends_by_itself() {
    let shop = shop().await;
    logged_in(&shop, "ann@example.com", "one").await;
    let ends = NOW + outpost_domain::account::SESSION_SECONDS;
    for (now, open) in [(ends - 1, true), (ends, false)] {
        set_clock(&shop, now).await.expect("a clock");
        assert_eq!(account::profile(&shop, &hash("one"), None).await.expect("a read").found.is_some(), open);
    }
}

#[tokio::test]
async fn a_login_with_another_browser_is_told_and_the_first_one_is_not() {
    let shop = shop().await;
    let ann = logged_in(&shop, "ann@example.com", "one").await;
    log_in(&shop, ann, 1, "two").await.expect("another session");
    let told: Vec<_> = outbox(&shop).await.into_iter().filter(|(topic, _)| topic == "account.new_device").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].1, format!(r#"{{"customer":"{ann}","session":"{}"}}"#, hash("two")));
}
