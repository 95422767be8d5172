//! The orders that this browser may see, and the one among them that waits for its payment.

use outpost_db::order::OrderSummary;
use outpost_db::sql::SqlError;
use outpost_domain::calendar;
use outpost_domain::market::Market;
use outpost_domain::order::OrderStatus;
use outpost_domain::payment::PaymentMethod;
use outpost_http::{HttpState, granted_orders};
use outpost_web_shop::view::{self, UnpaidOrder};
use time::OffsetDateTime;

use super::consistency;
use crate::page_request::PageRequest;

/// The orders of this browser that the replica has, the newest first; one statement, or none without orders.
///
/// Only pages that are the visitor's own may ask: the answer depends on a cookie.
pub(crate) async fn load(request: &PageRequest) -> Result<Vec<OrderSummary>, SqlError> {
    let numbers = granted_orders::granted(&request.cookies, request.state.now());
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let command = consistency::last_command(&request.cookies);
    outpost_db::order::summaries(&*request.state.replica, &numbers, command).await
}

/// The newest order that waits for its payment, for the reminder. None while the replica lacks what this browser did
/// last: the order may be paid already.
pub(crate) async fn unpaid(request: &PageRequest) -> Result<Option<UnpaidOrder>, SqlError> {
    let now = request.state.clock.now();
    let orders = load(request).await?;
    let mut current = orders.iter().filter(|order| order.has_command);
    Ok(current.find_map(|order| unpaid_order(order, request.prefix.market, now)))
}

fn unpaid_order(order: &OrderSummary, market: Market, now: OffsetDateTime) -> Option<UnpaidOrder> {
    let is_open = order.status(now.unix_timestamp()) == OrderStatus::AwaitingPayment;
    let ends = order.figures.hold_ends_at.filter(|_| is_open)?;
    let payment: PaymentMethod = order.payment_method_code.parse().unwrap_or(PaymentMethod::Transfer);
    Some(UnpaidOrder {
        number: order.number.to_string(),
        total: order.total,
        hold_expires_at: calendar::from_seconds(market, ends)?,
        pays_here: payment.is_hosted(),
    })
}

/// An order in short, as the page lists it.
pub(crate) fn summary_view(order: &OrderSummary, market: Market, now: OffsetDateTime) -> Option<view::OrderSummary> {
    Some(view::OrderSummary {
        number: order.number.to_string(),
        placed_at: calendar::from_seconds(market, order.placed_at)?,
        status: order.status(now.unix_timestamp()),
        total: order.total,
        pays_here: unpaid_order(order, market, now).is_some_and(|unpaid| unpaid.pays_here),
    })
}
