//! Another password, another address: by a link, or by somebody who knows the present password.

use outpost_db::account::{self, AccountRefusal, ChangePassword, NewSession, RequestEmailChange, ResetPassword};
use outpost_db::sql::Sql;
use outpost_db::testing::set_clock;
use outpost_domain::ids::AccountTokenId;
use uuid::Uuid;

use super::{command, customer, email, hash, log_in, logged_in, outbox, sender, topics};
use crate::fixture::{NOW, integer, shop, visitor};

fn token() -> AccountTokenId {
    AccountTokenId::new(Uuid::now_v7())
}

/// Asks for a link that sets a new password.
async fn ask(shop: &dyn Sql, address: &str, token_id: AccountTokenId) {
    let address = email(address);
    account::request_password_reset(shop, command(), &visitor(NOW), &address, token_id).await.expect("asked");
}

fn reset(token_id: AccountTokenId) -> ResetPassword {
    ResetPassword { token_id, password_hash: "sealed anew".to_owned() }
}

fn change(version: i64, session: &str) -> ChangePassword {
    let session = NewSession { hash: hash(session), user_agent: "browser".to_owned() };
    ChangePassword { credential_version: version, password_hash: "sealed anew".to_owned(), session }
}

#[tokio::test]
async fn a_link_sets_a_password_once_and_ends_every_session() {
    let shop = shop().await;
    let ann = logged_in(&shop, "ann@example.com", "one").await;
    let (first, second) = (token(), token());
    for token_id in [first, second] {
        ask(&shop, "ann@example.com", token_id).await;
    }
    account::reset_password(&shop, command(), &visitor(NOW), &reset(first)).await.expect("a new password");
    assert_eq!(account::profile(&shop, &hash("one"), None).await.expect("a read").found, None);
    for used in [first, second] {
        let again = account::reset_password(&shop, command(), &visitor(NOW), &reset(used)).await;
        assert_eq!(again, Err(AccountRefusal::LinkUsed), "the other link ends too");
    }
    let found = account::login(&shop, &email("ann@example.com")).await.expect("a read").credential.expect("somebody");
    assert_eq!((found.password_hash.as_str(), found.version), ("sealed anew", 2));
    assert_eq!(log_in(&shop, ann, 1, "two").await, Err(AccountRefusal::CredentialsChanged), "the old password");
    log_in(&shop, ann, 2, "three").await.expect("the new one");
    assert!(topics(&shop).await.contains(&"account.password_changed".to_owned()));
}

#[tokio::test]
async fn a_reset_works_for_a_quarter_of_an_hour_and_only_for_who_has_an_account() {
    let shop = shop().await;
    customer(&shop, "ann@example.com").await;
    let (late, nobody) = (token(), token());
    for (address, token_id) in [("ann@example.com", late), ("nobody@example.com", nobody)] {
        ask(&shop, address, token_id).await;
    }
    let mails: Vec<_> =
        outbox(&shop).await.into_iter().filter(|(topic, _)| topic == "account.reset_password").collect();
    assert_eq!(mails.len(), 1);
    let refused = account::reset_password(&shop, command(), &visitor(NOW), &reset(nobody)).await;
    assert_eq!(refused, Err(AccountRefusal::LinkExpired));
    set_clock(&shop, NOW + 900).await.expect("a clock");
    let refused = account::reset_password(&shop, command(), &visitor(NOW + 900), &reset(late)).await;
    assert_eq!(refused, Err(AccountRefusal::LinkExpired));
}

#[tokio::test]
async fn a_password_that_was_changed_ends_every_session_and_opens_a_new_one() {
    let shop = shop().await;
    let ann = logged_in(&shop, "ann@example.com", "stolen").await;
    log_in(&shop, ann, 1, "other").await.expect("another session");
    account::change_password(&shop, command(), &sender(ann, "stolen"), &change(1, "fresh")).await.expect("changed");
    for old in ["stolen", "other"] {
        assert_eq!(account::profile(&shop, &hash(old), None).await.expect("a read").found, None, "{old}");
        assert_eq!(account::adopt_orders(&shop, command(), &sender(ann, old)).await, Err(AccountRefusal::SessionEnded));
    }
    assert!(account::profile(&shop, &hash("fresh"), None).await.expect("a read").found.is_some());
    let stale = account::change_password(&shop, command(), &sender(ann, "fresh"), &change(1, "x")).await;
    assert_eq!(stale, Err(AccountRefusal::CredentialsChanged));
}

#[tokio::test]
async fn another_address_counts_once_it_is_confirmed_and_the_present_one_is_told() {
    let shop = shop().await;
    let ann = logged_in(&shop, "ann@example.com", "one").await;
    let asked = RequestEmailChange { credential_version: 1, token_id: token(), email: email("ann@new.example") };
    account::request_email_change(&shop, command(), &sender(ann, "one"), &asked).await.expect("asked");
    let sent = topics(&shop).await;
    assert!(
        sent.ends_with(&["account.change_email".to_owned(), "account.email_change_requested".to_owned()]),
        "{sent:?}"
    );
    assert!(account::login(&shop, &email("ann@new.example")).await.expect("a read").credential.is_none());
    account::change_email(&shop, command(), &visitor(NOW), asked.token_id).await.expect("confirmed");
    assert!(account::login(&shop, &email("ann@example.com")).await.expect("a read").credential.is_none());
    let found = account::login(&shop, &email("ann@new.example")).await.expect("a read").credential.expect("somebody");
    assert_eq!(found.customer_id, ann);
}

#[tokio::test]
async fn an_address_that_has_an_account_is_never_taken_over() {
    let shop = shop().await;
    let ann = logged_in(&shop, "ann@example.com", "one").await;
    customer(&shop, "bob@example.com").await;
    let asked = RequestEmailChange { credential_version: 1, token_id: token(), email: email("bob@example.com") };
    account::request_email_change(&shop, command(), &sender(ann, "one"), &asked).await.expect("the same answer");
    let refused = account::change_email(&shop, command(), &visitor(NOW), asked.token_id).await;
    assert_eq!(refused, Err(AccountRefusal::LinkExpired), "there is no such link");
    // Somebody registers with the address between asking and confirming.
    let asked = RequestEmailChange { email: email("carl@example.com"), token_id: token(), ..asked };
    account::request_email_change(&shop, command(), &sender(ann, "one"), &asked).await.expect("asked");
    customer(&shop, "carl@example.com").await;
    let refused = account::change_email(&shop, command(), &visitor(NOW), asked.token_id).await;
    assert_eq!(refused, Err(AccountRefusal::EmailTaken));
    assert_eq!(integer(&shop, "SELECT count(*) FROM customer WHERE email = 'ann@example.com'", vec![]).await, 1);
}
