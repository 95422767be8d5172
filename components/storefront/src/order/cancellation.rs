//! `GET` and `POST /{m}/orders/{number}/cancellation`: asks whether an order shall be cancelled, and cancels it.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use outpost_db::order::{CancelOrder, CancelRefusal, cancel};
use outpost_http::form::{Form, NoFields};
use outpost_http::{Failure, consistency};
use outpost_web_shop::paths;
use outpost_web_shop::view::{Cancellation, Retry, UnavailableOperation};

use super::lookup::own_order;
use super::page::{hold, line_view, payment};
use crate::flash::{self, Flash};
use crate::layout;
use crate::page_request::PageRequest;
use crate::payment::attempt;
use crate::unavailable;

/// The question, for an order that waits for its payment. Any other redirects to its status.
pub(crate) async fn show(
    mut request: PageRequest,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let order = own_order(&mut request, &number).await?;
    if hold(&order, request.state.clock.now()).is_none() {
        return Ok(request.see_other(&paths::order(request.prefix, order.number.as_str())));
    }
    let layout = layout::load(&request).await?;
    let page = Cancellation {
        number: order.number.to_string(),
        lines: order.lines.iter().map(|line| line_view(line, &order)).collect::<Result<_, _>>()?,
        payment: payment(&order),
    };
    Ok(request.own_page(StatusCode::OK, outpost_web_shop::cancellation(&layout.shell, &page)))
}

/// Cancels the order and redirects to it. Its page shows how it stands where it cannot be cancelled.
pub(crate) async fn create(
    mut request: PageRequest,
    Path((_, number)): Path<(String, String)>,
    _: Form<NoFields>,
) -> Result<Response, Failure> {
    let order = own_order(&mut request, &number).await?;
    // An order is cancelled once, so every press of the button has the same id.
    let id = attempt::command_id(order.id, "cancelled", 0);
    let command = CancelOrder { id, sender: request.sender(), order_id: order.id };
    match cancel(&*request.state.primary, &command).await {
        Ok(()) => {
            flash::set(&mut request.cookies, &Flash::OrderCancelled);
            consistency::record_command(&mut request.cookies, id);
        }
        Err(CancelRefusal::Sql(error)) => {
            let retry = Retry::Form(paths::order_cancellation(request.prefix, order.number.as_str()), Vec::new());
            return unavailable::respond(&request, UnavailableOperation::CancelOrder, retry, error);
        }
        Err(CancelRefusal::UnknownOrder) => return Err(Failure::NotFound),
        Err(CancelRefusal::OrderStatus(_) | CancelRefusal::RepeatedOtherwise) => {}
    }
    Ok(request.see_other(&paths::order(request.prefix, order.number.as_str())))
}
