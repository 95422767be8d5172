//! A level is set right, and its limits.

use axum::extract::{Path, State};
use axum::response::Response;
use outpost_db::inventory::{AdjustStock, SetStockLimits, adjust_stock, set_stock_limits};
use outpost_domain::ids::Sku;
use outpost_http::cookies::Cookies;
use outpost_http::form::{Fields, Form};
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, HttpState};
use outpost_web_admin::routes;

use super::refusal::refused;
use crate::screen::{Screen, after, pieces};
use crate::session::Staff;
use crate::state::Shared;

/// `POST /admin/inventory/variants/{sku}/adjustments`.
pub(crate) async fn adjust(
    State(state): State<Shared>,
    staff: Staff,
    context: RequestContext,
    Path(sku): Path<String>,
    mut cookies: Cookies,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let sku: Sku = sku.parse().map_err(|_| Failure::NotFound)?;
    let address = routes::of(routes::VARIANT, sku.as_str());
    let command = AdjustStock {
        id: state.command_id(),
        sender: staff.actor.sender(&context.request_id, state.now()),
        location: fields.text("location").parse().map_err(|_| Failure::BadRequest)?,
        reason: fields.text("reason").parse().map_err(|_| Failure::BadRequest)?,
        seen: pieces(&fields, "seen")?,
        counted: pieces(&fields, "counted")?,
        note: fields.text("note").trim().chars().take(200).collect(),
        sku,
    };
    match adjust_stock(&*state.primary, &command).await {
        Ok(()) => Ok(after(&mut cookies, command.id, &address, "adjusted")),
        Err(refusal) => refused(Screen::new(&staff, routes::INVENTORY), address, refusal),
    }
}

/// `POST /admin/inventory/variants/{sku}/limits`.
pub(crate) async fn limit(
    State(state): State<Shared>,
    staff: Staff,
    context: RequestContext,
    Path(sku): Path<String>,
    mut cookies: Cookies,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let sku: Sku = sku.parse().map_err(|_| Failure::NotFound)?;
    let address = routes::of(routes::VARIANT, sku.as_str());
    let command = SetStockLimits {
        id: state.command_id(),
        sender: staff.actor.sender(&context.request_id, state.now()),
        location: fields.text("location").parse().map_err(|_| Failure::BadRequest)?,
        seen: (pieces(&fields, "seen_safety")?, pieces(&fields, "seen_ahead")?),
        safety_stock: pieces(&fields, "safety")?,
        backorder_limit: pieces(&fields, "ahead")?,
        sku,
    };
    match set_stock_limits(&*state.primary, &command).await {
        Ok(()) => Ok(after(&mut cookies, command.id, &address, "limits")),
        Err(refusal) => refused(Screen::new(&staff, routes::INVENTORY), address, refusal),
    }
}
