//! `GET /{m}/orders/{number}/pay`: the ways to pay an order.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use outpost_db::order::Order;
use outpost_domain::calendar;
use outpost_domain::order::OrderStatus;
use outpost_http::Failure;
use outpost_web_shop::paths;
use outpost_web_shop::view::{Payment, PaymentProblem};

use super::{attempt, methods};
use crate::flash::{self, Flash};
use crate::layout;
use crate::order::lookup::own_order;
use crate::page_request::PageRequest;
use crate::unavailable;

/// The ways to pay, with the reason why the last attempt failed. An order that is not to be paid redirects to its status.
pub(crate) async fn show(
    mut request: PageRequest,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let order = own_order(&mut request, &number).await?;
    if !is_payable(&request, &order) {
        return Ok(request.see_other(&paths::order(request.prefix, order.number.as_str())));
    }
    let problem = match flash::take(&mut request.cookies) {
        Some(Flash::Declined(reason)) => Some(PaymentProblem::Declined(reason)),
        _ => None,
    };
    respond(&request, StatusCode::OK, &order, problem).await
}

/// Whether the order waits for its money.
pub(crate) fn is_payable(request: &PageRequest, order: &Order) -> bool {
    let status = OrderStatus::of(&order.figures, request.state.now());
    matches!(status, OrderStatus::AwaitingPayment | OrderStatus::Confirmed)
}

/// The page, or the order's where the market offers no way that is paid on a provider's page.
pub(super) async fn respond(
    request: &PageRequest,
    status: StatusCode,
    order: &Order,
    problem: Option<PaymentProblem>,
) -> Result<Response, Failure> {
    let mut layout = layout::load(request).await?;
    layout.shell.notice = unavailable::notice(request);
    let methods = methods::hosted(&request.state, &layout);
    if methods.is_empty() {
        return Ok(request.see_other(&paths::order(request.prefix, order.number.as_str())));
    }
    let ends = order.figures.hold_ends_at;
    let page = Payment {
        number: order.number.to_string(),
        amount: order.total,
        hold_expires_at: ends.and_then(|at| calendar::from_seconds(request.prefix.market, at)),
        attempt: attempt::failed(order),
        methods,
        problem,
    };
    Ok(request.own_page(status, outpost_web_shop::payment(&layout.shell, &page)))
}
