//! `POST /pay/{reference}`: charges a card, answers the bank, or pays in the store.

use axum::extract::{Form, Path, Query, State as Extract};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use outpost_db::sql::SqlError;
use serde::Deserialize;

use super::card_form::{Typed, card_form};
use super::fault_page::fault_page;
use super::layout::{self, PageQuery};
use super::message;
use crate::card::{Card, Outcome};
use crate::catalogue::Language;
use crate::event::{self, Event, Guard};
use crate::fault::Fault;
use crate::payment::{Method, Payment, PaymentState};
use crate::script::{self, Charge};
use crate::state::State;
use crate::{store, webhook};

/// A card, or an answer. It has no `Debug`, so that no log can contain a card.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Submitted {
    card_number: String,
    card_expiry: String,
    card_cvc: String,
    /// `approve` or `refuse` to the bank, `paid` in the store.
    answer: String,
}

impl Submitted {
    fn typed(&self) -> Typed<'_> {
        Typed { number: &self.card_number, expiry: &self.card_expiry, code: &self.card_cvc }
    }
}

/// Acts on the form, then leads back to the shop, or shows the page again.
pub(crate) async fn submit(
    Extract(state): Extract<State>,
    Path(reference): Path<String>,
    Query(query): Query<PageQuery>,
    headers: HeaderMap,
    Form(form): Form<Submitted>,
) -> Response {
    let language = query.language(&headers);
    act(&state, language, &reference, &form).await.unwrap_or_else(|fault| fault_page(language, &fault))
}

async fn act(state: &State, language: Language, reference: &str, form: &Submitted) -> Result<Response, Fault> {
    let payment = store::find(state, reference).await?;
    if payment.state != PaymentState::NeedsAction {
        return Ok(to_shop(&payment));
    }
    let outcome = match payment.method {
        Method::ConvenienceStore if form.answer == "paid" => Outcome::Pays,
        Method::ConvenienceStore => return Ok(to_page(&payment, language)),
        Method::Card if payment.is_challenged() && form.answer == "approve" => Outcome::Pays,
        Method::Card if payment.is_challenged() => {
            return attempt_failed(state, language, &payment, form, "not_authenticated").await;
        }
        Method::Card => {
            let today = state.clock.now().date();
            match Card::validate(&form.card_number, &form.card_expiry, &form.card_cvc, today) {
                Ok(card) => card.outcome(),
                Err(faults) => {
                    let status = StatusCode::UNPROCESSABLE_ENTITY;
                    return Ok(card_form(status, language, &payment, form.typed(), &faults));
                }
            }
        }
    };
    match outcome {
        Outcome::Pays => charge(state, language, &payment).await,
        Outcome::NeedsChallenge => {
            record(state, &payment, &[Event::challenged(payment.amount_minor)]).await?;
            Ok(to_page(&payment, language))
        }
        Outcome::Declines => attempt_failed(state, language, &payment, form, "declined").await,
        Outcome::InsufficientFunds => attempt_failed(state, language, &payment, form, "insufficient_funds").await,
        Outcome::TimesOut => attempt_failed(state, language, &payment, form, "timed_out").await,
    }
}

/// Takes the money, unless a script wants it otherwise.
async fn charge(state: &State, language: Language, payment: &Payment) -> Result<Response, Fault> {
    let amount = payment.amount_minor;
    let scripted = script::find(state, &payment.targets()).await?.charge;
    let events: &[Event] = match scripted {
        Charge::Declined => &[Event::failed(amount, "declined")],
        Charge::ByCard | Charge::Timeout => &[Event::authorised(amount), Event::captured(amount)],
    };
    record(state, payment, events).await?;
    if scripted == Charge::Timeout {
        return Ok(message::no_answer(language, payment));
    }
    tell_shop(state, payment).await;
    Ok(to_shop(payment))
}

/// The shopper may try again: the form comes back with what was typed and the reason.
async fn attempt_failed(
    state: &State,
    language: Language,
    payment: &Payment,
    form: &Submitted,
    reason: &'static str,
) -> Result<Response, Fault> {
    record(state, payment, &[Event::attempt_failed(payment.amount_minor, reason)]).await?;
    tell_shop(state, payment).await;
    let payment = Payment { reason: Some(reason.to_owned()), ..payment.clone() };
    Ok(card_form(StatusCode::PAYMENT_REQUIRED, language, &payment, form.typed(), &[]))
}

async fn record(state: &State, payment: &Payment, events: &[Event]) -> Result<(), SqlError> {
    let states = &[PaymentState::NeedsAction];
    let guard = Guard { states, capturable_minor: 0, refundable_minor: 0 };
    // A second press of the button finds the payment moved on and changes nothing.
    event::record(state, payment, events, guard, None).await.map(drop)
}

/// Sends the webhooks before the shopper is back. What fails is sent again by the job.
async fn tell_shop(state: &State, payment: &Payment) {
    if let Err(error) = webhook::send_due(state, Some(&payment.reference)).await {
        eprintln!("sandbox: sending webhooks: {error}");
    }
}

fn to_shop(payment: &Payment) -> Response {
    Redirect::to(&payment.return_url).into_response()
}

fn to_page(payment: &Payment, language: Language) -> Response {
    Redirect::to(&layout::action(payment, language)).into_response()
}
