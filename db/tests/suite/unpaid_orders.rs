//! Nobody empties the shop without paying: what unpaid orders hold is bounded.

use std::sync::Arc;

use outpost_db::order::{
    CancelOrder, Change, ExtendHold, HoldRefusal, PlaceOrder, PlaceOrderError, cancel, extend_hold, place,
};
use outpost_db::sql::Sql;
use outpost_db::testing::set_clock;
use outpost_domain::ids::{CommandId, OrderId};
use outpost_domain::money::Money;
use outpost_domain::order::{PAID_LATER_HOLD_SECONDS, UNPAID_ORDERS_MAX};
use outpost_domain::samples::{DE, GB};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::fixture::{NOW, integer, order, pay, shop, visitor};

fn book(email: &str) -> PlaceOrder {
    PlaceOrder { email: email.to_owned(), ..order(GB, &[("BOOK", 1, 899)], 1_294) }
}

/// So many books by bank transfer.
fn transfer(quantity: u32) -> PlaceOrder {
    let goods = i64::from(quantity) * 899;
    let delivery = if goods < 5_000 { 395 } else { 0 };
    by_transfer(order(GB, &[("BOOK", quantity, 899)], goods + delivery))
}

fn by_transfer(order: PlaceOrder) -> PlaceOrder {
    PlaceOrder { payment_method_code: "transfer".to_owned(), hold_seconds: Some(PAID_LATER_HOLD_SECONDS), ..order }
}

/// How many pieces of its one line a refused order could have had by transfer.
#[track_caller]
fn limit(refused: Result<(), PlaceOrderError>) -> i64 {
    let Err(PlaceOrderError::Changed(changed)) = refused else { panic!("{refused:?}") };
    let [Change::PaymentLimit { available, .. }] = changed.changes[..] else { panic!("{changed:?}") };
    available.into()
}

async fn cancelled(shop: &dyn Sql, order_id: OrderId) {
    let command = CancelOrder { id: CommandId::new(Uuid::now_v7()), sender: visitor(NOW), order_id };
    cancel(shop, &command).await.expect("cancelled");
}

#[tokio::test]
async fn a_mail_address_has_five_unpaid_orders_in_whatever_case_and_the_sixth_is_refused() {
    let shop = shop().await;
    let cases = ["ada@example.com", "Ada@example.com", "ADA@EXAMPLE.COM", "ada@Example.com", "aDa@example.com"];
    let orders = cases.map(book);
    assert_eq!(orders.len(), UNPAID_ORDERS_MAX);
    for order in &orders {
        place(&shop, order).await.expect("one of five");
    }
    let sixth = book("ada@EXAMPLE.com");
    assert_eq!(place(&shop, &sixth).await, Err(PlaceOrderError::TooManyUnpaid));
    assert_eq!(place(&shop, &transfer_of(&sixth)).await, Err(PlaceOrderError::TooManyUnpaid));
    place(&shop, &orders[4]).await.expect("the fifth, sent again, is known");
    place(&shop, &book("bea@example.com")).await.expect("another address");
    assert_eq!(integer(&shop, "SELECT count(*) FROM command_log", vec![]).await, 6, "a refusal leaves nothing");

    cancelled(&shop, orders[0].id).await;
    place(&shop, &sixth).await.expect("there is room after one was cancelled");
    assert_eq!(place(&shop, &book("ada@example.com")).await, Err(PlaceOrderError::TooManyUnpaid));
    pay(&shop, &orders[1]).await;
    place(&shop, &book("ada@example.com")).await.expect("there is room after one was paid");
}

fn transfer_of(order: &PlaceOrder) -> PlaceOrder {
    by_transfer(PlaceOrder { id: OrderId::new(Uuid::now_v7()), ..order.clone() })
}

#[tokio::test]
async fn a_visitor_has_five_unpaid_orders_whatever_mail_addresses_they_name() {
    let shop = shop().await;
    let of = |visitor: &str| PlaceOrder { visitor: Some(visitor.to_owned()), ..order(GB, &[("BOOK", 1, 899)], 1_294) };
    for _ in 0..UNPAID_ORDERS_MAX {
        place(&shop, &of("eve")).await.expect("one of five");
    }
    assert_eq!(place(&shop, &of("eve")).await, Err(PlaceOrderError::TooManyUnpaid));
    place(&shop, &of("bob")).await.expect("another visitor");
}

#[tokio::test]
async fn a_hold_lasts_a_day_at_the_most() {
    let shop = shop().await;
    let asked = PlaceOrder { hold_seconds: Some(7 * 86_400), ..book("ada@example.com") };
    place(&shop, &asked).await.expect("an order");
    assert_eq!(integer(&shop, "SELECT hold_ends_at FROM orders", vec![]).await, NOW + 86_400);
}

#[tokio::test]
async fn an_order_that_can_no_longer_be_paid_counts_no_more() {
    let shop = shop().await;
    for _ in 0..UNPAID_ORDERS_MAX {
        place(&shop, &book("ada@example.com")).await.expect("one of five");
    }
    let later = |now| PlaceOrder { sender: visitor(now), ..book("ada@example.com") };
    set_clock(&shop, NOW + 1_799).await.expect("a clock");
    assert_eq!(place(&shop, &later(NOW + 1_799)).await, Err(PlaceOrderError::TooManyUnpaid));
    set_clock(&shop, NOW + 1_800).await.expect("a clock");
    place(&shop, &later(NOW + 1_800)).await.expect("the others are over, even if nobody has released them yet");
}

#[tokio::test]
async fn five_are_placed_however_many_are_sent_at_once() {
    let shop = Arc::new(shop().await);
    let mut sending = JoinSet::new();
    for _ in 0..20 {
        let shop = Arc::clone(&shop);
        sending.spawn(async move { place(&*shop, &book("ada@example.com")).await });
    }
    let answers = sending.join_all().await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), UNPAID_ORDERS_MAX);
    assert!(answers.into_iter().all(|answer| matches!(answer, Ok(()) | Err(PlaceOrderError::TooManyUnpaid))));
}

#[tokio::test]
async fn unpaid_transfers_hold_a_tenth_of_the_stock_and_cards_all_of_it() {
    let shop = shop().await;
    assert_eq!(limit(place(&shop, &transfer(10)).await), 9, "90 are on hand");
    let (first, second) = (transfer(5), transfer(4));
    place(&shop, &first).await.expect("5 of 9");
    assert_eq!(limit(place(&shop, &transfer(5)).await), 4);
    place(&shop, &second).await.expect("9 of 9");
    assert_eq!(limit(place(&shop, &transfer(1)).await), 0);
    place(&shop, &order(GB, &[("BOOK", 40, 899)], 40 * 899)).await.expect("by card there is no such limit");

    cancelled(&shop, first.id).await;
    place(&shop, &transfer(5)).await.expect("what was cancelled is free");
    pay(&shop, &second).await;
    place(&shop, &transfer(4)).await.expect("what is paid counts no more");
    assert_eq!(limit(place(&shop, &transfer(1)).await), 0);
}

#[tokio::test]
async fn a_transfer_that_did_not_arrive_within_a_day_is_released_for_the_next_one() {
    let shop = shop().await;
    place(&shop, &transfer(9)).await.expect("9 of 9");
    let later = |now| PlaceOrder { sender: visitor(now), ..transfer(1) };
    for (now, placed) in [(NOW + 86_399, false), (NOW + 86_400, true)] {
        set_clock(&shop, now).await.expect("a clock");
        assert_eq!(place(&shop, &later(now)).await.is_ok(), placed, "{now}");
    }
    assert_eq!(integer(&shop, "SELECT count(*) FROM orders WHERE expired_at IS NOT NULL", vec![]).await, 1);
}

#[tokio::test]
async fn a_transfer_may_hold_at_least_one_piece() {
    let shop = shop().await;
    // 3 on hand; 12 in two places, for two markets; none on hand, but sold ahead.
    let small = [
        (GB, "MUG-BLUE", 1_299, 1_694, 1_299),
        (DE, "MUG-RED", 1_499, 1_989, 1_299),
        (GB, "LAMP", 4_500, 4_895, 4_500),
    ];
    for (market, sku, unit, total, unit_gb) in small {
        let one = by_transfer(order(market, &[(sku, 1, unit)], total));
        place(&shop, &one).await.expect("one");
        let next = by_transfer(order(GB, &[(sku, 1, unit_gb)], unit_gb + 395));
        assert_eq!(limit(place(&shop, &next).await), 0, "{sku}");
        let by_card = order(GB, &[(sku, 1, unit_gb)], unit_gb + 395);
        place(&shop, &by_card).await.expect("another one, by card");
    }
}

#[tokio::test]
async fn transfers_hold_no_more_than_a_tenth_however_many_are_sent_at_once() {
    let shop = Arc::new(shop().await);
    let mut sending = JoinSet::new();
    for _ in 0..30 {
        let shop = Arc::clone(&shop);
        sending.spawn(async move { place(&*shop, &transfer(1)).await });
    }
    let answers = sending.join_all().await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 9);
    for refused in answers.into_iter().filter(Result::is_err) {
        assert_eq!(limit(refused), 0);
    }
    assert_eq!(integer(&*shop, "SELECT sum(quantity) FROM stock_allocation", vec![]).await, 9);
}

#[tokio::test]
async fn what_is_sold_out_is_said_before_what_transfers_may_hold() {
    let shop = shop().await;
    let lines = [("MUG-BLUE", 4, 1_299), ("MUG-RED", 2, 1), ("BOOK", 1, 899)];
    let refused = place(&shop, &by_transfer(order(GB, &lines, 1))).await;
    let Err(PlaceOrderError::Changed(changed)) = refused else { panic!("{refused:?}") };
    let sku = |text: &str| text.parse().expect("a SKU");
    let money = |minor| Money::new(minor, GB.currency());
    let expected = [
        Change::OutOfStock { sku: sku("MUG-BLUE"), available: 3 },
        Change::PaymentLimit { sku: sku("MUG-RED"), available: 1 },
        Change::Price { sku: sku("MUG-RED"), was: money(1), now: money(1_299) },
    ];
    assert_eq!(changed.changes, expected);
}

#[tokio::test]
async fn what_is_paid_in_a_store_shares_the_bound_of_transfers_and_is_not_extended() {
    let shop = shop().await;
    let in_store = |order: PlaceOrder| PlaceOrder { payment_method_code: "convenience_store".to_owned(), ..order };
    let first = in_store(transfer(5));
    place(&shop, &first).await.expect("5 of 9");
    assert_eq!(limit(place(&shop, &transfer(5)).await), 4);
    assert_eq!(limit(place(&shop, &in_store(transfer(5))).await), 4);
    assert_eq!(integer(&shop, "SELECT hold_ends_at FROM orders", vec![]).await, NOW + PAID_LATER_HOLD_SECONDS);
    let id = CommandId::new(Uuid::now_v7());
    let more = ExtendHold { id, sender: visitor(NOW), order_id: first.id, hold_seconds: 1_800 };
    assert_eq!(extend_hold(&shop, &more).await, Err(HoldRefusal::HoldExpired));
}
