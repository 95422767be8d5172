//! `POST /{m}/orders/{number}/pay`: charges a card, or continues after the shopper's bank was asked.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use outpost_db::order::{Order, PaymentOutcome, PaymentRefusal, RecordPayment, record_payment};
use outpost_domain::ids::CommandId;
use outpost_domain::payment::{DeclineReason, PaymentGateway};
use outpost_web_shop::paths;
use outpost_web_shop::view::{PayStep, Retry, UnavailableOperation};
use serde::Deserialize;

use super::attempt::{self, Challenge, command_id};
use super::card::Card;
use super::gateway::GatewayResponse;
use super::gateways;
use super::page::{attempts, card_step, is_payable, page};
use crate::calendar;
use crate::cookies::flash::{self, Flash};
use crate::failure::Failure;
use crate::form::Form;
use crate::order::consistency;
use crate::order::lookup::own_order;
use crate::page_request::PageRequest;
use crate::unavailable;

/// The form: a card, or the answer to a challenge. It has no `Debug`, so that no log can contain a card.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PaymentForm {
    card_number: String,
    card_expiry: String,
    card_cvc: String,
    /// The sealed challenge.
    challenge: Option<String>,
    /// `approve` or anything else.
    answer: String,
    /// The declined attempts before this one.
    attempt: String,
}

/// What a gateway decided about one attempt.
struct Decision {
    outcome: PaymentOutcome,
    /// The gateway's reference of the attempt.
    reference: &'static str,
    /// What the next page shows.
    flash: Flash,
}

/// One attempt. The gateway's decision is recorded in one statement, under an id that a second press has too.
pub(crate) async fn pay(
    mut request: PageRequest,
    Path((_, number)): Path<(String, String)>,
    Form(form): Form<PaymentForm>,
) -> Result<Response, Failure> {
    let order = own_order(&mut request, &number).await?;
    if !is_payable(&request, &order) {
        return Ok(request.see_other(&paths::order(request.prefix, order.number.as_str())));
    }
    let gateway = gateways::for_kind(PaymentGateway::Test);
    let today = calendar::local(request.prefix.market, request.state.clock.now()).date();
    let response = match challenge_answer(&request, &order, &form) {
        Some(approved) => gateway.complete_challenge(approved),
        None => match Card::validate(&form.card_number, &form.card_expiry, &form.card_cvc, today) {
            Ok(card) => gateway.charge(&card),
            Err(invalid) => return page(&request, StatusCode::UNPROCESSABLE_ENTITY, &order, card_step(invalid)).await,
        },
    };
    let decision = match response {
        GatewayResponse::Paid(reference) => {
            Decision { outcome: PaymentOutcome::Succeeded, reference, flash: Flash::Thanks }
        }
        GatewayResponse::Declined(reason, reference) => {
            Decision { outcome: PaymentOutcome::Declined, reference, flash: Flash::Declined(reason) }
        }
        GatewayResponse::NeedsChallenge => return challenge(&request, &order).await,
        GatewayResponse::NoAnswer => return Ok(back(request, &order, Flash::Declined(DeclineReason::TimedOut))),
    };
    record(request, &order, &form, decision).await
}

/// Whether the shopper approved at the bank, if the form answers a challenge.
fn challenge_answer(request: &PageRequest, order: &Order, form: &PaymentForm) -> Option<bool> {
    let token = form.challenge.as_deref()?;
    let (secrets, now) = (&request.state.config.secrets, request.state.now());
    let attempt = attempt_id(order, attempts(order), PaymentOutcome::Succeeded);
    // A void challenge counts as refused: the shopper gets the card form again.
    let is_valid = Challenge::is_valid(secrets, token, &order.number, attempt, now);
    Some(is_valid && form.answer == "approve")
}

async fn challenge(request: &PageRequest, order: &Order) -> Result<Response, Failure> {
    let attempt = attempt_id(order, attempts(order), PaymentOutcome::Succeeded);
    let challenge = Challenge::new(&order.number, attempt).seal(&request.state.config.secrets, request.state.now())?;
    page(request, StatusCode::OK, order, PayStep::Challenge { challenge }).await
}

async fn record(
    mut request: PageRequest,
    order: &Order,
    form: &PaymentForm,
    decision: Decision,
) -> Result<Response, Failure> {
    let outcome = decision.outcome;
    let id = attempt_id(order, attempt::step_number(&form.attempt, attempts(order)), outcome);
    let payment = RecordPayment {
        id,
        sender: request.sender(),
        order_id: order.id,
        gateway: PaymentGateway::Test.code().to_owned(),
        outcome,
        reference: decision.reference.to_owned(),
    };
    match record_payment(&*request.state.primary, &payment).await {
        Ok(()) => consistency::record_command(&mut request.cookies, id),
        Err(PaymentRefusal::Sql(error)) => {
            return unavailable::respond(&request, UnavailableOperation::Pay, retry(&request, order, form), error);
        }
        Err(PaymentRefusal::UnknownOrder) => return Err(Failure::NotFound),
        // This attempt was declined before, for another card: the shopper sees why this one was.
        Err(PaymentRefusal::RepeatedOtherwise) if outcome == PaymentOutcome::Declined => {}
        // The order was paid before, or it is too late: its page says which.
        Err(
            PaymentRefusal::OrderStatus(_)
            | PaymentRefusal::HoldExpired
            | PaymentRefusal::HoldLimit
            | PaymentRefusal::RepeatedOtherwise,
        ) => {
            return Ok(request.see_other(&paths::order(request.prefix, order.number.as_str())));
        }
    }
    if outcome == PaymentOutcome::Declined {
        return Ok(back(request, order, decision.flash));
    }
    flash::set(&mut request.cookies, &decision.flash);
    Ok(request.see_other(&paths::order(request.prefix, order.number.as_str())))
}

/// How to retry: with the same answer to the bank, or by entering the card again, since no page holds one.
fn retry(request: &PageRequest, order: &Order, form: &PaymentForm) -> Retry {
    let pay = paths::order_pay(request.prefix, order.number.as_str());
    let Some(challenge) = &form.challenge else { return Retry::Page(pay) };
    let fields = [("challenge", challenge), ("answer", &form.answer), ("attempt", &form.attempt)];
    Retry::Form(pay, fields.map(|(name, value)| (name, value.clone())).to_vec())
}

/// Redirects to the card form, which shows the reason.
fn back(mut request: PageRequest, order: &Order, flash: Flash) -> Response {
    flash::set(&mut request.cookies, &flash);
    request.see_other(&paths::order_pay(request.prefix, order.number.as_str()))
}

/// The same for every press of the button on one page, different after each decline, and never shared by a success and
/// a decline.
fn attempt_id(order: &Order, attempt: usize, outcome: PaymentOutcome) -> CommandId {
    let kind = match outcome {
        PaymentOutcome::Succeeded => "paid",
        PaymentOutcome::Declined => "declined",
    };
    command_id(order.id, kind, attempt)
}
