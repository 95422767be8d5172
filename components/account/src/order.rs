//! `GET /{m}/account`, `GET /{m}/account/orders/{number}` and `POST /{m}/account/orders`: a customer's orders.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use outpost_db::account::{self, CustomerOrder, CustomerRecord, ORDERS_PAGE, OrdersCursor};
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
    let page = view(&request, customer, &orders)?;
    let shell = request.own_shell(Section::Orders);
    Ok(request.page(StatusCode::OK, outpost_web_account::orders(&shell, &page)))
}

fn view(request: &AccountRequest, customer: CustomerRecord, orders: &[CustomerOrder]) -> Result<OrderList, Failure> {
    let shown = &orders[..orders.len().min(ORDERS_PAGE)];
    let last = shown.last().filter(|_| orders.len() > ORDERS_PAGE);
    let older =
        |order: &CustomerOrder| format!("{}?after={}.{}", paths::orders(request.prefix), order.placed_at, order.number);
    Ok(OrderList {
        name: customer.name,
        orders: shown.iter().map(|order| summary(request, order)).collect::<Result<_, _>>()?,
        older: last.map(older),
    })
}

fn summary(request: &AccountRequest, order: &CustomerOrder) -> Result<OrderSummary, Failure> {
    Ok(OrderSummary {
        number: order.number.to_string(),
        placed_at: request.moment(order.placed_at)?,
        status: OrderStatus::of(&order.figures, request.state.now()),
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
    let adopted = account::adopt_orders(&*request.state.primary, id, &request.customer(&session)).await;
    let location = paths::orders(request.prefix);
    own::go_on(&mut request, id, adopted, &location, Notice::OrdersAdopted)
}
