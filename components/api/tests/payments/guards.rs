//! The guards, each taken away: walks must find that it is missing.

use crate::walk;
use crate::world::{Flaws, Mutation, World};

/// Walks in which a missing guard must show.
const WALKS: u64 = 400;

async fn check(name: &str, flaws: Flaws) {
    let world = World::open(flaws).await;
    let found = walk(&world, 50_000, WALKS).await;
    assert!(found.is_err(), "nobody misses the guard: {name}");
    println!("without {name}: {}", found.unwrap_err());
}

async fn without(name: &str, command: &'static str, from: &'static str, to: &'static str) {
    check(name, Flaws { mutation: Some(Mutation { command, from, to }), ..Flaws::default() }).await;
}

const KNOWN: &str = "WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest)";

#[tokio::test]
async fn what_comes_twice_is_acknowledged_and_counted_once() {
    without("the first result of a report stands", "record_payment", KNOWN, "").await;
    without("an event has one content", "record_payment", " AND digest = NEW.digest", "").await;
    without("a state is not reached twice", "record_payment", "reported.rank <= standing.rank", "FALSE").await;
    without("the first result of a refund stands", "record_refund", KNOWN, "").await;
}

#[tokio::test]
async fn an_order_takes_its_total_once_and_only_while_it_can_be_sent() {
    without("paid twice", "record_payment", "WHEN orders.paid_at IS NOT NULL THEN 'paid_twice'", "").await;
    without("cancelled", "record_payment", "WHEN orders.cancelled_at IS NOT NULL THEN 'order_cancelled'", "").await;
    without("another amount", "record_payment", "NEW.amount_minor <> payment.amount_minor", "FALSE").await;
    without("expired", "record_payment", "WHEN orders.expired_at IS NULL THEN 'paid'", "WHEN TRUE THEN 'paid'").await;
    without("stock is there", "record_payment", "HAVING sum(order_line.quantity) >", "HAVING 0 >").await;
    let allocate = "payment_event.outcome = 'reallocated'";
    without("stock is held again", "record_payment", allocate, "FALSE").await;
}

#[tokio::test]
async fn money_that_pays_nothing_goes_back() {
    let causes = "IN ('amount_differs', 'paid_twice', 'order_cancelled', 'stock_gone')";
    for (name, rest) in [
        ("refund of another amount", "IN ('paid_twice', 'order_cancelled', 'stock_gone')"),
        ("refund of the second money", "IN ('amount_differs', 'order_cancelled', 'stock_gone')"),
        ("refund after a cancellation", "IN ('amount_differs', 'paid_twice', 'stock_gone')"),
        ("refund where stock is gone", "IN ('amount_differs', 'paid_twice', 'order_cancelled')"),
    ] {
        without(name, "record_payment", causes, rest).await;
    }
    let sum = "payment.refunded_minor + refund.amount_minor";
    without("a refund is counted", "record_refund", sum, "payment.refunded_minor").await;
}

#[tokio::test]
async fn an_attempt_is_stored_first_and_for_what_is_owed() {
    let over = "coalesce(orders.paid_at, orders.cancelled_at, orders.expired_at) IS NOT NULL";
    without("nobody pays for an order that is over", "create_payment", over, "FALSE").await;
    without("nor after its hold", "create_payment", "orders.hold_ends_at <= clock.now", "FALSE").await;
    without("the total", "create_payment", "NEW.amount_minor IS NOT orders.total_minor", "FALSE").await;
    check("the attempt comes first", Flaws { asks_before_storing: true, ..Flaws::default() }).await;
    check("the provider knows keys", Flaws { forgets_keys: true, ..Flaws::default() }).await;
}
