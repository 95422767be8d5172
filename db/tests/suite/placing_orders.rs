//! What the command `place_order` promises: right money, no oversell, once only, refusals that say why.

use outpost_db::command::Sender;
use outpost_db::native::Database;
use outpost_db::order::{
    Change, PlaceOrder, PlaceOrderError, by_number, has_expired_holds, place, release_expired_holds,
};
use outpost_db::sql::{Sql, Value};
use outpost_db::testing::set_clock;
use outpost_domain::address::Address;
use outpost_domain::ids::{CommandId, Sku};
use outpost_domain::money::Money;
use outpost_domain::order::{OrderNumber, OrderStatus};
use outpost_domain::pricing::AdjustmentKind;
use outpost_domain::principal::Principal;
use outpost_domain::samples::{DE, GB};
use uuid::Uuid;

use super::fixture::{NOW, integer, order, shop, visitor};

fn sku(text: &str) -> Sku {
    text.parse().expect("a SKU")
}

/// What a refusal names.
#[track_caller]
fn changes(refused: Result<(), PlaceOrderError>) -> Vec<Change> {
    let Err(PlaceOrderError::Changed(changed)) = refused else { panic!("{refused:?}") };
    changed.changes
}

async fn held(sql: &dyn Sql, sku: &str) -> i64 {
    let statement = "SELECT sum(allocated) FROM stock_level JOIN variant ON variant.id = variant_id WHERE sku = ?1";
    integer(sql, statement, vec![Value::from(sku)]).await
}

/// What the job does that every region's host starts.
async fn release(shop: &Database, now: i64) {
    let sender = Sender { principal: Principal::Job("release-expired-holds"), ..visitor(now) };
    release_expired_holds(shop, CommandId::new(Uuid::now_v7()), &sender).await.expect("a command");
}

#[tokio::test]
async fn an_order_is_recorded_as_it_was_agreed() {
    let shop = shop().await;
    let order = order(GB, &[("MUG-BLUE", 2, 1_299), ("BOOK", 1, 899)], 2 * 1_299 + 899 + 395);
    place(&shop, &order).await.expect("the order is placed");

    let stored = by_number(&shop, &OrderNumber::of(order.id)).await.expect("a read").expect("the order");
    assert_eq!((stored.id, stored.status(NOW)), (order.id, OrderStatus::AwaitingPayment));
    let sum = |kind| stored.sum_of(kind).expect("small amounts").minor();
    assert_eq!((stored.goods.minor(), sum(AdjustmentKind::Delivery), stored.total.minor()), (3_497, 395, 3_892));
    // 20 % in 25.98 is 4.33, none in the book, 20 % in 3.95 is 0.66.
    assert_eq!(sum(AdjustmentKind::Tax), 433 + 66);
    let priced = order.agreement.priced().expect("small amounts");
    assert_eq!(stored.adjustments, priced.adjustments, "each with its cause and its line or group");
    assert_eq!((stored.lines[0].title.as_str(), stored.lines[0].options.as_str()), ("Mug", "Blue"));
    assert_eq!((stored.lines[0].media_hash.as_str(), stored.addresses.len()), ("blue", 2));
    assert_eq!(stored.events.iter().map(|event| event.kind.as_str()).collect::<Vec<_>>(), ["placed"]);
    for trace in ["command_log", "audit", "outbox"] {
        assert_eq!(integer(&shop, &format!("SELECT count(*) FROM {trace}"), vec![]).await, 1, "{trace}");
    }
}

#[tokio::test]
async fn sending_an_order_again_changes_nothing() {
    let shop = shop().await;
    let order = order(GB, &[("BOOK", 3, 899)], 3 * 899 + 395);
    for _ in 0..3 {
        place(&shop, &order).await.expect("the first places it, the others find it");
    }
    assert_eq!(integer(&shop, "SELECT count(*) FROM orders", vec![]).await, 1);
    assert_eq!(held(&shop, "BOOK").await, 3);
}

#[tokio::test]
async fn another_order_under_the_same_id_is_refused_and_the_first_stands() {
    let shop = shop().await;
    let first = order(GB, &[("BOOK", 3, 899)], 3 * 899 + 395);
    place(&shop, &first).await.expect("the order is placed");
    let changes: [fn(&mut PlaceOrder); 6] = [
        |order| order.email = "other@example.com".to_owned(),
        |order| order.phone = Some("0113 496 0000".to_owned()),
        |order| order.shipping.line2 = "Flat 2".to_owned(),
        |order| order.billing = Some(Address { city: "Leeds".to_owned(), ..order.shipping.clone() }),
        |order| order.payment_method_code = "transfer".to_owned(),
        |order| order.agreement.lines[0].quantity = 2,
    ];
    for change in changes {
        let mut other = first.clone();
        change(&mut other);
        assert_eq!(place(&shop, &other).await, Err(PlaceOrderError::PlacedOtherwise), "{other:?}");
    }
    // Neither its time, request and prices nor the clock of its region make it another order.
    let mut later = first;
    later.sender = Sender { request_id: "request-2".to_owned(), ..visitor(NOW + 9_000) };
    later.hold_seconds = Some(60);
    later.total = Money::new(1, later.prefix.market.currency());
    later.agreement.lines[0].unit_minor = 1;
    later.agreement.groups[0].rate_minor = 1;
    place(&shop, &later).await.expect("the same order, sent again");
    assert_eq!(integer(&shop, "SELECT count(*) FROM orders", vec![]).await, 1);
    assert_eq!(held(&shop, "BOOK").await, 3);
}

#[tokio::test]
async fn stock_is_taken_from_every_location_and_never_beyond_it() {
    let shop = shop().await;
    // 6 in London, 6 less 2 for safety in Hamburg: 10 can be sold.
    place(&shop, &order(GB, &[("MUG-RED", 8, 1_299)], 8 * 1_299)).await.expect("8 of 10");
    assert_eq!(integer(&shop, "SELECT count(*) FROM stock_allocation", vec![]).await, 2);

    let refused = place(&shop, &order(DE, &[("MUG-RED", 3, 1_499)], 1)).await;
    assert_eq!(changes(refused), [Change::OutOfStock { sku: sku("MUG-RED"), available: 2 }]);

    place(&shop, &order(DE, &[("MUG-RED", 2, 1_499)], 2 * 1_499 + 490)).await.expect("the last 2");
    assert_eq!(held(&shop, "MUG-RED").await, 10);
}

#[tokio::test]
async fn pieces_are_sold_ahead_up_to_the_limit() {
    let shop = shop().await;
    place(&shop, &order(GB, &[("LAMP", 4, 4_500)], 4 * 4_500)).await.expect("4 to come");
    let refused = place(&shop, &order(GB, &[("LAMP", 1, 4_500)], 4_895)).await;
    assert_eq!(changes(refused), [Change::OutOfStock { sku: sku("LAMP"), available: 0 }]);
}

#[tokio::test]
async fn a_parcel_that_nobody_carries_is_refused() {
    let shop = shop().await;
    let heavy = order(GB, &[("BOOK", 60, 899)], 60 * 899);
    assert_eq!(changes(place(&shop, &heavy).await), [Change::NotDelivered { group: 1 }]);
    let twice = order(GB, &[("BOOK", 1, 899), ("BOOK", 1, 899)], 1);
    assert_eq!(place(&shop, &twice).await, Err(PlaceOrderError::BadLines));
    assert_eq!(place(&shop, &order(GB, &[], 1)).await, Err(PlaceOrderError::BadLines));
}

#[tokio::test]
async fn what_nobody_paid_in_time_is_for_sale_again() {
    let shop = shop().await;
    place(&shop, &order(GB, &[("MUG-BLUE", 3, 1_299)], 3 * 1_299 + 395)).await.expect("all 3");
    let mut later = order(GB, &[("MUG-BLUE", 1, 1_299)], 1_299 + 395);
    assert!(place(&shop, &later).await.is_err(), "held for the first shopper");
    later.sender.sent_at = NOW + 1_801;
    set_clock(&shop, NOW + 1_801).await.expect("a clock");
    place(&shop, &later).await.expect("the hold ran out");
    assert_eq!(held(&shop, "MUG-BLUE").await, 1);
    assert_eq!(integer(&shop, "SELECT count(*) FROM orders WHERE expired_at IS NOT NULL", vec![]).await, 1);
}

#[tokio::test]
async fn what_nobody_paid_in_time_comes_back_without_another_order() {
    let shop = shop().await;
    place(&shop, &order(GB, &[("MUG-BLUE", 3, 1_299)], 3 * 1_299 + 395)).await.expect("all 3");
    for (now, pieces) in [(NOW + 1_799, 3), (NOW + 1_800, 0), (NOW + 1_800, 0)] {
        set_clock(&shop, now).await.expect("a clock");
        assert_eq!(has_expired_holds(&shop).await, Ok(held(&shop, "MUG-BLUE").await > pieces));
        release(&shop, now).await;
        assert_eq!(held(&shop, "MUG-BLUE").await, pieces);
    }
    assert_eq!(integer(&shop, "SELECT count(*) FROM audit WHERE command = 'release_expired_holds'", vec![]).await, 1);
    assert_eq!(integer(&shop, "SELECT count(*) FROM order_event WHERE kind = 'expired'", vec![]).await, 1);
}

#[tokio::test]
async fn holds_are_released_so_many_at_a_time() {
    let shop = shop().await;
    shop.batch("UPDATE stock_level SET on_hand = on_hand + 300").await.expect("more stock");
    let one = || order(GB, &[("BOOK", 1, 899)], 899 + 395);
    for _ in 0..230 {
        place(&shop, &one()).await.expect("there are enough");
    }
    set_clock(&shop, NOW + 1_801).await.expect("a clock");
    for expired in [200, 230] {
        release(&shop, NOW + 1_801).await;
        assert_eq!(integer(&shop, "SELECT count(*) FROM orders WHERE expired_at IS NOT NULL", vec![]).await, expired);
        let events = "SELECT count(*) FROM order_event WHERE kind = 'expired'";
        assert_eq!(integer(&shop, events, vec![]).await, expired, "each of them once");
    }
    assert_eq!(held(&shop, "BOOK").await, 0);
}

#[tokio::test]
async fn the_badge_follows_the_stock() {
    let shop = shop().await;
    let state = "SELECT CASE stock_state WHEN 'in' THEN 3 WHEN 'low' THEN 2 WHEN 'backorder' THEN 1 ELSE 0 END FROM product WHERE id = 1";
    assert_eq!(integer(&shop, state, vec![]).await, 3);
    let lines = [("MUG-RED", 9, 1_299), ("MUG-BLUE", 3, 1_299)];
    place(&shop, &order(GB, &lines, 12 * 1_299)).await.expect("all but one");
    assert_eq!(integer(&shop, state, vec![]).await, 2);
    place(&shop, &order(GB, &[("MUG-RED", 1, 1_299)], 1_299 + 395)).await.expect("the last one");
    assert_eq!(integer(&shop, state, vec![]).await, 0);
}
