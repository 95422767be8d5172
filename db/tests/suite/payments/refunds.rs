//! Refunds: never more than was captured, and each carried out once.

use outpost_db::command::Sender;
use outpost_db::native::Database;
use outpost_db::payment::{
    RecordRefund, RefundLine, RefundRefusal, RequestRefund, due_refunds, record, record_refund, request_refund,
};
use outpost_domain::ids::{PaymentId, RefundId};
use outpost_domain::money::Money;
use outpost_domain::payment::{PaymentState, RefundCause, RefundState};
use outpost_domain::principal::Principal;
use outpost_domain::samples::GBP;
use uuid::Uuid;

use super::super::fixture::{NOW, integer, visitor};
use super::{TOTAL, attempted, placed, report};

fn shop_itself() -> Sender {
    Sender { principal: Principal::System("refunds"), ..visitor(NOW) }
}

fn job() -> Sender {
    Sender { principal: Principal::Job("settle-payments"), ..visitor(NOW) }
}

fn wanted(payment_id: PaymentId, minor: i64) -> RequestRefund {
    RequestRefund {
        id: RefundId::new(Uuid::now_v7()),
        sender: shop_itself(),
        payment_id,
        amount: Money::new(minor, GBP),
        cause: RefundCause::Requested,
        lines: Vec::new(),
    }
}

fn outcome(refund_id: RefundId, state: RefundState) -> RecordRefund {
    RecordRefund { sender: job(), refund_id, state, reason: None }
}

async fn paid() -> (Database, PaymentId) {
    let (shop, order_id) = placed().await;
    let payment = attempted(&shop, order_id).await;
    record(&shop, &report(payment, "ev_1", PaymentState::Captured)).await.expect("recorded");
    (shop, payment)
}

#[tokio::test]
async fn no_more_goes_back_than_was_captured() {
    let (shop, payment) = paid().await;
    request_refund(&shop, &wanted(payment, 1_000)).await.expect("a part");
    let rest = TOTAL - 1_000;
    for too_much in [rest + 1, 0, -1] {
        let refused = request_refund(&shop, &wanted(payment, too_much)).await;
        assert_eq!(refused, Err(RefundRefusal::TooLarge { refundable_minor: rest }), "{too_much}");
    }
    request_refund(&shop, &wanted(payment, rest)).await.expect("the rest");
    assert_eq!(due_refunds(&shop, 10).await.map(|due| due.len()), Ok(2));
    let unknown = request_refund(&shop, &wanted(PaymentId::new(Uuid::now_v7()), 1)).await;
    assert_eq!(unknown, Err(RefundRefusal::UnknownPayment));
}

#[tokio::test]
async fn a_refund_is_carried_out_once() {
    let (shop, payment) = paid().await;
    let refund = wanted(payment, TOTAL);
    for _ in 0..2 {
        request_refund(&shop, &refund).await.expect("asked for");
    }
    for _ in 0..2 {
        record_refund(&shop, &outcome(refund.id, RefundState::Refunded)).await.expect("recorded");
    }
    assert_eq!(record_refund(&shop, &outcome(refund.id, RefundState::Failed)).await, Err(RefundRefusal::RefundOver));
    assert_eq!(integer(&shop, "SELECT sum(refunded_minor) FROM payment", vec![]).await, TOTAL);
    assert_eq!(integer(&shop, "SELECT count(*) FROM order_event WHERE kind = 'refunded'", vec![]).await, 1);
    assert_eq!(due_refunds(&shop, 10).await, Ok(vec![]));
}

#[tokio::test]
async fn a_refund_that_failed_can_be_asked_for_again_and_may_turn_out_to_be_sent() {
    let (shop, payment) = paid().await;
    let refund = wanted(payment, TOTAL);
    request_refund(&shop, &refund).await.expect("asked for");
    record_refund(&shop, &outcome(refund.id, RefundState::Failed)).await.expect("recorded");
    record_refund(&shop, &outcome(refund.id, RefundState::Refunded)).await.expect("it was sent after all");
    assert_eq!(integer(&shop, "SELECT sum(refunded_minor) FROM payment", vec![]).await, TOTAL);
}

#[tokio::test]
async fn a_refund_names_lines_that_the_order_has() {
    let (shop, payment) = paid().await;
    let of = |lines: Vec<RefundLine>| RequestRefund { lines, ..wanted(payment, 899) };
    let book = RefundLine { number: 1, quantity: 1, amount_minor: 899 };
    for wrong in [
        vec![RefundLine { number: 2, ..book }],
        vec![RefundLine { quantity: 2, ..book }],
        vec![RefundLine { amount_minor: 900, ..book }],
    ] {
        assert_eq!(request_refund(&shop, &of(wrong.clone())).await, Err(RefundRefusal::BadLines), "{wrong:?}");
    }
    request_refund(&shop, &of(vec![book])).await.expect("asked for");
    assert_eq!(integer(&shop, "SELECT sum(amount_minor) FROM refund_line", vec![]).await, 899);
}

#[tokio::test]
async fn a_visitor_asks_for_no_refund() {
    let (shop, payment) = paid().await;
    let refused = request_refund(&shop, &RequestRefund { sender: visitor(NOW), ..wanted(payment, 1) }).await;
    assert!(matches!(refused, Err(RefundRefusal::Sql(_))), "{refused:?}");
}
