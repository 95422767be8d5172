//! A command that is sent again returns its first result, whatever clock, request or sums come with it.

use outpost_db::command::Sender;
use outpost_db::native::Database;
use outpost_db::order::{
    CancelOrder, CancelRefusal, ExtendHold, HoldRefusal, PlaceOrder, PlaceOrderError, cancel, extend_hold, place,
    release_expired_holds,
};
use outpost_db::testing::set_clock;
use outpost_domain::ids::CommandId;
use outpost_domain::money::Money;
use outpost_domain::principal::Principal;
use outpost_domain::samples::GB;
use uuid::Uuid;

use super::fixture::{NOW, integer, order, shop, visitor};

/// Everything that commands write, as one text.
async fn contents(shop: &Database) -> Vec<i64> {
    let mut counts = Vec::new();
    for statement in [
        "SELECT count(*) FROM orders",
        "SELECT count(*) FROM order_event",
        "SELECT count(*) FROM audit",
        "SELECT count(*) FROM outbox",
        "SELECT count(*) FROM command_log",
        "SELECT coalesce(sum(hold_ends_at), 0) FROM orders",
        "SELECT count(cancelled_at) FROM orders",
        "SELECT count(expired_at) FROM orders",
        "SELECT sum(allocated) FROM stock_level",
    ] {
        counts.push(integer(shop, statement, vec![]).await);
    }
    counts
}

/// The same sender from another region, whose clock is wrong, with another request.
fn elsewhere() -> Sender {
    Sender { request_id: "request-2".to_owned(), ..visitor(NOW + 86_400) }
}

fn id() -> CommandId {
    CommandId::new(Uuid::now_v7())
}

async fn placed() -> (Database, PlaceOrder) {
    let shop = shop().await;
    let order = order(GB, &[("BOOK", 1, 899)], 1_294);
    place(&shop, &order).await.expect("an order");
    (shop, order)
}

#[tokio::test]
async fn an_order() {
    let (shop, order) = placed().await;
    let before = contents(&shop).await;
    let mut again = PlaceOrder { sender: elsewhere(), visitor: Some("another".to_owned()), ..order.clone() };
    again.total = Money::new(1, again.total.currency());
    again.agreement.lines[0].unit_minor += 1;
    again.agreement.lines[0].tax_rate.0 += 1;
    again.agreement.groups[0].rate_minor += 1;
    shop.batch("UPDATE stock_level SET safety_stock = on_hand - allocated").await.expect("sold out");
    place(&shop, &again).await.expect("its first result");
    assert_eq!(contents(&shop).await, before);
    again.agreement.lines[0].quantity += 1;
    assert_eq!(place(&shop, &again).await, Err(PlaceOrderError::PlacedOtherwise));
    again.agreement = order.agreement.clone();
    again.agreement.groups[0].method = "express".to_owned();
    assert_eq!(place(&shop, &again).await, Err(PlaceOrderError::PlacedOtherwise));
    assert_eq!(contents(&shop).await, before);
}

#[tokio::test]
async fn more_time_to_pay() {
    let (shop, order) = placed().await;
    let hold = ExtendHold { id: id(), sender: visitor(NOW), order_id: order.id, hold_seconds: 3_600 };
    extend_hold(&shop, &hold).await.expect("more time");
    let before = contents(&shop).await;
    set_clock(&shop, NOW + 60).await.expect("a clock");
    extend_hold(&shop, &ExtendHold { sender: elsewhere(), ..hold.clone() }).await.expect("its first result");
    let other = ExtendHold { hold_seconds: 7_200, ..hold };
    assert_eq!(extend_hold(&shop, &other).await, Err(HoldRefusal::RepeatedOtherwise));
    assert_eq!(contents(&shop).await, before);
}

#[tokio::test]
async fn a_cancellation() {
    let (shop, first) = placed().await;
    let command = CancelOrder { id: id(), sender: visitor(NOW), order_id: first.id };
    cancel(&shop, &command).await.expect("cancelled");
    let second = order(GB, &[("BOOK", 1, 899)], 1_294);
    place(&shop, &second).await.expect("an order");
    let before = contents(&shop).await;
    cancel(&shop, &CancelOrder { sender: elsewhere(), ..command.clone() }).await.expect("its first result");
    let other = CancelOrder { order_id: second.id, ..command };
    assert_eq!(cancel(&shop, &other).await, Err(CancelRefusal::RepeatedOtherwise));
    assert_eq!(contents(&shop).await, before);
}

#[tokio::test]
async fn a_release_of_holds() {
    let (shop, _) = placed().await;
    let now = NOW + 1_800;
    set_clock(&shop, now).await.expect("a clock");
    let job = |sent_at| Sender { principal: Principal::Job("release-expired-holds"), ..visitor(sent_at) };
    let command = id();
    release_expired_holds(&shop, command, &job(now)).await.expect("released");
    let next = PlaceOrder { sender: visitor(now), ..order(GB, &[("BOOK", 1, 899)], 1_294) };
    place(&shop, &next).await.expect("an order");
    set_clock(&shop, now + 1_800).await.expect("a clock");
    let before = contents(&shop).await;
    release_expired_holds(&shop, command, &job(now + 86_400)).await.expect("its first result");
    assert_eq!(contents(&shop).await, before);
}
