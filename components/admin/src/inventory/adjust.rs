//! A level is set right, and its limits.

use axum::response::Response;
use outpost_db::inventory::{AdjustStock, SetStockLimits, adjust_stock, set_stock_limits};
use outpost_domain::ids::Sku;
use outpost_http::Failure;
use outpost_web_admin::routes;

use crate::named::Named;
use crate::submission::Submission;

/// `POST /admin/inventory/variants/{sku}/adjustments`.
pub(crate) async fn adjust(Named(sku): Named<Sku>, form: Submission) -> Result<Response, Failure> {
    let address = routes::of(routes::VARIANT, sku.as_str());
    let command = AdjustStock {
        id: form.state.command_id(),
        sender: form.sender(),
        location: form.parse("location")?,
        reason: form.parse("reason")?,
        seen: form.pieces("seen")?,
        counted: form.pieces("counted")?,
        note: form.text("note", 200),
        sku,
    };
    let outcome = adjust_stock(form.primary(), &command).await;
    form.answer(outcome, command.id, &address, "adjusted")
}

/// `POST /admin/inventory/variants/{sku}/limits`.
pub(crate) async fn limit(Named(sku): Named<Sku>, form: Submission) -> Result<Response, Failure> {
    let address = routes::of(routes::VARIANT, sku.as_str());
    let command = SetStockLimits {
        id: form.state.command_id(),
        sender: form.sender(),
        location: form.parse("location")?,
        seen: (form.pieces("seen_safety")?, form.pieces("seen_ahead")?),
        safety_stock: form.pieces("safety")?,
        backorder_limit: form.pieces("ahead")?,
        sku,
    };
    let outcome = set_stock_limits(form.primary(), &command).await;
    form.answer(outcome, command.id, &address, "limits")
}
