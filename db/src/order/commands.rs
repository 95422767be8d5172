//! Commands on an order that is already there: payment, the hold on stock.

use outpost_domain::ids::{CommandId, OrderId};
use serde::Deserialize;

use super::refusal::Refusal;
use crate::catalogue::only;
use crate::sql::{Sql, SqlError, Value};

const RECORD_PAYMENT: &str = include_str!("../../queries/order/record_payment.sql");
const EXTEND_HOLD: &str = include_str!("../../queries/order/extend_hold.sql");
const HAS_EXPIRED_HOLDS: &str = include_str!("../../queries/order/has_expired_holds.sql");
const RELEASE_EXPIRED_HOLDS: &str = include_str!("../../queries/order/release_expired_holds.sql");

/// What a gateway said about an order.
#[derive(Clone, Debug)]
pub struct RecordPayment {
    /// Made by the caller, one for each attempt.
    pub id: CommandId,
    /// The order it pays.
    pub order_id: OrderId,
    /// `test` or `manual`.
    pub gateway: String,
    /// What became of it.
    pub outcome: PaymentOutcome,
    /// The gateway's name for it; never card data.
    pub reference: String,
    /// Now, in seconds since 1970.
    pub made_at: i64,
}

/// What became of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentOutcome {
    /// The money is there.
    Succeeded,
    /// It was declined; the shopper may try again.
    Declined,
}

/// More time to pay.
#[derive(Clone, Copy, Debug)]
pub struct ExtendHold {
    /// Made by the caller.
    pub id: CommandId,
    /// The order whose stock is held.
    pub order_id: OrderId,
    /// Now, in seconds since 1970.
    pub now: i64,
    /// When the hold shall end, in seconds since 1970.
    pub expires_at: i64,
}

/// Why a command on an order was refused; nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaymentRefusal {
    /// There is no such order.
    #[error("no such order")]
    UnknownOrder,
    /// The order is past that, e.g. already paid; its state as stored.
    #[error("the order is {state}")]
    OrderState {
        /// The state, e.g. `paid`.
        state: String,
    },
    /// The hold on stock ran out.
    #[error("the hold on stock ran out")]
    HoldExpired,
    /// The hold was extended as often as it may be.
    #[error("the hold cannot be extended again")]
    HoldLimit,
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Records what a gateway said. The first success pays the order, once.
pub async fn record_payment(primary: &dyn Sql, payment: &RecordPayment) -> Result<(), PaymentRefusal> {
    let state = match payment.outcome {
        PaymentOutcome::Succeeded => "succeeded",
        PaymentOutcome::Declined => "declined",
    };
    let parameters = vec![
        Value::from(payment.id.to_string()),
        Value::from(payment.order_id.to_string()),
        Value::from(payment.gateway.as_str()),
        Value::from(state),
        Value::from(payment.reference.as_str()),
        Value::from(payment.made_at),
        Value::from("shopper"),
    ];
    primary.query(RECORD_PAYMENT, parameters).await.map(drop).map_err(refused)
}

/// Extends the hold on an order's stock, three times at the most.
pub async fn extend_hold(primary: &dyn Sql, hold: &ExtendHold) -> Result<(), PaymentRefusal> {
    let parameters = vec![
        Value::from(hold.id.to_string()),
        Value::from(hold.order_id.to_string()),
        Value::from(hold.now),
        Value::from(hold.expires_at),
        Value::from("shopper"),
    ];
    primary.query(EXTEND_HOLD, parameters).await.map(drop).map_err(refused)
}

/// Whether there are orders whose hold ran out unpaid by `now`, in seconds since 1970.
pub async fn has_expired_holds(sql: &dyn Sql, now: i64) -> Result<bool, SqlError> {
    let row = only(sql.query(HAS_EXPIRED_HOLDS, vec![Value::from(now)]).await?)?;
    Ok(row.integer(0)? == 1)
}

/// Ends orders whose hold ran out unpaid by `now`, the 200 oldest, and gives their stock back. Safe anywhere, twice.
pub async fn release_expired_holds(primary: &dyn Sql, id: CommandId, now: i64) -> Result<(), SqlError> {
    let parameters = vec![Value::from(id.to_string()), Value::from(now)];
    primary.query(RELEASE_EXPIRED_HOLDS, parameters).await.map(drop)
}

#[derive(Deserialize)]
struct State {
    state: String,
}

fn refused(error: SqlError) -> PaymentRefusal {
    let SqlError::Statement(message) = &error else { return error.into() };
    let Some(refusal) = Refusal::find(message) else { return error.into() };
    let typed = match refusal.code.as_str() {
        "unknown_order" => Some(PaymentRefusal::UnknownOrder),
        "order_state" => refusal.detail().map(|State { state }| PaymentRefusal::OrderState { state }),
        "hold_expired" => Some(PaymentRefusal::HoldExpired),
        "hold_limit" => Some(PaymentRefusal::HoldLimit),
        _ => None,
    };
    typed.unwrap_or(PaymentRefusal::Sql(error))
}
