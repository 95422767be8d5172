//! `GET /{m}/orders/{number}/pay`: the card form of the test gateway.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use outpost_db::order::Order;
use outpost_domain::payment::PaymentGateway;
use outpost_web_shop::paths;
use outpost_web_shop::view::{PayStep, Payment};

use super::card::Invalid;
use super::test_gateway;
use crate::calendar;
use crate::cookies::flash::{self, Flash};
use crate::failure::Failure;
use crate::layout;
use crate::order::lookup::own_order;
use crate::order::page::{count, hold, payment};
use crate::page_request::PageRequest;
use crate::unavailable;

/// The form, with the reason why the last attempt failed. An order that is not to be paid here redirects to its status.
pub(crate) async fn show(
    mut request: PageRequest,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let order = own_order(&mut request, &number).await?;
    if !is_payable(&request, &order) {
        return Ok(request.see_other(&paths::order(request.prefix, order.number.as_str())));
    }
    let declined = match flash::take(&mut request.cookies) {
        Some(Flash::Declined(reason)) => Some(reason),
        _ => None,
    };
    let step = PayStep::Card { declined, number_invalid: false, expiry_invalid: false, cvc_invalid: false };
    page(&request, StatusCode::OK, &order, step).await
}

/// Whether the order waits for a card.
pub(super) fn is_payable(request: &PageRequest, order: &Order) -> bool {
    request.state.config.test_payments
        && payment(order) == PaymentGateway::Test
        && hold(order, request.state.clock.now()).is_some()
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
pub(super) async fn page(
    request: &PageRequest,
    status: StatusCode,
    order: &Order,
    step: PayStep,
) -> Result<Response, Failure> {
    let mut layout = layout::load(request).await?;
    layout.shell.notice = unavailable::notice(request);
    let ends = order.figures.hold_ends_at.and_then(|at| calendar::from_seconds(request.prefix.market, at));
    let page = Payment {
        number: order.number.to_string(),
        amount: order.total,
        hold_expires_at: ends.unwrap_or_else(|| calendar::local(request.prefix.market, request.state.clock.now())),
        attempt: attempts(order),
        step,
        test_cards: test_gateway::cards(),
    };
    Ok(request.own_page(status, outpost_web_shop::payment(&layout.shell, &page)))
}
