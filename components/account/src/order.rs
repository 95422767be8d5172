//! `GET /{m}/account`, `GET /{m}/account/orders/{number}` and `POST /{m}/account/orders`: a customer's orders.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use outpost_db::account::{self, AccountRefusal, CustomerOrder, CustomerRecord, ORDERS_PAGE, OrdersCursor};
use outpost_domain::calendar;
use outpost_domain::market::MarketLocale;
use outpost_domain::order::{OrderNumber, OrderStatus};
use outpost_http::form::{Form, NoFields};
use outpost_http::{Failure, HttpState, granted_orders};
use outpost_web_account::view::{Notice, OrderList, OrderSummary, Section};
use outpost_web_account::{paths, routes};

use crate::own;
use crate::request::AccountRequest;

/// The list; `?after=` is where it goes on.
pub(crate) async fn list(mut request: AccountRequest) -> Result<Response, Failure> {
    let after = cursor(request.query.text("after"));
    let (customer, orders) = own::load(&mut request, |sql, session, command| {
        let after = after.clone();
        Box::pin(async move { account::orders(sql, session, command, after.as_ref()).await })
    })
    .await?;
    let shell = request.own_shell(Section::Orders);
    let page = view(customer, &orders, request.prefix, request.state.now());
    Ok(request.page(StatusCode::OK, outpost_web_account::orders(&shell, &page)))
}

fn view(customer: CustomerRecord, orders: &[CustomerOrder], prefix: MarketLocale, now: i64) -> OrderList {
    let shown = &orders[..orders.len().min(ORDERS_PAGE)];
    let last = shown.last().filter(|_| orders.len() > ORDERS_PAGE);
    OrderList {
        name: customer.name,
        orders: shown.iter().filter_map(|order| summary(order, prefix, now)).collect(),
        older: last.map(|order| format!("{}?after={}.{}", paths::orders(prefix), order.placed_at, order.number)),
    }
}

fn summary(order: &CustomerOrder, prefix: MarketLocale, now: i64) -> Option<OrderSummary> {
    Some(OrderSummary {
        number: order.number.to_string(),
        placed_at: calendar::from_seconds(prefix.market, order.placed_at)?,
        status: status_key(OrderStatus::of(&order.figures, now)),
        total: order.total(),
        titles: order.titles.clone(),
        more_lines: order.lines.saturating_sub(u64::try_from(order.titles.len()).unwrap_or(0)),
    })
}

/// `1790000000.OP-…`: where the list goes on.
fn cursor(text: &str) -> Option<OrdersCursor> {
    let (placed_at, number) = text.split_once('.')?;
    Some(OrdersCursor { placed_at: placed_at.parse().ok()?, number: number.parse().ok()? })
}

/// An order of the customer's: lets this browser see it, and leads to its page. Anybody else's is not found.
pub(crate) async fn show(
    mut request: AccountRequest,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let number: OrderNumber = number.parse().map_err(|_| Failure::NotFound)?;
    let (_, is_theirs) = own::load(&mut request, |sql, session, command| {
        let number = number.clone();
        Box::pin(async move { account::owns_order(sql, session, command, &number).await })
    })
    .await?;
    if !is_theirs {
        return Err(Failure::NotFound);
    }
    let now = request.state.now();
    granted_orders::grant(&mut request.cookies, &number, now);
    let location = routes::SHOP_ORDER.path(request.prefix, &[number.as_str()]);
    Ok(request.see_other(&location, None))
}

/// Lets orders join that were placed as a guest with the customer's address.
pub(crate) async fn adopt(mut request: AccountRequest, _: Form<NoFields>) -> Result<Response, Failure> {
    let session = request.session()?;
    let id = request.new_command();
    match account::adopt_orders(&*request.state.primary, id, &request.customer(&session)).await {
        Ok(()) => {
            request.record(id);
            let location = paths::orders(request.prefix);
            Ok(request.see_other(&location, Some(Notice::OrdersAdopted)))
        }
        Err(AccountRefusal::SessionEnded) => Err(own::over(&mut request)),
        Err(refusal) => Err(own::failed(refusal)),
    }
}

/// The message that says how an order stands.
const fn status_key(status: OrderStatus) -> &'static str {
    match status {
        OrderStatus::AwaitingPayment => "status-awaiting-payment",
        OrderStatus::Confirmed => "status-confirmed",
        OrderStatus::Paid => "status-paid",
        OrderStatus::PartlyShipped => "status-partly-shipped",
        OrderStatus::Shipped => "status-shipped",
        OrderStatus::Delivered => "status-delivered",
        OrderStatus::Returned => "status-returned",
        OrderStatus::Refunded => "status-refunded",
        OrderStatus::Cancelled => "status-cancelled",
        OrderStatus::Expired => "status-expired",
    }
}
