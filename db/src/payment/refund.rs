//! The commands of refunds: money shall go back, and what became of that.

use outpost_domain::ids::{CommandId, PaymentId, RefundId};
use outpost_domain::money::Money;
use outpost_domain::payment::{RefundCause, RefundState};
use serde::Serialize;

use crate::command::{Refusal, Sender, begin, send, to_json};
use crate::sql::{Sql, SqlError, Value};

const REQUEST: &str = include_str!("../../queries/payment/request_refund.sql");
const RECORD: &str = include_str!("../../queries/payment/record_refund.sql");

/// Money of a payment shall go back.
#[derive(Clone, Debug)]
pub struct RequestRefund {
    /// Made by the caller. It is also the idempotency key at the provider.
    pub id: RefundId,
    /// Who sends it.
    pub sender: Sender,
    /// The payment whose money goes back.
    pub payment_id: PaymentId,
    /// How much, in the payment's currency.
    pub amount: Money,
    /// Why.
    pub cause: RefundCause,
    /// What of the order it is for; empty where it is for no goods.
    pub lines: Vec<RefundLine>,
}

/// What of an order's line a refund is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RefundLine {
    /// The number of the order's line.
    pub number: u32,
    /// Pieces of it.
    pub quantity: u32,
    /// What of the amount is for them, in minor units.
    pub amount_minor: i64,
}

/// What became of a refund.
#[derive(Clone, Debug)]
pub struct RecordRefund {
    /// Who sends it.
    pub sender: Sender,
    /// The refund.
    pub refund_id: RefundId,
    /// `Refunded` or `Failed`.
    pub state: RefundState,
    /// The provider's code of a refusal.
    pub reason: Option<String>,
}

/// Why a command about a refund was refused; nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefundRefusal {
    /// There is no such payment.
    #[error("no such payment")]
    UnknownPayment,
    /// There is no such refund.
    #[error("no such refund")]
    UnknownRefund,
    /// More than what was captured and is not to be refunded yet.
    #[error("at most {refundable_minor} minor units can be refunded")]
    TooLarge {
        /// What can be refunded, in minor units.
        refundable_minor: i64,
    },
    /// Lines that the order has not, or that are worth more than the refund.
    #[error("the lines are not the order's, or sum to more than the refund")]
    BadLines,
    /// The money went back before.
    #[error("the money went back before")]
    RefundOver,
    /// A command with this id was sent before with another wish, whose result is kept.
    #[error("the command was sent before and asked for something else")]
    RepeatedOtherwise,
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Asks for money to go back. A job carries it out. Idempotent by [`RequestRefund::id`].
pub async fn request_refund(primary: &dyn Sql, refund: &RequestRefund) -> Result<(), RefundRefusal> {
    let payment_id = refund.payment_id.to_string();
    let wish = (&payment_id, refund.amount.minor(), refund.cause, &refund.lines);
    let mut parameters = begin(refund.id, "request_refund", &wish, &refund.sender)?;
    parameters.extend([
        Value::from(payment_id.as_str()),
        Value::from(refund.amount.minor()),
        Value::from(refund.cause.code()),
        Value::from(to_json("lines", &refund.lines)?),
    ]);
    send(primary, REQUEST, parameters, typed).await
}

/// Records what became of a refund. The same result recorded twice is one.
pub async fn record_refund(primary: &dyn Sql, refund: &RecordRefund) -> Result<(), RefundRefusal> {
    let refund_id = refund.refund_id.to_string();
    let reason = refund.reason.as_deref();
    let id = outcome_command_id(refund.refund_id, refund.state);
    let mut parameters = begin(id, "record_refund", &(&refund_id, refund.state), &refund.sender)?;
    parameters.extend([Value::from(refund_id.as_str()), Value::from(refund.state.code()), Value::from(reason)]);
    match send(primary, RECORD, parameters, typed).await {
        // The money went back, and this says so again.
        Err(RefundRefusal::RefundOver) if refund.state == RefundState::Refunded => Ok(()),
        answer => answer,
    }
}

/// The id of the command that records an outcome: the same each time (a version 8 UUID).
fn outcome_command_id(refund: RefundId, state: RefundState) -> CommandId {
    let mut bytes = *refund.uuid().as_bytes();
    for (byte, letter) in bytes.iter_mut().zip(state.code().bytes()) {
        *byte ^= letter;
    }
    CommandId::new(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

fn typed(refusal: &Refusal) -> Option<RefundRefusal> {
    Some(match refusal.code.as_str() {
        "unknown_payment" => RefundRefusal::UnknownPayment,
        "unknown_refund" => RefundRefusal::UnknownRefund,
        "refund_too_large" => RefundRefusal::TooLarge { refundable_minor: refusal.number("refundable_minor")? },
        "bad_lines" => RefundRefusal::BadLines,
        "refund_over" => RefundRefusal::RefundOver,
        "command_repeated_otherwise" => RefundRefusal::RepeatedOtherwise,
        _ => return None,
    })
}
