//! `GET /{m}/orders/{number}/pay`: the ways to pay an order.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use outpost_db::order::Order;
use outpost_domain::calendar;
use outpost_domain::order::OrderStatus;
use outpost_domain::payment::{PaymentMethod, PaymentState};
use outpost_http::{Failure, HttpState};
use outpost_payment::ProviderPayment;
use outpost_web_shop::paths;
use outpost_web_shop::view::{Payment, PaymentProblem};

use super::{attempt, methods};
use crate::flash::{self, Flash};
use crate::layout;
use crate::log;
use crate::order::lookup::own_order;
use crate::order::page;
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
    let mut methods = methods::hosted(&request.state, &layout);
    methods.retain(|method| is_in_time(order, *method));
    if methods.is_empty() {
        return Ok(request.see_other(&paths::order(request.prefix, order.number.as_str())));
    }
    let ends = order.figures.hold_ends_at;
    let page = Payment {
        number: order.number.to_string(),
        amount: order.total,
        hold_expires_at: ends.and_then(|at| calendar::from_seconds(request.prefix.market, at)),
        attempt: attempt::failed(order),
        voucher: voucher(request, order).await,
        methods,
        problem,
    };
    Ok(request.own_page(status, outpost_web_shop::payment(&layout.shell, &page)))
}

/// Whether the order's hold leaves the time that the way takes. An order that is to be paid at once holds its stock for
/// minutes only.
pub(super) fn is_in_time(order: &Order, method: PaymentMethod) -> bool {
    !method.is_paid_later() || page::payment(order).is_paid_later()
}

/// The number for the till, once the shopper has asked for it. Without a response of its provider the page offers to ask
/// again.
async fn voucher(request: &PageRequest, order: &Order) -> Option<String> {
    let waits = |state| matches!(state, PaymentState::Created | PaymentState::NeedsAction);
    let payment = order.payments.iter().rfind(|payment| payment.method.is_paid_later() && waits(payment.state))?;
    let provider = request.state.providers.get(payment.provider)?;
    let reference = payment.reference.clone()?;
    let number = provider.voucher(&ProviderPayment { payment_id: payment.id, reference, amount: order.total }).await;
    number.unwrap_or_else(|error| {
        log::warning(&request.context.request_id, "the number of a payment was not read", &error.to_string());
        None
    })
}
