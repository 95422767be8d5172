//! `POST /{m}/orders/{number}/pay`: charges a card, or goes on after the shopper's bank was asked.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use outpost_db::order::{Order, PaymentOutcome, PaymentRefusal, RecordPayment, record_payment};
use outpost_domain::ids::CommandId;
use outpost_domain::payment::{DeclineReason, PaymentGateway};
use outpost_web_shop::paths;
use outpost_web_shop::view::{PayStep, Retry, UnavailableOperation};

use super::attempt::{self, Challenge, command_id};
use super::card::Card;
use super::gateway::{self, Answer};
use super::page::{attempts, card_step, is_payable, page};
use crate::calendar;
use crate::cookies::flash::{self, Flash};
use crate::failure::Failure;
use crate::form::{Fields, Form};
use crate::order::{freshness, show};
use crate::paused;
use crate::visit::Visit;

/// One attempt. What the gateway says is recorded by one statement, under an id that a second press has too.
pub(crate) async fn pay(
    mut visit: Visit,
    Path((_, number)): Path<(String, String)>,
    Form(fields): Form,
) -> Result<Response, Failure> {
    let order = match show::own(&mut visit, &number).await? {
        Ok(order) => order,
        Err(answer) => return Ok(answer),
    };
    if !is_payable(&visit, &order) {
        return Ok(visit.see_other(&paths::order(visit.prefix, order.number.as_str())));
    }
    let gateway = gateway::of(PaymentGateway::Test);
    let today = calendar::local(visit.prefix.market, visit.state.clock.now()).date();
    let answer = match bank_answer(&visit, &order, &fields) {
        Some(approved) => gateway.answered(approved),
        None => match Card::read(&fields, today) {
            Ok(card) => gateway.charge(&card),
            Err(invalid) => return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &order, card_step(invalid)).await,
        },
    };
    match answer {
        Answer::Paid(reference) => {
            let said = (PaymentOutcome::Succeeded, reference, Flash::Thanks);
            record(visit, &order, &fields, said).await
        }
        Answer::Declined(reason, reference) => {
            let said = (PaymentOutcome::Declined, reference, Flash::Declined(reason));
            record(visit, &order, &fields, said).await
        }
        Answer::NeedsChallenge => challenge(&visit, &order).await,
        Answer::Silent => Ok(back(visit, &order, Flash::Declined(DeclineReason::TimedOut))),
    }
}

/// What the shopper's bank said, if this is the answer to a question that was asked.
fn bank_answer(visit: &Visit, order: &Order, fields: &Fields) -> Option<bool> {
    let token = fields.get("challenge")?;
    let (key, now) = (&visit.state.config.key, visit.state.now());
    // A question that is void counts as refused: the shopper gets the card form again.
    let is_open = Challenge::is_open(
        key,
        token,
        &order.number,
        attempt_id(order, attempts(order), PaymentOutcome::Succeeded),
        now,
    );
    Some(is_open && fields.get("answer") == Some("approve"))
}

async fn challenge(visit: &Visit, order: &Order) -> Result<Response, Failure> {
    let attempt = attempt_id(order, attempts(order), PaymentOutcome::Succeeded);
    let question = Challenge::new(&order.number, attempt, visit.state.now());
    let challenge = question.seal(&visit.state.config.key).map_err(|error| Failure::Internal(error.to_string()))?;
    page(visit, StatusCode::OK, order, PayStep::Challenge { challenge }).await
}

async fn record(
    mut visit: Visit,
    order: &Order,
    fields: &Fields,
    (outcome, reference, said): (PaymentOutcome, &str, Flash),
) -> Result<Response, Failure> {
    let id = attempt_id(order, attempt::number(fields, "attempt", attempts(order)), outcome);
    let payment = RecordPayment {
        id,
        order_id: order.id,
        gateway: PaymentGateway::Test.code().to_owned(),
        outcome,
        reference: reference.to_owned(),
        made_at: visit.state.now(),
    };
    match record_payment(&*visit.state.primary, &payment).await {
        Ok(()) => freshness::wrote(&mut visit.jar, id),
        Err(PaymentRefusal::Sql(error)) => {
            return paused::answer(&visit, UnavailableOperation::Pay, again(&visit, order, fields), error);
        }
        Err(PaymentRefusal::UnknownOrder) => return Err(Failure::NotFound),
        // Paid before, or too late: the order's page says which.
        Err(PaymentRefusal::OrderState { .. } | PaymentRefusal::HoldExpired | PaymentRefusal::HoldLimit) => {
            return Ok(visit.see_other(&paths::order(visit.prefix, order.number.as_str())));
        }
    }
    if outcome == PaymentOutcome::Declined {
        return Ok(back(visit, order, said));
    }
    flash::say(&mut visit.jar, &said);
    Ok(visit.see_other(&paths::order(visit.prefix, order.number.as_str())))
}

/// How to try again: with the bank's answer as it was given, or with the card typed once more, for no page holds one.
fn again(visit: &Visit, order: &Order, fields: &Fields) -> Retry {
    let pay = paths::order_pay(visit.prefix, order.number.as_str());
    match fields.get("challenge") {
        Some(_) => {
            let kept = ["challenge", "answer", "attempt"].map(|name| (name, fields.text(name).to_owned()));
            Retry::Form(pay, kept.to_vec())
        }
        None => Retry::Page(pay),
    }
}

/// Back to the card form, saying why.
fn back(mut visit: Visit, order: &Order, said: Flash) -> Response {
    flash::say(&mut visit.jar, &said);
    visit.see_other(&paths::order_pay(visit.prefix, order.number.as_str()))
}

/// The same for every press of the button on one page, another after each decline, and never shared by a success and
/// a decline.
fn attempt_id(order: &Order, attempt: usize, outcome: PaymentOutcome) -> CommandId {
    let kind = match outcome {
        PaymentOutcome::Succeeded => "paid",
        PaymentOutcome::Declined => "declined",
    };
    command_id(order.id, kind, attempt)
}
