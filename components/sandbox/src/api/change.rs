//! `POST /v1/payments/{reference}/capture`, `/void` and `/refund`. The same key does the same thing once.

use axum::extract::{Path, State as Extract};
use axum::http::HeaderMap;
use bytes::Bytes;
use serde::Deserialize;

use super::input;
use super::output::{Json, PaymentOutput};
use super::silence::Call;
use crate::bearer::Shop;
use crate::event::{self, Event, Guard, Operation};
use crate::fault::Fault;
use crate::payment::{Payment, PaymentState};
use crate::state::State;
use crate::store;

/// A request for one of the three.
type Request = (Shop, Extract<State>, Path<String>, HeaderMap, Bytes);

/// Its body. Without an amount, all that is left is meant.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Input {
    amount_minor: Option<i64>,
}

/// Takes reserved money.
pub(crate) async fn capture(request: Request) -> Result<Json<PaymentOutput>, Fault> {
    change(request, |payment, amount| {
        let amount = amount.unwrap_or(payment.amount_minor - payment.captured_minor);
        let states = &[PaymentState::Authorised];
        (Event::captured(amount), Guard { states, capturable_minor: amount, refundable_minor: 0 })
    })
    .await
}

/// Gives a payment up before money is taken.
pub(crate) async fn void(request: Request) -> Result<Json<PaymentOutput>, Fault> {
    change(request, |payment, _| {
        let states = &[PaymentState::NeedsAction, PaymentState::Authorised];
        (Event::voided(payment.amount_minor), Guard { states, capturable_minor: 0, refundable_minor: 0 })
    })
    .await
}

/// Gives money back.
pub(crate) async fn refund(request: Request) -> Result<Json<PaymentOutput>, Fault> {
    change(request, |payment, amount| {
        let amount = amount.unwrap_or(payment.captured_minor - payment.refunded_minor);
        let states = &[PaymentState::Captured];
        (Event::refunded(amount), Guard { states, capturable_minor: 0, refundable_minor: amount })
    })
    .await
}

async fn change(
    (_, Extract(state), Path(reference), headers, body): Request,
    wanted: impl FnOnce(&Payment, Option<i64>) -> (Event, Guard<'static>),
) -> Result<Json<PaymentOutput>, Fault> {
    let key = input::idempotency_key(&headers)?;
    let Input { amount_minor } = input::json(&body)?;
    let payment = store::find(&state, &reference).await?;
    let call = Call::begin(&state, &payment.targets()).await?;
    let (event, guard) = wanted(&payment, amount_minor);
    match event::find_operation(&state, key).await? {
        Some(known) if is_same(&known, &reference, &event, amount_minor) => {}
        Some(known) => {
            return Err(Fault::Conflict(format!("this idempotency key belongs to a {} of another call", known.kind)));
        }
        None => carry_out(&state, &payment, event, guard, key).await?,
    }
    let payment = store::find(&state, &reference).await?;
    call.end(Json(PaymentOutput::new(payment, &state.config))).await
}

async fn carry_out(state: &State, payment: &Payment, event: Event, guard: Guard<'_>, key: &str) -> Result<(), Fault> {
    let is_recorded = event.amount_minor > 0 && event::record(state, payment, &[event], guard, Some(key)).await?;
    // Two calls with one key at once: the other one carried it out.
    if is_recorded || event::find_operation(state, key).await?.is_some() {
        return Ok(());
    }
    let Payment { state, captured_minor, refunded_minor, amount_minor, .. } = payment;
    let state = state.code();
    Err(Fault::Conflict(format!(
        "the payment is {state}: of {amount_minor}, {captured_minor} are captured and {refunded_minor} refunded"
    )))
}

/// Whether the call that used the key before was this one.
fn is_same(known: &Operation, reference: &str, event: &Event, amount_minor: Option<i64>) -> bool {
    let is_amount = amount_minor.is_none_or(|amount| amount == known.amount_minor) || event.kind == "payment.voided";
    known.reference == reference && known.kind == event.kind && is_amount
}
