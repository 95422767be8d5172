//! What happens to a payment: events, each of which moves its payment and becomes a webhook.

use outpost_db::sql::SqlError;
use serde_json::json;

use crate::payment::{CHALLENGE, Payment, PaymentState};
use crate::script::Script;
use crate::state::State;

/// How much later the earlier ones of reversed webhooks are sent.
const REVERSED_STEP_MS: i64 = 1_500;

/// Something that happened.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// Such as `payment.captured`.
    pub kind: &'static str,
    pub state: PaymentState,
    pub amount_minor: i64,
    pub reason: Option<&'static str>,
}

/// What must be true of a payment for its events to happen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Guard<'a> {
    pub states: &'a [PaymentState],
    /// So much must be left to capture.
    pub capturable_minor: i64,
    /// So much must be left to refund.
    pub refundable_minor: i64,
}

impl Event {
    /// The money is reserved.
    pub(crate) const fn authorised(amount_minor: i64) -> Self {
        Self { kind: "payment.authorised", state: PaymentState::Authorised, amount_minor, reason: None }
    }

    /// The money is taken.
    pub(crate) const fn captured(amount_minor: i64) -> Self {
        Self { kind: "payment.captured", state: PaymentState::Captured, amount_minor, reason: None }
    }

    /// An attempt failed; the shopper may try again on the hosted page.
    pub(crate) const fn attempt_failed(amount_minor: i64, reason: &'static str) -> Self {
        let state = PaymentState::NeedsAction;
        Self { kind: "payment.attempt_failed", state, amount_minor, reason: Some(reason) }
    }

    /// The bank asks the shopper.
    pub(crate) const fn challenged(amount_minor: i64) -> Self {
        let state = PaymentState::NeedsAction;
        Self { kind: "payment.needs_action", state, amount_minor, reason: Some(CHALLENGE) }
    }

    /// The payment failed for good.
    pub(crate) const fn failed(amount_minor: i64, reason: &'static str) -> Self {
        Self { kind: "payment.failed", state: PaymentState::Failed, amount_minor, reason: Some(reason) }
    }

    /// The payment was given up.
    pub(crate) const fn voided(amount_minor: i64) -> Self {
        Self { kind: "payment.voided", state: PaymentState::Voided, amount_minor, reason: None }
    }

    /// Money was given back.
    pub(crate) const fn refunded(amount_minor: i64) -> Self {
        Self { kind: "payment.refunded", state: PaymentState::Captured, amount_minor, reason: None }
    }
}

/// Records events that happen together, in one statement. Returns whether they did: not where the guard does not hold, nor
/// where the key is known.
pub(crate) async fn record(
    state: &State,
    payment: &Payment,
    events: &[Event],
    guard: Guard<'_>,
    idempotency_key: Option<&str>,
) -> Result<bool, SqlError> {
    let script = crate::script::find(state, &payment.targets()).await?;
    let states: Vec<&str> = guard.states.iter().map(|state| state.code()).collect();
    let parameters = vec![
        payment.reference.as_str().into(),
        rows(state, events, &script, idempotency_key).into(),
        json!(states).to_string().into(),
        guard.capturable_minor.into(),
        guard.refundable_minor.into(),
    ];
    let recorded = state.database.query(include_str!("../queries/event/record.sql"), parameters).await?;
    Ok(!recorded.is_empty())
}

/// The rows of events as JSON.
fn rows(state: &State, events: &[Event], script: &Script, idempotency_key: Option<&str>) -> String {
    let now = state.now_ms();
    let rows: Vec<_> = events
        .iter()
        .rev()
        .zip(0_i64..)
        .map(|(event, from_last)| {
            let extra = if script.webhooks_reversed { from_last * REVERSED_STEP_MS } else { 0 };
            let due_at = now + i64::from(script.webhook_delay_ms) + extra;
            json!({
                "id": state.draw_id("evt"),
                "kind": event.kind,
                "state": event.state.code(),
                "amount_minor": event.amount_minor,
                "reason": event.reason,
                "idempotency_key": idempotency_key,
                "created_at": now,
                "due_at": (script.webhook_copies > 0).then_some(due_at),
                "copies": script.webhook_copies,
            })
        })
        .collect();
    json!(rows.into_iter().rev().collect::<Vec<_>>()).to_string()
}

/// The operation that used a key before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Operation {
    pub reference: String,
    pub kind: String,
    pub amount_minor: i64,
}

/// Looks a key of a capture, void or refund up.
pub(crate) async fn find_operation(state: &State, idempotency_key: &str) -> Result<Option<Operation>, SqlError> {
    let statement = include_str!("../queries/event/find_by_key.sql");
    let row = state.database.query(statement, vec![idempotency_key.into()]).await?.into_first();
    let read = |mut row: outpost_db::sql::Row| {
        Ok(Operation {
            reference: row.text("reference")?,
            kind: row.text("kind")?,
            amount_minor: row.integer("amount_minor")?,
        })
    };
    row.map(read).transpose()
}
