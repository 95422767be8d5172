//! The body of the sandbox's webhooks.

use outpost_domain::ids::PaymentId;
use outpost_domain::money::{Currency, Money};
use outpost_domain::payment::{PaymentReport, PaymentState};
use serde::Deserialize;

use crate::provider::WebhookError;

/// The header with the signature.
pub const SIGNATURE: &str = "sandbox-signature";

/// The longest id of an event, and the longest reference, that is taken.
const ID_BYTES_MAX: usize = 200;

/// The type of an event that is no report of the payment's state: the shop refunds, and records the response.
const REFUNDED: &str = "payment.refunded";

#[derive(Deserialize)]
struct Body {
    event_id: String,
    #[serde(rename = "type")]
    kind: String,
    payment_id: PaymentId,
    reference: String,
    state: PaymentState,
    amount_minor: i64,
    currency: Currency,
    reason: Option<String>,
}

/// The report in a body whose signature was checked.
pub(super) fn read(body: &[u8]) -> Result<Option<PaymentReport>, WebhookError> {
    let body: Body = serde_json::from_slice(body).map_err(|error| WebhookError::Body(error.to_string()))?;
    for (name, id) in [("event_id", &body.event_id), ("reference", &body.reference)] {
        if !(1..=ID_BYTES_MAX).contains(&id.len()) {
            return Err(WebhookError::Body(format!("{name} has {} bytes", id.len())));
        }
    }
    Ok((body.kind != REFUNDED).then(|| PaymentReport {
        payment_id: body.payment_id,
        event_id: body.event_id,
        reference: body.reference,
        state: body.state,
        amount: Money::new(body.amount_minor, body.currency),
        reason: body.reason,
    }))
}
