//! The command that records what a payment gateway answered.

use outpost_domain::ids::{CommandId, OrderId};
use outpost_domain::order::{OrderFigures, OrderStatus};

use crate::command::{Fault, Refusal, Sender, begin, fault};
use crate::sql::{Sql, SqlError, Value};

const RECORD_PAYMENT: &str = include_str!("../../queries/order/record_payment.sql");

/// What a gateway answered about an order.
#[derive(Clone, Debug)]
pub struct RecordPayment {
    /// Made by the caller, one for each attempt.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// The order it pays.
    pub order_id: OrderId,
    /// `test` or `manual`.
    pub gateway: String,
    /// What became of it.
    pub outcome: PaymentOutcome,
    /// The gateway's name for it; never card data.
    pub reference: String,
}

/// What became of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentOutcome {
    /// The money is there.
    Succeeded,
    /// It was declined; the shopper may try again.
    Declined,
}

/// Why a command on an order was refused; nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaymentRefusal {
    /// There is no such order.
    #[error("no such order")]
    UnknownOrder,
    /// The order is past that, e.g. already paid.
    #[error("the order is {}", .0.code())]
    OrderStatus(OrderStatus),
    /// The hold on stock ran out.
    #[error("the hold on stock ran out")]
    HoldExpired,
    /// The hold was extended as often as it may be.
    #[error("the hold cannot be extended again")]
    HoldLimit,
    /// A command with this id was sent before with another wish, whose result is kept.
    #[error("the command was sent before and asked for something else")]
    RepeatedOtherwise,
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Records what a gateway answered. The first success pays the order, once.
pub async fn record_payment(primary: &dyn Sql, payment: &RecordPayment) -> Result<(), PaymentRefusal> {
    let state = match payment.outcome {
        PaymentOutcome::Succeeded => "succeeded",
        PaymentOutcome::Declined => "declined",
    };
    let order_id = payment.order_id.to_string();
    let wish = (&order_id, &payment.gateway, state, &payment.reference);
    let mut parameters = begin(payment.id, "record_payment", &wish, &payment.sender)?;
    parameters.extend([
        Value::from(order_id.as_str()),
        Value::from(payment.gateway.as_str()),
        Value::from(state),
        Value::from(payment.reference.as_str()),
    ]);
    primary.query(RECORD_PAYMENT, parameters).await.map(drop).map_err(refused)
}

/// The typed refusal of a command on an order.
pub(super) fn refused(error: SqlError) -> PaymentRefusal {
    match fault(error.clone()) {
        Fault::Refused(refusal) => typed(&refusal).unwrap_or(PaymentRefusal::Sql(error)),
        Fault::Sql(error) => error.into(),
    }
}

fn typed(refusal: &Refusal) -> Option<PaymentRefusal> {
    match refusal.code.as_str() {
        "unknown_order" => Some(PaymentRefusal::UnknownOrder),
        "order_status" => {
            refusal.detail().map(|figures: OrderFigures| PaymentRefusal::OrderStatus(OrderStatus::of(&figures, 0)))
        }
        "hold_expired" => Some(PaymentRefusal::HoldExpired),
        "hold_limit" => Some(PaymentRefusal::HoldLimit),
        "command_repeated_otherwise" => Some(PaymentRefusal::RepeatedOtherwise),
        _ => None,
    }
}
