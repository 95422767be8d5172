//! What a customer keeps: addresses, orders, a copy of everything; and how they are forgotten.

use outpost_db::account::{self, AccountRefusal, Anonymise, OrdersCursor, SaveAddress, SaveProfile};
use outpost_db::order::{PlaceOrder, place};
use outpost_db::sql::Sql;
use outpost_domain::account::ADDRESSES_MAX;
use outpost_domain::address::Address;
use outpost_domain::ids::AddressId;
use outpost_domain::market::MarketLocale;
use outpost_domain::order::OrderNumber;
use outpost_domain::samples::{DE, GB, GERMAN};
use uuid::Uuid;

use super::{command, hash, logged_in, outbox, sender};
use crate::fixture::{NOW, integer, order, shop, visitor};

fn address(name: &str) -> SaveAddress {
    SaveAddress {
        id: AddressId::new(Uuid::now_v7()),
        address: Address {
            name: name.to_owned(),
            line1: "1 High Street".to_owned(),
            city: "Town".to_owned(),
            postal_code: "AB1 2CD".to_owned(),
            country: "GB".to_owned(),
            ..Address::default()
        },
        phone: String::new(),
        is_default: false,
    }
}

async fn names(shop: &dyn Sql, session: &str) -> Vec<(String, bool)> {
    let page = account::addresses(shop, &hash(session), None).await.expect("a read");
    let addresses = page.found.expect("a session").1.into_iter();
    addresses.map(|saved| (saved.address.name, saved.is_default)).collect()
}

#[tokio::test]
async fn one_address_is_the_default_and_saving_twice_makes_one() {
    let shop = shop().await;
    let ann = sender(logged_in(&shop, "ann@example.com", "one").await, "one");
    let (first, second) = (address("first"), SaveAddress { is_default: true, ..address("second") });
    for saved in [&first, &first, &second] {
        account::save_address(&shop, command(), &ann, saved).await.expect("saved");
    }
    assert_eq!(names(&shop, "one").await, [("second".to_owned(), true), ("first".to_owned(), false)]);
    account::delete_address(&shop, command(), &ann, second.id).await.expect("deleted");
    assert_eq!(names(&shop, "one").await, [("first".to_owned(), true)]);
}

#[tokio::test]
async fn there_is_room_for_twenty_addresses() {
    let shop = shop().await;
    let ann = sender(logged_in(&shop, "ann@example.com", "one").await, "one");
    let last = address("last");
    for number in 1..ADDRESSES_MAX {
        account::save_address(&shop, command(), &ann, &address(&number.to_string())).await.expect("saved");
    }
    account::save_address(&shop, command(), &ann, &last).await.expect("the twentieth");
    let refused = account::save_address(&shop, command(), &ann, &address("more")).await;
    assert_eq!(refused, Err(AccountRefusal::TooManyAddresses));
    account::save_address(&shop, command(), &ann, &last).await.expect("one that is there");
}

#[tokio::test]
async fn nobody_sees_or_deletes_an_address_of_somebody_else() {
    let shop = shop().await;
    let ann = sender(logged_in(&shop, "ann@example.com", "ann").await, "ann");
    let bob = sender(logged_in(&shop, "bob@example.com", "bob").await, "bob");
    let saved = address("Ann's");
    account::save_address(&shop, command(), &ann, &saved).await.expect("saved");
    assert_eq!(account::delete_address(&shop, command(), &bob, saved.id).await, Err(AccountRefusal::UnknownAddress));
    // Under the same id Bob saves one of his own.
    account::save_address(&shop, command(), &bob, &SaveAddress { id: saved.id, ..address("Bob's") })
        .await
        .expect("his");
    assert_eq!(names(&shop, "ann").await, [("Ann's".to_owned(), true)]);
    assert_eq!(names(&shop, "bob").await, [("Bob's".to_owned(), true)]);
}

async fn placed(shop: &dyn Sql, sender: outpost_db::command::Sender) -> OrderNumber {
    let order = PlaceOrder { sender, ..order(GB, &[("BOOK", 1, 899)], 1_294) };
    place(shop, &order).await.expect("an order");
    OrderNumber::of(order.id)
}

#[tokio::test]
async fn a_customer_sees_their_orders_and_nobody_elses() {
    let shop = shop().await;
    let ann = sender(logged_in(&shop, "ann@example.com", "ann").await, "ann");
    logged_in(&shop, "bob@example.com", "bob").await;
    let number = placed(&shop, ann).await;
    placed(&shop, visitor(NOW)).await;
    let page = account::orders(&shop, &hash("ann"), None, None).await.expect("a read").found.expect("a session").1;
    assert_eq!(page.len(), 1);
    assert_eq!((&page[0].number, page[0].total_minor, page[0].lines), (&number, 1_294, 1));
    assert_eq!(page[0].titles, ["Book"]);
    let owns = async |session: &str| {
        account::owns_order(&shop, &hash(session), None, &number).await.expect("a read").found.expect("a session").1
    };
    assert_eq!((owns("ann").await, owns("bob").await), (true, false));
}

#[tokio::test]
async fn the_list_of_orders_goes_on_where_it_ended() {
    let shop = shop().await;
    let ann = sender(logged_in(&shop, "ann@example.com", "ann").await, "ann");
    let mut numbers = Vec::new();
    for _ in 0..4 {
        numbers.push(placed(&shop, ann.clone()).await);
    }
    numbers.sort_by(|one, next| next.as_str().cmp(one.as_str()));
    let read = async |after: Option<OrdersCursor>| {
        let page = account::orders(&shop, &hash("ann"), None, after.as_ref()).await.expect("a read");
        page.found.expect("a session").1.into_iter().map(|order| order.number).collect::<Vec<_>>()
    };
    assert_eq!(read(None).await, numbers);
    let after = OrdersCursor { placed_at: NOW, number: numbers[1].clone() };
    assert_eq!(read(Some(after)).await, numbers[2..]);
}

#[tokio::test]
async fn a_copy_of_everything_names_all_that_is_kept() {
    let shop = shop().await;
    let ann = sender(logged_in(&shop, "ann@example.com", "ann").await, "ann");
    account::save_address(&shop, command(), &ann, &address("Ann Smith")).await.expect("saved");
    let number = placed(&shop, ann).await;
    let export = account::export(&shop, &hash("ann"), None).await.expect("a read").found.expect("a session").1;
    assert_eq!(export["customer"]["email"], "ann@example.com");
    assert_eq!(export["addresses"][0]["name"], "Ann Smith");
    assert_eq!(export["orders"][0]["number"], number.as_str());
    assert_eq!(export["orders"][0]["lines"][0]["title"], "Book");
    assert_eq!(export["sessions"].as_array().map(Vec::len), Some(1));
    assert!(!export.to_string().contains("sealed"), "no credential");
    assert_eq!(account::export(&shop, &hash("bob"), None).await.expect("a read").found, None);
}

#[tokio::test]
async fn a_person_is_forgotten_and_their_orders_stay() {
    let shop = shop().await;
    let customer_id = logged_in(&shop, "ann@example.com", "ann").await;
    let ann = sender(customer_id, "ann");
    account::save_address(&shop, command(), &ann, &address("Ann Smith")).await.expect("saved");
    placed(&shop, ann.clone()).await;
    let forget = |version| Anonymise { customer_id, credential_version: Some(version) };
    let wrong = account::anonymise(&shop, command(), &ann, &forget(2)).await;
    assert_eq!(wrong, Err(AccountRefusal::CredentialsChanged));
    account::anonymise(&shop, command(), &ann, &forget(1)).await.expect("forgotten");
    for (rest, count) in [
        ("SELECT count(*) FROM customer WHERE email IS NOT NULL OR email_digest IS NOT NULL OR name <> ''", 0),
        ("SELECT count(*) FROM customer_address", 0),
        ("SELECT count(*) FROM credential", 0),
        ("SELECT count(*) FROM account_token", 0),
        ("SELECT count(*) FROM session WHERE ended_at IS NULL OR user_agent <> ''", 0),
        ("SELECT count(*) FROM orders WHERE customer_id IS NOT NULL", 1),
        ("SELECT count(*) FROM audit WHERE detail LIKE '%ann%' OR detail LIKE '%Smith%'", 0),
        ("SELECT count(*) FROM outbox WHERE payload LIKE '%@%' OR payload LIKE '%Smith%'", 0),
    ] {
        assert_eq!(integer(&shop, rest, vec![]).await, count, "{rest}");
    }
    assert_eq!(outbox(&shop).await.last().map(|(topic, _)| topic.as_str()), Some("account.anonymised"));
    // The address is free again.
    logged_in(&shop, "ann@example.com", "again").await;
}

#[tokio::test]
async fn nobody_forgets_somebody_else() {
    let shop = shop().await;
    let ann = logged_in(&shop, "ann@example.com", "ann").await;
    let bob = sender(logged_in(&shop, "bob@example.com", "bob").await, "bob");
    let refused =
        account::anonymise(&shop, command(), &bob, &Anonymise { customer_id: ann, credential_version: Some(1) }).await;
    assert_eq!(refused, Err(AccountRefusal::UnknownCustomer));
    let visitor = visitor(NOW);
    let forged = Anonymise { customer_id: ann, credential_version: None };
    assert!(account::anonymise(&shop, command(), &visitor, &forged).await.is_err());
    assert_eq!(integer(&shop, "SELECT count(*) FROM customer WHERE email IS NOT NULL", vec![]).await, 2);
}

#[tokio::test]
async fn name_language_and_market_can_be_changed() {
    let shop = shop().await;
    let ann = sender(logged_in(&shop, "ann@example.com", "ann").await, "ann");
    let prefix = MarketLocale { locale: GERMAN, market: DE };
    account::save_profile(&shop, command(), &ann, &SaveProfile { name: "Anna".to_owned(), prefix })
        .await
        .expect("saved");
    let (found, ()) = account::profile(&shop, &hash("ann"), None).await.expect("a read").found.expect("a session");
    assert_eq!((found.name.as_str(), found.market_locale.to_string()), ("Anna", prefix.to_string()));
}
