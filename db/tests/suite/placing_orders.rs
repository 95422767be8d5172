//! What the command `place_order` promises: right money, no oversell, once only, refusals that say why.

use outpost_db::command::Sender;
use outpost_db::native::Database;
use outpost_db::order::{
    PlaceOrder, PlaceOrderError, Problem, by_number, has_expired_holds, place, release_expired_holds,
};
use outpost_db::sql::{Sql, Value};
use outpost_db::testing::set_clock;
use outpost_domain::address::Address;
use outpost_domain::ids::CommandId;
use outpost_domain::market::Market;
use outpost_domain::money::{BasisPoints, Money};
use outpost_domain::order::{OrderNumber, OrderState};
use outpost_domain::pricing::{AdjustmentKind, DeliveryPrice, DeliveryTax, Line, Request, TaxRate, price};
use outpost_domain::principal::Principal;
use proptest::prelude::*;
use uuid::Uuid;

use super::fixture::{NOW, integer, order, shop, visitor};

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
    let order = order(Market::Gb, &[("MUG-BLUE", 2, 1_299), ("BOOK", 1, 899)], 2 * 1_299 + 899 + 395);
    place(&shop, &order).await.expect("the order is placed");

    let stored = by_number(&shop, &OrderNumber::of(order.id)).await.expect("a read").expect("the order");
    assert_eq!((stored.id, stored.state), (order.id, OrderState::PendingPayment));
    assert_eq!((stored.subtotal.minor(), stored.shipping.minor(), stored.total.minor()), (3_497, 395, 3_892));
    // 20 % in 25.98 is 4.33, none in the book, 20 % in 3.95 is 0.66.
    assert_eq!(stored.tax.minor(), 433 + 66);
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
    let order = order(Market::Gb, &[("BOOK", 3, 899)], 3 * 899 + 395);
    for _ in 0..3 {
        place(&shop, &order).await.expect("the first places it, the others find it");
    }
    assert_eq!(integer(&shop, "SELECT count(*) FROM orders", vec![]).await, 1);
    assert_eq!(held(&shop, "BOOK").await, 3);
}

#[tokio::test]
async fn another_order_under_the_same_id_is_refused_and_the_first_stands() {
    let shop = shop().await;
    let first = order(Market::Gb, &[("BOOK", 3, 899)], 3 * 899 + 395);
    place(&shop, &first).await.expect("the order is placed");
    let changes: [fn(&mut PlaceOrder); 6] = [
        |order| order.email = "other@example.com".to_owned(),
        |order| order.phone = Some("0113 496 0000".to_owned()),
        |order| order.shipping.line2 = "Flat 2".to_owned(),
        |order| order.billing = Some(Address { city: "Leeds".to_owned(), ..order.shipping.clone() }),
        |order| order.gateway = "manual".to_owned(),
        |order| order.lines[0].quantity = 2,
    ];
    for change in changes {
        let mut other = first.clone();
        change(&mut other);
        assert_eq!(place(&shop, &other).await, Err(PlaceOrderError::PlacedOtherwise), "{other:?}");
    }
    // Neither its time, request and prices nor the clock of its region make it another order.
    let mut later = first;
    later.sender = Sender { request_id: "request-2".to_owned(), ..visitor(NOW + 9_000) };
    later.hold_seconds = 60;
    later.expected_total = Money::new(1, later.prefix.market.currency());
    later.lines[0].unit_minor = 1;
    place(&shop, &later).await.expect("the same order, sent again");
    assert_eq!(integer(&shop, "SELECT count(*) FROM orders", vec![]).await, 1);
    assert_eq!(held(&shop, "BOOK").await, 3);
}

#[tokio::test]
async fn stock_is_taken_from_every_location_and_never_beyond_it() {
    let shop = shop().await;
    // 6 in London, 6 less 2 for safety in Hamburg: 10 can be sold.
    place(&shop, &order(Market::Gb, &[("MUG-RED", 8, 1_299)], 8 * 1_299)).await.expect("8 of 10");
    assert_eq!(integer(&shop, "SELECT count(*) FROM stock_allocation", vec![]).await, 2);

    let refused = place(&shop, &order(Market::De, &[("MUG-RED", 3, 1_499)], 1)).await;
    let Err(PlaceOrderError::LinesChanged(problems)) = refused else { panic!("{refused:?}") };
    assert_eq!((problems[0].sku.as_str(), problems[0].problem), ("MUG-RED", Problem::OutOfStock));
    assert_eq!(problems[0].available, 2);

    place(&shop, &order(Market::De, &[("MUG-RED", 2, 1_499)], 2 * 1_499 + 490)).await.expect("the last 2");
    assert_eq!(held(&shop, "MUG-RED").await, 10);
}

#[tokio::test]
async fn pieces_are_sold_ahead_up_to_the_limit() {
    let shop = shop().await;
    place(&shop, &order(Market::Gb, &[("LAMP", 4, 4_500)], 4 * 4_500)).await.expect("4 to come");
    let refused = place(&shop, &order(Market::Gb, &[("LAMP", 1, 4_500)], 4_895)).await;
    assert!(matches!(refused, Err(PlaceOrderError::LinesChanged(_))), "{refused:?}");
}

#[tokio::test]
async fn every_line_that_changed_is_named_and_nothing_is_kept() {
    let shop = shop().await;
    let lines = [("MUG-BLUE", 4, 1_299), ("BOOK", 1, 1), ("LAMP", 1, 4_500), ("NO-SUCH", 1, 1), ("MUG-RED", 1, 1_499)];
    let order = order(Market::De, &lines, 1);
    let refused = place(&shop, &order).await;
    let Err(PlaceOrderError::LinesChanged(problems)) = refused else { panic!("{refused:?}") };
    let named: Vec<_> = problems.iter().map(|problem| (problem.sku.as_str(), problem.problem)).collect();
    let expected = [
        ("MUG-BLUE", Problem::OutOfStock),
        ("BOOK", Problem::PriceChanged),
        ("LAMP", Problem::NotSold),
        ("NO-SUCH", Problem::NotSold),
    ];
    assert_eq!(named, expected);
    assert_eq!(problems[1].unit_minor, Some(999));
    for table in ["orders", "order_line", "stock_allocation", "command_log", "outbox"] {
        assert_eq!(integer(&shop, &format!("SELECT count(*) FROM {table}"), vec![]).await, 0, "{table}");
    }
}

#[tokio::test]
async fn a_total_that_the_shopper_did_not_see_is_refused_with_what_it_is_now() {
    let shop = shop().await;
    let refused = place(&shop, &order(Market::Gb, &[("BOOK", 1, 899)], 899)).await;
    let expected =
        PlaceOrderError::TotalChanged { subtotal_minor: 899, shipping_minor: 395, tax_minor: 66, total_minor: 1_294 };
    assert_eq!(refused, Err(expected));
    assert_eq!(integer(&shop, "SELECT count(*) FROM orders", vec![]).await, 0);
}

#[tokio::test]
async fn a_parcel_that_nobody_carries_is_refused() {
    let shop = shop().await;
    let mut abroad = order(Market::Gb, &[("BOOK", 1, 899)], 1_294);
    abroad.shipping.country = "FR".to_owned();
    assert_eq!(place(&shop, &abroad).await, Err(PlaceOrderError::NotDelivered));
    let heavy = order(Market::Gb, &[("BOOK", 60, 899)], 60 * 899);
    assert_eq!(place(&shop, &heavy).await, Err(PlaceOrderError::NotDelivered));
    let twice = order(Market::Gb, &[("BOOK", 1, 899), ("BOOK", 1, 899)], 1);
    assert_eq!(place(&shop, &twice).await, Err(PlaceOrderError::BadLines));
    assert_eq!(place(&shop, &order(Market::Gb, &[], 1)).await, Err(PlaceOrderError::BadLines));
}

#[tokio::test]
async fn what_nobody_paid_in_time_is_for_sale_again() {
    let shop = shop().await;
    place(&shop, &order(Market::Gb, &[("MUG-BLUE", 3, 1_299)], 3 * 1_299 + 395)).await.expect("all 3");
    let mut later = order(Market::Gb, &[("MUG-BLUE", 1, 1_299)], 1_299 + 395);
    assert!(place(&shop, &later).await.is_err(), "held for the first shopper");
    later.sender.sent_at = NOW + 1_801;
    set_clock(&shop, NOW + 1_801).await.expect("a clock");
    place(&shop, &later).await.expect("the hold ran out");
    assert_eq!(held(&shop, "MUG-BLUE").await, 1);
    assert_eq!(integer(&shop, "SELECT count(*) FROM orders WHERE state = 'expired'", vec![]).await, 1);
}

#[tokio::test]
async fn what_nobody_paid_in_time_comes_back_without_another_order() {
    let shop = shop().await;
    place(&shop, &order(Market::Gb, &[("MUG-BLUE", 3, 1_299)], 3 * 1_299 + 395)).await.expect("all 3");
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
    let one = || order(Market::Gb, &[("BOOK", 1, 899)], 899 + 395);
    for _ in 0..230 {
        place(&shop, &one()).await.expect("there are enough");
    }
    set_clock(&shop, NOW + 1_801).await.expect("a clock");
    for expired in [200, 230] {
        release(&shop, NOW + 1_801).await;
        assert_eq!(integer(&shop, "SELECT count(*) FROM orders WHERE state = 'expired'", vec![]).await, expired);
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
    place(&shop, &order(Market::Gb, &lines, 12 * 1_299)).await.expect("all but one");
    assert_eq!(integer(&shop, state, vec![]).await, 2);
    place(&shop, &order(Market::Gb, &[("MUG-RED", 1, 1_299)], 1_299 + 395)).await.expect("the last one");
    assert_eq!(integer(&shop, state, vec![]).await, 0);
}

fn lines() -> impl Strategy<Value = Vec<(usize, u32)>> {
    prop::collection::btree_map(0usize..3, 1u32..4, 1..4).prop_map(|lines| lines.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn sql_and_domain_come_to_the_same_total(market in prop::sample::select(Market::ALL.to_vec()), lines in lines()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(async {
            let shop = shop().await;
            let (unit, rates, delivery, standard) = match market {
                Market::Gb => ([1_299, 1_299, 899], [2_000, 2_000, 0], (395, 5_000), 2_000),
                Market::De => ([1_499, 1_499, 999], [1_900, 1_900, 700], (490, 4_900), 1_900),
                Market::Jp => ([2_200, 2_200, 1_450], [1_000, 1_000, 800], (600, 8_000), 1_000),
            };
            let grams: u32 = lines.iter().map(|&(at, quantity)| [350, 350, 400][at] * quantity).sum();
            let heavier = if grams > 2_000 && market != Market::Jp { if market == Market::Gb { 795 } else { 990 } } else { delivery.0 };
            let money = |minor| Money::new(minor, market.currency());
            let tax = |rate| TaxRate { class: "standard".to_owned(), rate: BasisPoints(rate) };
            let priced = (1..).zip(&lines).map(|(number, &(at, quantity))| Line {
                number, unit: money(unit[at]), quantity, tax: tax(rates[at]),
            });
            let request = Request {
                currency: market.currency(),
                tax_included: market != Market::Jp,
                lines: priced.collect(),
                discounts: Vec::new(),
                delivery: Some(DeliveryPrice {
                    group: 1,
                    method: "standard".to_owned(),
                    amount: money(heavier),
                    free_from: Some(money(delivery.1)),
                    tax: DeliveryTax::Rate(tax(standard)),
                }),
            };
            let expected = price(&request).expect("small amounts");
            let sum = |kind| expected.sum_of(kind).expect("small amounts");

            let wanted: Vec<(&str, u32, i64)> =
                lines.iter().map(|&(at, quantity)| (["MUG-RED", "MUG-BLUE", "BOOK"][at], quantity, unit[at])).collect();
            let order = order(market, &wanted, expected.total.minor());
            prop_assert_eq!(place(&shop, &order).await, Ok(()));
            let stored = by_number(&shop, &OrderNumber::of(order.id)).await.expect("a read").expect("the order");
            prop_assert_eq!((stored.subtotal, stored.shipping, stored.tax, stored.total),
                (expected.goods, sum(AdjustmentKind::Delivery), sum(AdjustmentKind::Tax), expected.total));
            Ok(())
        })?;
    }
}
