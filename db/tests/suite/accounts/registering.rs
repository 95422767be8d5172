//! Accounts begin unconfirmed, and never touch one that is there.

use outpost_db::account::{self, AccountRefusal};
use outpost_db::order::place;
use outpost_db::testing::set_clock;
use outpost_domain::ids::AccountTokenId;
use outpost_domain::samples::GB;
use uuid::Uuid;

use super::{command, customer, email, log_in, outbox, registration, topics};
use crate::fixture::{NOW, integer, order, shop, visitor};

#[tokio::test]
async fn nobody_logs_in_before_the_address_is_confirmed() {
    let shop = shop().await;
    let register = registration("ann@example.com");
    account::register(&shop, command(), &visitor(NOW), &register).await.expect("an account");
    let found = account::login(&shop, &register.email).await.expect("a read");
    assert_eq!(found.credential, None);
    assert_eq!(log_in(&shop, register.customer_id, 1, "a").await, Err(AccountRefusal::CredentialsChanged));
    account::verify_email(&shop, command(), &visitor(NOW), register.token_id).await.expect("confirmed");
    let found = account::login(&shop, &email("ANN@Example.com")).await.expect("a read").credential.expect("somebody");
    assert_eq!((found.customer_id, found.version), (register.customer_id, 1));
    log_in(&shop, register.customer_id, 1, "a").await.expect("a session");
}

#[tokio::test]
async fn signing_up_never_touches_an_account_and_the_owner_is_told() {
    let shop = shop().await;
    let owner = customer(&shop, "ann@example.com").await;
    let before = account::login(&shop, &email("ann@example.com")).await.expect("a read");
    for _ in 0..5 {
        let attack = registration("ANN@example.com");
        account::register(&shop, command(), &visitor(NOW), &attack).await.expect("the same answer");
        let link = account::verify_email(&shop, command(), &visitor(NOW), attack.token_id).await;
        assert_eq!(link, Err(AccountRefusal::LinkExpired), "there is no such link");
    }
    assert_eq!(account::login(&shop, &email("ann@example.com")).await.expect("a read"), before);
    assert_eq!(integer(&shop, "SELECT count(*) FROM customer", vec![]).await, 1);
    let told: Vec<_> =
        outbox(&shop).await.into_iter().filter(|(topic, _)| topic == "account.already_registered").collect();
    assert_eq!(told.len(), 2, "three attempts an hour count, the first was the owner's own");
    assert_eq!(told[0].1, format!(r#"{{"customer":"{owner}"}}"#), "ids only");
}

#[tokio::test]
async fn an_account_that_somebody_else_prepared_is_gone_once_the_owner_confirms_their_own() {
    let shop = shop().await;
    let (attack, own) = (registration("ann@example.com"), registration("ann@example.com"));
    for register in [&attack, &own] {
        account::register(&shop, command(), &visitor(NOW), register).await.expect("waiting");
    }
    account::verify_email(&shop, command(), &visitor(NOW), own.token_id).await.expect("confirmed");
    let found = account::login(&shop, &own.email).await.expect("a read").credential.expect("somebody");
    assert_eq!(found.customer_id, own.customer_id);
    assert_eq!(integer(&shop, "SELECT count(*) FROM customer", vec![]).await, 1);
    assert_eq!(integer(&shop, "SELECT count(*) FROM credential", vec![]).await, 1);
    let late = account::verify_email(&shop, command(), &visitor(NOW), attack.token_id).await;
    assert_eq!(late, Err(AccountRefusal::LinkExpired));
}

#[tokio::test]
async fn a_link_works_once_and_for_two_days() {
    let shop = shop().await;
    let (first, late) = (registration("ann@example.com"), registration("bob@example.com"));
    for register in [&first, &late] {
        account::register(&shop, command(), &visitor(NOW), register).await.expect("waiting");
    }
    account::verify_email(&shop, command(), &visitor(NOW), first.token_id).await.expect("confirmed");
    let again = account::verify_email(&shop, command(), &visitor(NOW), first.token_id).await;
    assert_eq!(again, Err(AccountRefusal::LinkUsed));
    set_clock(&shop, NOW + 2 * 86_400).await.expect("a clock");
    let late = account::verify_email(&shop, command(), &visitor(NOW + 2 * 86_400), late.token_id).await;
    assert_eq!(late, Err(AccountRefusal::LinkExpired));
    let unknown = AccountTokenId::new(Uuid::now_v7());
    let refused = account::verify_email(&shop, command(), &visitor(NOW + 2 * 86_400), unknown).await;
    assert_eq!(refused, Err(AccountRefusal::LinkExpired));
}

#[tokio::test]
async fn nobodys_mailbox_is_flooded_and_what_nobody_confirms_is_forgotten() {
    let shop = shop().await;
    for _ in 0..9 {
        let register = registration("ann@example.com");
        account::register(&shop, command(), &visitor(NOW), &register).await.expect("the same answer");
    }
    assert_eq!(topics(&shop).await, vec!["account.verify_email"; 5]);
    let later = NOW + 8 * 86_400;
    set_clock(&shop, later).await.expect("a clock");
    account::register(&shop, command(), &visitor(later), &registration("bob@example.com")).await.expect("another one");
    assert_eq!(integer(&shop, "SELECT count(*) FROM customer", vec![]).await, 1);
    assert_eq!(integer(&shop, "SELECT count(*) FROM credential", vec![]).await, 1);
    assert_eq!(integer(&shop, "SELECT count(*) FROM account_token", vec![]).await, 1);
}

#[tokio::test]
async fn a_retry_makes_one_account_and_sends_one_mail() {
    let shop = shop().await;
    let (id, register) = (command(), registration("ann@example.com"));
    for hash in ["sealed", "sealed with another salt"] {
        let again = account::Register { password_hash: hash.to_owned(), ..register.clone() };
        account::register(&shop, id, &visitor(NOW), &again).await.expect("the same wish");
    }
    assert_eq!(topics(&shop).await, ["account.verify_email"]);
    let other = account::register(&shop, id, &visitor(NOW), &registration("bob@example.com")).await;
    assert_eq!(other, Err(AccountRefusal::RepeatedOtherwise));
}

#[tokio::test]
async fn orders_of_a_guest_join_once_the_address_is_confirmed_and_at_each_login() {
    let shop = shop().await;
    let guest = |address: &str| {
        let order = order(GB, &[("BOOK", 1, 899)], 1_294);
        outpost_db::order::PlaceOrder { email: address.to_owned(), ..order }
    };
    let theirs = "SELECT count(*) FROM orders WHERE customer_id IS NOT NULL";
    place(&shop, &guest("Ann@Example.com")).await.expect("an order");
    place(&shop, &guest("bob@example.com")).await.expect("an order of somebody else");
    let register = registration("ann@example.com");
    account::register(&shop, command(), &visitor(NOW), &register).await.expect("waiting");
    assert_eq!(integer(&shop, theirs, vec![]).await, 0, "not before the address is confirmed");
    account::verify_email(&shop, command(), &visitor(NOW), register.token_id).await.expect("confirmed");
    assert_eq!(integer(&shop, theirs, vec![]).await, 1);
    place(&shop, &guest("ann@example.com")).await.expect("an order without logging in");
    assert_eq!(integer(&shop, theirs, vec![]).await, 1);
    log_in(&shop, register.customer_id, 1, "a").await.expect("a session");
    assert_eq!(integer(&shop, theirs, vec![]).await, 2);
}
