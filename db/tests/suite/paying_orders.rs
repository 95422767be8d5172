//! What happens to an order after it is placed: paid once, declined without loss, held longer on request.

use outpost_db::native::Database;
use outpost_db::order::{
    ExtendHold, PaymentOutcome, PaymentRefusal, RecordPayment, by_number, extend_hold, place, record_payment,
};
use outpost_db::testing::set_clock;
use outpost_domain::ids::{CommandId, OrderId};
use outpost_domain::market::Market;
use outpost_domain::order::{OrderNumber, OrderStatus};
use uuid::Uuid;

use super::fixture::{NOW, integer, order, shop, visitor};

async fn placed() -> (Database, OrderId) {
    let shop = shop().await;
    let order = order(Market::Gb, &[("BOOK", 1, 899)], 1_294);
    place(&shop, &order).await.expect("an order");
    (shop, order.id)
}

fn payment(order_id: OrderId, outcome: PaymentOutcome) -> RecordPayment {
    RecordPayment {
        id: CommandId::new(Uuid::now_v7()),
        sender: visitor(NOW),
        order_id,
        gateway: "test".to_owned(),
        outcome,
        reference: "test_1".to_owned(),
    }
}

#[tokio::test]
async fn an_order_is_paid_once_however_often_the_gateway_says_so() {
    let (shop, id) = placed().await;
    let paid = payment(id, PaymentOutcome::Succeeded);
    record_payment(&shop, &paid).await.expect("paid");
    record_payment(&shop, &paid).await.expect("the same news again");
    let otherwise = RecordPayment { reference: "test_2".to_owned(), ..paid.clone() };
    assert_eq!(record_payment(&shop, &otherwise).await, Err(PaymentRefusal::RepeatedOtherwise));
    let again = record_payment(&shop, &payment(id, PaymentOutcome::Succeeded)).await;
    assert_eq!(again, Err(PaymentRefusal::OrderStatus(OrderStatus::Paid)));
    assert_eq!(integer(&shop, "SELECT count(*) FROM payment", vec![]).await, 1);
    let stored = by_number(&shop, &OrderNumber::of(id)).await.expect("a read").expect("the order");
    assert_eq!((stored.status(NOW), stored.figures.hold_ends_at), (OrderStatus::Paid, None));
    assert_eq!((stored.figures.paid_at, stored.figures.captured_minor), (Some(NOW), 1_294));
}

#[tokio::test]
async fn a_declined_payment_loses_nothing() {
    let (shop, id) = placed().await;
    record_payment(&shop, &payment(id, PaymentOutcome::Declined)).await.expect("recorded");
    record_payment(&shop, &payment(id, PaymentOutcome::Succeeded)).await.expect("the second card works");
    let stored = by_number(&shop, &OrderNumber::of(id)).await.expect("a read").expect("the order");
    let kinds: Vec<_> = stored.events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["placed", "payment_declined", "paid"]);
}

#[tokio::test]
async fn a_late_payment_and_an_unknown_order_are_refused() {
    let (shop, id) = placed().await;
    let unknown = payment(OrderId::new(Uuid::now_v7()), PaymentOutcome::Succeeded);
    assert_eq!(record_payment(&shop, &unknown).await, Err(PaymentRefusal::UnknownOrder));
    set_clock(&shop, NOW + 1_800).await.expect("a clock");
    let late = RecordPayment { sender: visitor(NOW + 1_800), ..payment(id, PaymentOutcome::Succeeded) };
    assert_eq!(record_payment(&shop, &late).await, Err(PaymentRefusal::HoldExpired));
}

#[tokio::test]
async fn a_hold_is_extended_three_times_and_not_after_it_ran_out() {
    let (shop, order_id) = placed().await;
    let hold = |now, hold_seconds| ExtendHold {
        id: CommandId::new(Uuid::now_v7()),
        sender: visitor(now),
        order_id,
        hold_seconds,
    };
    for minute in 1..=3 {
        extend_hold(&shop, &hold(NOW, 1_800 + minute * 60)).await.expect("more time");
        let ends = integer(&shop, "SELECT hold_ends_at FROM orders", vec![]).await;
        assert_eq!(ends, NOW + 1_800 + minute * 60);
    }
    assert_eq!(extend_hold(&shop, &hold(NOW, 9_000)).await, Err(PaymentRefusal::HoldLimit));
    set_clock(&shop, NOW + 9_000).await.expect("a clock");
    assert_eq!(extend_hold(&shop, &hold(NOW + 9_000, 900)).await, Err(PaymentRefusal::HoldExpired));
}
