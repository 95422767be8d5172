//! `POST /v1/payments`: a payment to be made on the hosted page. The same key always gives the same payment.

use axum::extract::State as Extract;
use axum::http::HeaderMap;
use bytes::Bytes;
use serde::Deserialize;

use super::input;
use super::output::{Json, PaymentOutput};
use super::silence::Call;
use crate::bearer::Shop;
use crate::catalogue::Language;
use crate::fault::Fault;
use crate::payment::{Method, Payment};
use crate::script::NEXT;
use crate::state::State;
use crate::store::{self, NewPayment};

#[derive(Deserialize)]
pub(crate) struct Input {
    payment_id: String,
    order_number: String,
    amount_minor: i64,
    currency: String,
    method: Method,
    return_url: String,
    webhook_url: String,
    #[serde(default)]
    locale: Option<String>,
}

/// Stores the payment and answers where the shopper pays.
pub(crate) async fn create(
    _: Shop,
    Extract(state): Extract<State>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<PaymentOutput>, Fault> {
    let key = input::idempotency_key(&headers)?;
    let input: Input = input::json(&body)?;
    check(&input)?;
    let call = Call::begin(&state, &[&input.payment_id, &input.order_number, NEXT]).await?;
    let new = NewPayment {
        reference: &state.draw_id("pay"),
        idempotency_key: key,
        payment_id: &input.payment_id,
        order_number: &input.order_number,
        amount_minor: input.amount_minor,
        currency: &input.currency,
        method: input.method.code(),
        return_url: &input.return_url,
        webhook_url: &input.webhook_url,
        locale: input.locale.as_deref(),
    };
    let payment = store::create(&state, &new).await?;
    if !is_same(&payment, &input) {
        return Err(Fault::Conflict("this idempotency key belongs to another payment".to_owned()));
    }
    call.end(Json(PaymentOutput::new(payment, &state.config))).await
}

fn check(input: &Input) -> Result<(), Fault> {
    let is_currency = input.currency.len() == 3 && input.currency.bytes().all(|byte| byte.is_ascii_uppercase());
    let faults = [
        (input.payment_id.is_empty() || input.payment_id.len() > 100, "payment_id"),
        (input.order_number.is_empty() || input.order_number.len() > 100, "order_number"),
        (input.amount_minor <= 0, "amount_minor"),
        (!is_currency, "currency"),
        (input.locale.as_deref().is_some_and(|locale| Language::of_tag(locale).is_none()), "locale"),
    ];
    if let Some((_, name)) = faults.into_iter().find(|(is_wrong, _)| *is_wrong) {
        return Err(Fault::Malformed(format!("{name} is missing or malformed")));
    }
    input::check_url("return_url", &input.return_url)?;
    input::check_url("webhook_url", &input.webhook_url)
}

/// Whether the payment that was found is the one that is asked for.
fn is_same(payment: &Payment, input: &Input) -> bool {
    payment.payment_id == input.payment_id
        && payment.amount_minor == input.amount_minor
        && payment.currency == input.currency
        && payment.method == input.method
}
