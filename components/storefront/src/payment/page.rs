//! `GET /{m}/orders/{number}/pay`: the card form of the test gateway.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use outpost_db::order::Order;
use outpost_domain::order::OrderState;
use outpost_domain::payment::PaymentGateway;
use outpost_web_shop::paths;
use outpost_web_shop::view::{PayStep, Payment};

use super::card::Invalid;
use super::test_gateway;
use crate::calendar;
use crate::cookies::flash::{self, Flash};
use crate::failure::Failure;
use crate::order::page::{count, hold};
use crate::order::show::own;
use crate::paused;
use crate::shell;
use crate::visit::Visit;

/// The form, with what went wrong at the last attempt; an order that is not to be paid here shows its status instead.
pub(crate) async fn show(mut visit: Visit, Path((_, number)): Path<(String, String)>) -> Result<Response, Failure> {
    let order = match own(&mut visit, &number).await? {
        Ok(order) => order,
        Err(answer) => return Ok(answer),
    };
    if !is_payable(&visit, &order) {
        return Ok(visit.see_other(&paths::order(visit.prefix, order.number.as_str())));
    }
    let declined = match flash::take(&mut visit.jar) {
        Some(Flash::Declined(reason)) => Some(reason),
        _ => None,
    };
    let step = PayStep::Card { declined, number_invalid: false, expiry_invalid: false, cvc_invalid: false };
    page(&visit, StatusCode::OK, &order, step).await
}

/// Whether the order waits for a card.
pub(super) fn is_payable(visit: &Visit, order: &Order) -> bool {
    visit.state.config.test_payments
        && order.payment_gateway == PaymentGateway::Test.code()
        && order.state == OrderState::PendingPayment
        && hold(order, visit.state.clock.now()).is_some()
}

/// How often a payment of the order was declined.
pub(super) fn attempts(order: &Order) -> usize {
    count(order, "payment_declined")
}

/// The card form with the fields that were not accepted.
pub(super) fn card_step(invalid: Invalid) -> PayStep {
    PayStep::Card {
        declined: None,
        number_invalid: invalid.number,
        expiry_invalid: invalid.expiry,
        cvc_invalid: invalid.cvc,
    }
}

/// A payment page.
pub(super) async fn page(visit: &Visit, status: StatusCode, order: &Order, step: PayStep) -> Result<Response, Failure> {
    let mut surroundings = shell::load(visit).await?;
    surroundings.shell.notice = paused::notice(visit);
    let ends = order.expires_at.and_then(|at| calendar::from_seconds(visit.prefix.market, at));
    let page = Payment {
        number: order.number.to_string(),
        amount: order.total,
        hold_expires_at: ends.unwrap_or_else(|| calendar::local(visit.prefix.market, visit.state.clock.now())),
        attempt: attempts(order),
        step,
        test_cards: test_gateway::cards(),
    };
    Ok(visit.own_page(status, outpost_web_shop::payment(&surroundings.shell, &page)))
}
