//! Parcels leave and arrive.

use axum::extract::{Path, State};
use axum::response::Response;
use outpost_db::fulfilment::{DeliverOrder, FulfilmentRefusal, ShipOrder, deliver_order, ship_order};
use outpost_domain::ids::{CommandId, FulfilmentId};
use outpost_http::cookies::Cookies;
use outpost_http::form::{Fields, Form};
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, HttpState};
use outpost_web_admin::routes;
use outpost_web_admin::view::Notice;

use super::find;
use crate::screen::{Screen, after};
use crate::session::Staff;
use crate::state::Shared;

/// `POST /admin/orders/{number}/parcels`. The id was made with the form, so pressing twice sends one parcel.
pub(crate) async fn ship(
    State(state): State<Shared>,
    staff: Staff,
    context: RequestContext,
    Path(number): Path<String>,
    mut cookies: Cookies,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let order = find(&state, &staff, &number).await?;
    let id: FulfilmentId = fields.text("id").parse().map_err(|_| Failure::BadRequest)?;
    let chosen = |number: &u32| fields.get(&format!("line-{number}")).is_some();
    let lines: Vec<u32> = (1u32..).zip(&order.lines).map(|(number, _)| number).filter(chosen).collect();
    // A parcel holds lines of one delivery group: that of its first line.
    let group = lines.first().and_then(|number| order.lines.get(*number as usize - 1)).map_or(1, |line| line.group);
    let text = |name| fields.text(name).trim().chars().take(60).collect::<String>();
    let command = ShipOrder {
        id,
        sender: staff.actor.sender(&context.request_id, state.now()),
        order_id: order.id,
        group,
        lines,
        carrier: text("carrier"),
        tracking: text("tracking"),
    };
    let address = routes::of(routes::ORDER, order.number.as_str());
    match ship_order(&*state.primary, &command).await {
        Ok(()) => Ok(after(&mut cookies, CommandId::new(id.uuid()), &address, "shipped")),
        Err(refusal) => refused(&staff, address, refusal),
    }
}

/// `POST /admin/orders/{number}/deliveries`.
pub(crate) async fn deliver(
    State(state): State<Shared>,
    staff: Staff,
    context: RequestContext,
    Path(number): Path<String>,
    mut cookies: Cookies,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let command = DeliverOrder {
        id: state.command_id(),
        sender: staff.actor.sender(&context.request_id, state.now()),
        fulfilment_id: fields.text("fulfilment").parse().map_err(|_| Failure::BadRequest)?,
    };
    let order = find(&state, &staff, &number).await?;
    let address = routes::of(routes::ORDER, order.number.as_str());
    match deliver_order(&*state.primary, &command).await {
        Ok(()) => Ok(after(&mut cookies, command.id, &address, "delivered")),
        Err(refusal) => refused(&staff, address, refusal),
    }
}

/// The screen that says why nothing was sent, delivered or written.
pub(super) fn refused(staff: &Staff, back: String, refusal: FulfilmentRefusal) -> Result<Response, Failure> {
    let screen = Screen::new(staff, routes::ORDERS);
    let mut notice = Notice::error(screen.l10n.text(match &refusal {
        FulfilmentRefusal::NotFound => return Err(Failure::NotFound),
        FulfilmentRefusal::Forbidden => return Err(Failure::Forbidden("this needs a permission that you do not have")),
        FulfilmentRefusal::SessionEnded => return Err(Failure::Forbidden("your session has ended")),
        FulfilmentRefusal::Sql(error) => return Err(error.clone().into()),
        FulfilmentRefusal::NotOpen => "orders-refused-not-open",
        FulfilmentRefusal::BadLines => "orders-refused-lines",
        FulfilmentRefusal::AlreadyShipped => "orders-refused-shipped",
        FulfilmentRefusal::AlreadyDelivered => "orders-refused-delivered",
        FulfilmentRefusal::NotOnHand(_) => "orders-refused-not-on-hand",
        FulfilmentRefusal::RepeatedOtherwise => "inventory-refused-repeated",
    }));
    if let FulfilmentRefusal::NotOnHand(lines) = refusal {
        notice.lines = lines.into_iter().map(|line| format!("{}: {}", line.sku, line.on_hand)).collect();
    }
    let heading = screen.l10n.text("inventory-not-done").to_owned();
    Ok(screen.refused(heading, back, notice))
}
