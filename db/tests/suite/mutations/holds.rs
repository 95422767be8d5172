//! The commands that end or extend the hold on an order's stock.

use outpost_db::command::Sender;
use outpost_db::native::Database;
use outpost_db::order::{CancelOrder, ExtendHold, PlaceOrder, cancel, extend_hold, place, release_expired_holds};
use outpost_db::testing::set_clock;
use outpost_domain::ids::{CommandId, OrderId};
use outpost_domain::principal::Principal;
use uuid::Uuid;

use super::{Mutation, books, mutated, transfer};
use crate::fixture::{NOW, integer, visitor};

const HELD: &str = "SELECT sum(allocated) FROM stock_level";
const PAID: &str = "UPDATE orders SET paid_at = placed_at, hold_ends_at = NULL";

const MUTATIONS: &[Mutation] = &[
    ("cancel_order", "WHEN orders.hold_ends_at IS NULL", "WHEN FALSE"),
    ("cancel_order", "UPDATE stock_allocation SET state = 'released'", "UPDATE stock_allocation SET state = state"),
    ("extend_hold", "AND NOT (SELECT is_paid_later FROM payment_method WHERE code = orders.payment_method_code)", ""),
    ("extend_hold", "AND orders.hold_ends_at > clock.now", ""),
    ("extend_hold", ">= 3", ">= 30"),
    ("extend_hold", "min(NEW.hold_seconds, 86400)", "NEW.hold_seconds"),
    ("extend_hold", "max(hold_ends_at, ", "max(0, "),
    (
        "release_expired_holds",
        "UPDATE stock_allocation SET state = 'released'",
        "UPDATE stock_allocation SET state = state",
    ),
    ("release_expired_holds", "expired_at = (SELECT now FROM clock)", "expired_at = NULL"),
];

fn id() -> CommandId {
    CommandId::new(Uuid::now_v7())
}

async fn placed(mutation: Option<&Mutation>, wish: fn(&mut PlaceOrder)) -> (Database, OrderId) {
    let shop = mutated(mutation).await;
    let mut order = books();
    wish(&mut order);
    place(&shop, &order).await.expect("an order");
    (shop, order.id)
}

async fn is_cancelled(shop: &Database, order_id: OrderId) -> bool {
    cancel(shop, &CancelOrder { id: id(), sender: visitor(NOW), order_id }).await.is_ok()
}

async fn is_extended(shop: &Database, order_id: OrderId, now: i64, hold_seconds: i64) -> bool {
    extend_hold(shop, &ExtendHold { id: id(), sender: visitor(now), order_id, hold_seconds }).await.is_ok()
}

/// The first promise that is broken.
async fn broken(mutation: Option<&Mutation>) -> Option<&'static str> {
    let (shop, order) = placed(mutation, |_| {}).await;
    if !is_cancelled(&shop, order).await || integer(&shop, HELD, vec![]).await != 0 {
        return Some("a cancelled order holds nothing");
    }
    let (shop, order) = placed(mutation, |_| {}).await;
    shop.batch(PAID).await.expect("paid");
    if is_cancelled(&shop, order).await {
        return Some("a paid order is not cancelled");
    }
    let (shop, order) = placed(mutation, transfer).await;
    if is_extended(&shop, order, NOW, 3_600).await {
        return Some("a transfer has a day");
    }
    times(mutation).await.or(release(mutation).await)
}

async fn times(mutation: Option<&Mutation>) -> Option<&'static str> {
    let (shop, order) = placed(mutation, |_| {}).await;
    for seconds in [60, 7 * 86_400, 3_600] {
        if !is_extended(&shop, order, NOW, seconds).await {
            return Some("three times");
        }
        let left = integer(&shop, "SELECT hold_ends_at FROM orders", vec![]).await - NOW;
        if left != if seconds == 60 { 1_800 } else { 86_400 } {
            return Some("more time and never less, a day at the most");
        }
    }
    if is_extended(&shop, order, NOW, 3_600).await {
        return Some("three times");
    }
    let (shop, order) = placed(mutation, |_| {}).await;
    set_clock(&shop, NOW + 1_800).await.expect("a clock");
    is_extended(&shop, order, NOW + 1_800, 3_600).await.then_some("an order that ran out is not extended")
}

async fn release(mutation: Option<&Mutation>) -> Option<&'static str> {
    let (shop, _) = placed(mutation, |_| {}).await;
    let now = NOW + 1_800;
    set_clock(&shop, now).await.expect("a clock");
    let job = Sender { principal: Principal::Job("release-expired-holds"), ..visitor(now) };
    release_expired_holds(&shop, id(), &job).await.expect("a command");
    let expired = integer(&shop, "SELECT count(expired_at) FROM orders", vec![]).await;
    (expired != 1 || integer(&shop, HELD, vec![]).await != 0).then_some("an order that ran out holds nothing")
}

#[tokio::test]
async fn no_promise_about_holds_is_broken_with_every_guard_in_place() {
    assert_eq!(broken(None).await, None);
}

#[tokio::test]
async fn a_promise_about_holds_is_broken_without_any_one_guard() {
    for mutation in MUTATIONS {
        let promise = broken(Some(mutation)).await;
        println!("{}: without `{}`: {}", mutation.0, mutation.1, promise.unwrap_or("nothing"));
        assert!(promise.is_some(), "nothing notices {mutation:?}");
    }
}
