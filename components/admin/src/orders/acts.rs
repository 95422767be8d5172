//! Notes, cancellations and payments of an order.

use axum::extract::{Path, State};
use axum::response::Response;
use outpost_db::fulfilment::{AddOrderNote, add_order_note};
use outpost_db::order::{CancelOrder, CancelRefusal, Order, cancel};
use outpost_db::payment::{
    CreatePayment, CreatePaymentRefusal, RecordPayment, RecordPaymentRefusal, create, event_command_id, record,
};
use outpost_domain::ids::{CommandId, PaymentId};
use outpost_domain::payment::{PaymentMethod, PaymentProviderCode, PaymentReport, PaymentState};
use outpost_http::cookies::Cookies;
use outpost_http::form::{Fields, Form};
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, HttpState};
use outpost_web_admin::routes;
use outpost_web_admin::view::Notice;

use super::find;
use super::parcel::refused;
use crate::screen::{Screen, after};
use crate::session::Staff;
use crate::state::Shared;

/// `POST /admin/orders/{number}/notes`.
pub(crate) async fn note(
    State(state): State<Shared>,
    staff: Staff,
    context: RequestContext,
    Path(number): Path<String>,
    mut cookies: Cookies,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let order = find(&state, &staff, &number).await?;
    let text: String = fields.text("text").trim().chars().take(2_000).collect();
    if text.is_empty() {
        return Err(Failure::BadRequest);
    }
    let id: CommandId = fields.text("id").parse().map_err(|_| Failure::BadRequest)?;
    let sender = staff.actor.sender(&context.request_id, state.now());
    let address = routes::of(routes::ORDER, order.number.as_str());
    match add_order_note(&*state.primary, &AddOrderNote { id, sender, order_id: order.id, text }).await {
        Ok(()) => Ok(after(&mut cookies, id, &address, "noted")),
        Err(refusal) => refused(&staff, address, refusal),
    }
}

/// `POST /admin/orders/{number}/cancellation`: of an order that waits for its payment.
pub(crate) async fn cancel_order(
    State(state): State<Shared>,
    staff: Staff,
    context: RequestContext,
    Path(number): Path<String>,
    mut cookies: Cookies,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let order = find(&state, &staff, &number).await?;
    let address = routes::of(routes::ORDER, order.number.as_str());
    let screen = Screen::new(&staff, routes::ORDERS);
    let heading = screen.l10n.text("inventory-not-done").to_owned();
    if fields.get("sure").is_none() {
        let notice = Notice::error(screen.l10n.text("orders-cancel-unsure"));
        return Ok(screen.refused(heading, address, notice));
    }
    let sender = staff.actor.sender(&context.request_id, state.now());
    let command = CancelOrder { id: state.command_id(), sender, order_id: order.id };
    match cancel(&*state.primary, &command).await {
        Ok(()) => Ok(after(&mut cookies, command.id, &address, "cancelled")),
        Err(CancelRefusal::Sql(error)) => Err(error.into()),
        Err(CancelRefusal::UnknownOrder) => Err(Failure::NotFound),
        Err(CancelRefusal::OrderStatus(_) | CancelRefusal::RepeatedOtherwise) => {
            let notice = Notice::error(screen.l10n.text("orders-refused-not-open"));
            Ok(screen.refused(heading, address, notice))
        }
    }
}

/// `POST /admin/orders/{number}/payments`: the money of a bank transfer arrived. The id was made with the form, so pressing
/// twice records one payment.
pub(crate) async fn pay(
    State(state): State<Shared>,
    staff: Staff,
    context: RequestContext,
    Path(number): Path<String>,
    mut cookies: Cookies,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let order = find(&state, &staff, &number).await?;
    let id: PaymentId = fields.text("id").parse().map_err(|_| Failure::BadRequest)?;
    let sender = staff.actor.sender(&context.request_id, state.now());
    let (order_id, amount) = (order.id, order.total);
    let attempt = CreatePayment { id, sender: sender.clone(), order_id, method: PaymentMethod::Transfer, amount };
    match create(&*state.primary, &attempt).await {
        Ok(()) => {}
        Err(CreatePaymentRefusal::Sql(error)) => return Err(error.into()),
        Err(_) => return Ok(not_open(&staff, &order)),
    }
    let typed: String = fields.text("reference").trim().chars().take(60).collect();
    let report = PaymentReport {
        payment_id: id,
        event_id: id.to_string(),
        // A bank's reference need not be unique, a provider's has to be.
        reference: format!("{typed} {id}").trim().to_owned(),
        state: PaymentState::Captured,
        amount,
        reason: None,
    };
    match record(&*state.primary, &RecordPayment { sender, provider: PaymentProviderCode::Manual, report }).await {
        Ok(()) => {
            let command = event_command_id(PaymentProviderCode::Manual, &id.to_string());
            Ok(after(&mut cookies, command, &routes::of(routes::ORDER, order.number.as_str()), "paid"))
        }
        Err(RecordPaymentRefusal::Sql(error)) => Err(error.into()),
        Err(_) => Ok(not_open(&staff, &order)),
    }
}

/// The screen that says that the order is not open for this.
fn not_open(staff: &Staff, order: &Order) -> Response {
    let screen = Screen::new(staff, routes::ORDERS);
    let heading = screen.l10n.text("inventory-not-done").to_owned();
    let notice = Notice::error(screen.l10n.text("orders-refused-not-open"));
    screen.refused(heading, routes::of(routes::ORDER, order.number.as_str()), notice)
}
