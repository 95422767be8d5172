//! What becomes of an order when a provider reports, whenever and however often it does.

use outpost_db::payment::{RecordPayment, RecordPaymentRefusal, record, unsettled};
use outpost_domain::money::Money;
use outpost_domain::payment::PaymentState::{Captured, Failed, NeedsAction, Voided};
use outpost_domain::samples::{GBP, JPY};

use super::super::fixture::{NOW, integer};
use super::{TOTAL, attempted, cancelled, expire, is_paid, placed, provider, report, text};

const HELD: &str = "SELECT sum(allocated) FROM stock_level";
const REFUNDS: &str = "SELECT coalesce(group_concat(cause || ' ' || amount_minor), '') FROM refund";

#[tokio::test]
async fn an_order_is_paid_once_however_often_its_provider_says_so() {
    let (shop, order_id) = placed().await;
    let payment = attempted(&shop, order_id).await;
    let captured = report(payment, "ev_1", Captured);
    for _ in 0..3 {
        record(&shop, &captured).await.expect("the same event");
    }
    record(&shop, &report(payment, "ev_2", Captured)).await.expect("another event of the same money");
    assert!(is_paid(&shop, order_id).await);
    assert_eq!(integer(&shop, "SELECT sum(captured_minor) FROM payment", vec![]).await, TOTAL);
    assert_eq!(integer(&shop, "SELECT count(*) FROM order_event WHERE kind = 'paid'", vec![]).await, 1);
    assert_eq!(integer(&shop, "SELECT count(*) FROM outbox WHERE topic = 'order.paid'", vec![]).await, 1);
    assert_eq!(integer(&shop, "SELECT count(*) FROM payment_event", vec![]).await, 2, "both are kept");
    assert_eq!(text(&shop, REFUNDS).await, "");
}

#[tokio::test]
async fn an_event_that_says_something_else_the_second_time_is_refused() {
    let (shop, order_id) = placed().await;
    let payment = attempted(&shop, order_id).await;
    record(&shop, &report(payment, "ev_1", Failed)).await.expect("recorded");
    let otherwise = record(&shop, &report(payment, "ev_1", Captured)).await;
    assert_eq!(otherwise, Err(RecordPaymentRefusal::RepeatedOtherwise));
    assert!(!is_paid(&shop, order_id).await);
}

#[tokio::test]
async fn reports_out_of_order_end_where_those_in_order_do() {
    for events in [[NeedsAction, Failed, Captured], [Captured, NeedsAction, Failed], [Failed, Captured, NeedsAction]] {
        let (shop, order_id) = placed().await;
        let payment = attempted(&shop, order_id).await;
        for state in events {
            record(&shop, &report(payment, state.code(), state)).await.expect("recorded");
        }
        assert!(is_paid(&shop, order_id).await, "{events:?}");
        assert_eq!(text(&shop, "SELECT state FROM payment").await, "captured", "{events:?}");
    }
}

#[tokio::test]
async fn a_declined_payment_loses_nothing_and_another_one_pays() {
    let (shop, order_id) = placed().await;
    let first = attempted(&shop, order_id).await;
    record(&shop, &report(first, "ev_1", Failed)).await.expect("recorded");
    assert_eq!(integer(&shop, HELD, vec![]).await, 1);
    let second = attempted(&shop, order_id).await;
    record(&shop, &report(second, "ev_2", Captured)).await.expect("recorded");
    assert!(is_paid(&shop, order_id).await);
    let kinds = "SELECT group_concat(kind) FROM (SELECT kind FROM order_event ORDER BY sequence)";
    assert_eq!(text(&shop, kinds).await, "placed,payment_declined,paid");
}

#[tokio::test]
async fn an_order_that_is_paid_twice_gives_the_second_money_back() {
    let (shop, order_id) = placed().await;
    let (first, second) = (attempted(&shop, order_id).await, attempted(&shop, order_id).await);
    record(&shop, &report(first, "ev_1", Captured)).await.expect("recorded");
    record(&shop, &report(second, "ev_2", Captured)).await.expect("recorded");
    assert_eq!(text(&shop, REFUNDS).await, format!("paid_twice {TOTAL}"));
    assert_eq!(integer(&shop, "SELECT sum(captured_minor) FROM payment", vec![]).await, 2 * TOTAL);
}

#[tokio::test]
async fn money_that_comes_late_pays_an_order_whose_pieces_are_all_there() {
    let (shop, order_id) = placed().await;
    let payment = attempted(&shop, order_id).await;
    let now = expire(&shop).await;
    assert_eq!(integer(&shop, HELD, vec![]).await, 0);
    let late = RecordPayment { sender: provider(now), ..report(payment, "ev_1", Captured) };
    record(&shop, &late).await.expect("recorded");
    assert!(is_paid(&shop, order_id).await);
    assert_eq!(integer(&shop, "SELECT count(*) FROM orders WHERE expired_at IS NULL", vec![]).await, 1);
    assert_eq!(integer(&shop, HELD, vec![]).await, 1);
    assert_eq!(text(&shop, "SELECT outcome FROM payment_event").await, "reallocated");
    assert_eq!(text(&shop, REFUNDS).await, "");
}

#[tokio::test]
async fn money_that_comes_after_the_pieces_were_sold_goes_back_whole() {
    let (shop, order_id) = placed().await;
    let payment = attempted(&shop, order_id).await;
    let now = expire(&shop).await;
    shop.batch("UPDATE stock_level SET safety_stock = on_hand").await.expect("nothing is left");
    let late = RecordPayment { sender: provider(now), ..report(payment, "ev_1", Captured) };
    record(&shop, &late).await.expect("recorded");
    assert!(!is_paid(&shop, order_id).await);
    assert_eq!(text(&shop, REFUNDS).await, format!("stock_gone {TOTAL}"));
    assert_eq!(integer(&shop, HELD, vec![]).await, 0);
}

#[tokio::test]
async fn money_that_comes_after_the_order_was_cancelled_goes_back() {
    let (shop, order_id) = placed().await;
    let payment = attempted(&shop, order_id).await;
    cancelled(&shop, order_id).await;
    record(&shop, &report(payment, "ev_1", Captured)).await.expect("recorded");
    assert!(!is_paid(&shop, order_id).await);
    assert_eq!(text(&shop, REFUNDS).await, format!("order_cancelled {TOTAL}"));
}

#[tokio::test]
async fn another_amount_pays_nothing_and_goes_back_as_it_came() {
    let (shop, order_id) = placed().await;
    let payment = attempted(&shop, order_id).await;
    let mut less = report(payment, "ev_1", Captured);
    less.report.amount = Money::new(TOTAL - 1, GBP);
    record(&shop, &less).await.expect("recorded");
    assert!(!is_paid(&shop, order_id).await);
    assert_eq!(text(&shop, REFUNDS).await, format!("amount_differs {}", TOTAL - 1));
}

#[tokio::test]
async fn money_of_another_currency_leaves_a_trace_and_pays_nothing() {
    let (shop, order_id) = placed().await;
    let payment = attempted(&shop, order_id).await;
    let mut yen = report(payment, "ev_1", Captured);
    yen.report.amount = Money::new(TOTAL, JPY);
    record(&shop, &yen).await.expect("recorded");
    assert!(!is_paid(&shop, order_id).await);
    assert_eq!(text(&shop, "SELECT outcome || ' ' || currency_code FROM payment_event").await, "currency_differs JPY");
    assert_eq!(
        text(&shop, "SELECT group_concat(topic) FROM outbox WHERE topic GLOB 'payment.*'").await,
        "payment.currency_differs"
    );
    record(&shop, &report(payment, "ev_2", Captured)).await.expect("recorded");
    assert!(is_paid(&shop, order_id).await);
}

#[tokio::test]
async fn a_payment_is_unsettled_until_it_failed_was_given_up_or_took_the_money() {
    let (shop, order_id) = placed().await;
    let payment = attempted(&shop, order_id).await;
    assert_eq!(unsettled(&shop, 1, 10).await, Ok(vec![]), "it is too young");
    let open = unsettled(&shop, 0, 10).await.expect("a read");
    assert_eq!(
        open.iter().map(|open| (open.id, open.reference.clone(), open.is_given_up)).collect::<Vec<_>>(),
        [(payment, None, false)]
    );
    record(&shop, &report(payment, "ev_1", NeedsAction)).await.expect("recorded");
    cancelled(&shop, order_id).await;
    let open = unsettled(&shop, 0, 10).await.expect("a read");
    assert_eq!((open[0].reference.clone(), open[0].is_given_up), (Some(format!("sb_{payment}")), true));
    assert_eq!(open[0].amount, Money::new(TOTAL, GBP));
    record(&shop, &report(payment, "ev_2", Voided)).await.expect("recorded");
    assert_eq!(unsettled(&shop, 0, 10).await, Ok(vec![]));
    assert_eq!(integer(&shop, "SELECT max(received_at) FROM payment_event", vec![]).await, NOW);
}
