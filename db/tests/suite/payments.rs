//! Payments and refunds: every report is kept, money pays an order once, and what cannot is marked to go back.

mod refunds;
mod reports;

use outpost_db::command::Sender;
use outpost_db::native::Database;
use outpost_db::order::{CancelOrder, cancel, place, release_expired_holds};
use outpost_db::payment::{CreatePayment, CreatePaymentRefusal, RecordPayment, RecordPaymentRefusal, create, record};
use outpost_db::sql::{Sql, Value};
use outpost_db::testing::set_clock;
use outpost_domain::ids::{CommandId, OrderId, PaymentId};
use outpost_domain::money::Money;
use outpost_domain::payment::{PaymentMethod, PaymentProviderCode, PaymentReport, PaymentState};
use outpost_domain::principal::Principal;
use outpost_domain::samples::{EUR, GB, GBP};
use uuid::Uuid;

use super::fixture::{NOW, integer, order, shop, visitor};

/// The total of [`placed`].
pub const TOTAL: i64 = 1_294;

/// A shop with one order of a book, to be paid by card.
pub async fn placed() -> (Database, OrderId) {
    let shop = shop().await;
    let order = order(GB, &[("BOOK", 1, 899)], TOTAL);
    place(&shop, &order).await.expect("an order");
    (shop, order.id)
}

/// An attempt to pay an order by card.
pub fn attempt(order_id: OrderId) -> CreatePayment {
    CreatePayment {
        id: PaymentId::new(Uuid::now_v7()),
        sender: visitor(NOW),
        order_id,
        method: PaymentMethod::Card,
        amount: Money::new(TOTAL, GBP),
    }
}

/// The provider of cards, whose clock says `sent_at`.
pub fn provider(sent_at: i64) -> Sender {
    Sender::provider(PaymentProviderCode::Sandbox.code(), "request-1", sent_at)
}

/// What the provider of cards says about a payment.
pub fn report(payment: PaymentId, event: &str, state: PaymentState) -> RecordPayment {
    RecordPayment {
        sender: provider(NOW),
        provider: PaymentProviderCode::Sandbox,
        report: PaymentReport {
            payment_id: payment,
            event_id: event.to_owned(),
            reference: format!("sb_{payment}"),
            state,
            amount: Money::new(TOTAL, GBP),
            reason: None,
        },
    }
}

/// A payment that was stored.
pub async fn attempted(shop: &Database, order_id: OrderId) -> PaymentId {
    let attempt = attempt(order_id);
    create(shop, &attempt).await.expect("an attempt");
    attempt.id
}

/// One text of the first row.
pub async fn text(shop: &Database, statement: &str) -> String {
    shop.query(statement, Vec::new()).await.expect(statement).single().expect("text")
}

/// Whether the order is paid.
pub async fn is_paid(shop: &Database, order_id: OrderId) -> bool {
    let paid = "SELECT count(*) FROM orders WHERE id = ?1 AND paid_at IS NOT NULL";
    integer(shop, paid, vec![Value::from(order_id.to_string())]).await == 1
}

/// Lets the hold of every order run out, and the clock go on with it.
pub async fn expire(shop: &Database) -> i64 {
    let now = NOW + 1_800;
    set_clock(shop, now).await.expect("a clock");
    let job = Sender { principal: Principal::Job("release-expired-holds"), ..visitor(now) };
    release_expired_holds(shop, CommandId::new(Uuid::now_v7()), &job).await.expect("released");
    now
}

/// Cancels an order.
pub async fn cancelled(shop: &Database, order_id: OrderId) {
    let command = CancelOrder { id: CommandId::new(Uuid::now_v7()), sender: visitor(NOW), order_id };
    cancel(shop, &command).await.expect("cancelled");
}

#[tokio::test]
async fn an_attempt_is_stored_once_before_anybody_is_charged() {
    let (shop, order_id) = placed().await;
    let first = attempt(order_id);
    for _ in 0..2 {
        create(&shop, &first).await.expect("an attempt");
    }
    assert_eq!(integer(&shop, "SELECT count(*) FROM payment", vec![]).await, 1);
    assert_eq!(text(&shop, "SELECT state || ' ' || provider_code FROM payment").await, "created sandbox");
    let other = CreatePayment { method: PaymentMethod::Transfer, ..first };
    assert_eq!(create(&shop, &other).await, Err(CreatePaymentRefusal::RepeatedOtherwise));
}

#[tokio::test]
async fn an_attempt_is_over_the_orders_total_in_its_currency_and_by_a_way_that_its_market_offers() {
    let (shop, order_id) = placed().await;
    let check = async |payment: CreatePayment, expect: CreatePaymentRefusal| {
        assert_eq!(create(&shop, &payment).await, Err(expect), "{payment:?}");
    };
    let differs = CreatePaymentRefusal::AmountDiffers { total_minor: TOTAL };
    check(CreatePayment { amount: Money::new(TOTAL - 1, GBP), ..attempt(order_id) }, differs.clone()).await;
    check(CreatePayment { amount: Money::new(TOTAL, EUR), ..attempt(order_id) }, differs).await;
    let on_delivery = CreatePayment { method: PaymentMethod::OnDelivery, ..attempt(order_id) };
    check(on_delivery, CreatePaymentRefusal::MethodOff).await;
    check(attempt(OrderId::new(Uuid::now_v7())), CreatePaymentRefusal::UnknownOrder).await;
    assert_eq!(integer(&shop, "SELECT count(*) FROM payment", vec![]).await, 0);
}

#[tokio::test]
async fn nobody_begins_to_pay_for_an_order_that_is_over() {
    let (shop, order_id) = placed().await;
    set_clock(&shop, NOW + 1_800).await.expect("a clock");
    let late = CreatePayment { sender: visitor(NOW + 1_800), ..attempt(order_id) };
    assert_eq!(create(&shop, &late).await, Err(CreatePaymentRefusal::HoldExpired));
    expire(&shop).await;
    assert_eq!(create(&shop, &late).await, Err(CreatePaymentRefusal::OrderOver));
    let (shop, order_id) = placed().await;
    cancelled(&shop, order_id).await;
    assert_eq!(create(&shop, &attempt(order_id)).await, Err(CreatePaymentRefusal::OrderOver));
}

#[tokio::test]
async fn a_report_is_about_the_payment_that_it_names() {
    let (shop, order_id) = placed().await;
    let payment = attempted(&shop, order_id).await;
    let captured = report(payment, "ev_1", PaymentState::Captured);
    let check = async |wrong: RecordPayment, expect: RecordPaymentRefusal| {
        assert_eq!(record(&shop, &wrong).await, Err(expect), "{wrong:?}");
    };
    let unknown = report(PaymentId::new(Uuid::now_v7()), "ev_0", PaymentState::Captured);
    check(unknown, RecordPaymentRefusal::UnknownPayment).await;
    let manual = RecordPayment { provider: PaymentProviderCode::Manual, ..captured.clone() };
    check(manual, RecordPaymentRefusal::PaymentDiffers).await;
    record(&shop, &report(payment, "ev_2", PaymentState::NeedsAction)).await.expect("its reference is known now");
    let mut renamed = captured.clone();
    renamed.report.reference = "sb_other".to_owned();
    check(renamed, RecordPaymentRefusal::PaymentDiffers).await;
    let mut nothing = captured.clone();
    nothing.report.amount = Money::zero(GBP);
    check(nothing, RecordPaymentRefusal::PaymentDiffers).await;
    assert!(!is_paid(&shop, order_id).await);
    record(&shop, &captured).await.expect("recorded");
    assert!(is_paid(&shop, order_id).await);
}

#[tokio::test]
async fn a_visitor_reports_no_payment_and_a_provider_places_no_order() {
    let (shop, order_id) = placed().await;
    let payment = attempted(&shop, order_id).await;
    let captured = report(payment, "ev_1", PaymentState::Captured);
    let forged = RecordPayment { sender: visitor(NOW), ..captured };
    assert!(matches!(record(&shop, &forged).await, Err(RecordPaymentRefusal::Sql(_))));
    let mut placed_by_provider = order(GB, &[("BOOK", 1, 899)], TOTAL);
    placed_by_provider.sender = provider(NOW);
    assert!(place(&shop, &placed_by_provider).await.is_err());
    assert!(!is_paid(&shop, order_id).await);
}

#[tokio::test]
async fn the_ways_between_states_are_those_of_the_domain() {
    let (shop, _) = placed().await;
    for from in PaymentState::ALL {
        for to in PaymentState::ALL {
            let rises =
                "SELECT (SELECT rank FROM payment_state WHERE code = ?2) > rank FROM payment_state WHERE code = ?1";
            let rises = integer(&shop, rises, vec![Value::from(from.code()), Value::from(to.code())]).await == 1;
            assert_eq!(rises, from.may_become(to), "{from:?} to {to:?}");
        }
    }
    assert_eq!(integer(&shop, "SELECT count(*) FROM payment_state", vec![]).await, 6);
    for method in PaymentMethod::ALL {
        let provider =
            "SELECT count(*) FROM payment_method WHERE code = ?1 AND provider_code = ?2 AND is_paid_later = ?3";
        let parameters = vec![
            Value::from(method.code()),
            Value::from(method.provider().code()),
            Value::from(i64::from(method.is_paid_later())),
        ];
        assert_eq!(integer(&shop, provider, parameters).await, 1, "{method:?}");
    }
}
