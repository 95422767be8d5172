//! One purchase order, and what arrives of it.

use axum::extract::State;
use axum::response::Response;
use outpost_db::inventory::{
    PurchaseOrder, PurchaseOrderLine, ReceivePurchaseOrder, ReceivedLine, purchase_order, receive_purchase_order,
};
use outpost_db::sql::Sql;
use outpost_domain::inventory::DocumentNumber;
use outpost_domain::market::Locale;
use outpost_http::Failure;
use outpost_http::form::{Fields, Query};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Cell, Control, Fact, Field, Form, Table};
use outpost_web_ui::localizer::Localizer;

use super::documents::{PURCHASE_ORDERS, lines_table};
use super::{name, variant_cells};
use crate::named::Named;
use crate::screen::{Screen, day};
use crate::session::Staff;
use crate::state::Shared;
use crate::submission::Submission;

/// `GET /admin/inventory/purchase-orders/{number}`.
pub(crate) async fn show(
    State(state): State<Shared>,
    staff: Staff,
    Named(number): Named<DocumentNumber>,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let found = find(staff.sql(&state), &number).await?;
    let screen = Screen::new(&staff, routes::PURCHASE_ORDERS);
    let l10n = screen.l10n;
    let mut facts = vec![
        Fact::new(l10n.text("purchase-supplier"), found.supplier.as_str()),
        Fact::new(l10n.text("inventory-location"), found.location_name.as_str()),
        Fact::new(l10n.text("purchase-expected"), day(found.expected_at)),
        Fact::new(l10n.text("purchase-created"), day(found.created_at)),
    ];
    facts.extend(found.closed_at.map(|at| Fact::new(l10n.text("purchase-closed-at"), day(at))));
    let mut blocks = vec![Block::Facts(facts), Block::Table(table(l10n, &found.lines))];
    if found.closed_at.is_none() && staff.may("inventory:receive") {
        blocks.push(Block::Form(receipt(l10n, &found)));
    }
    let notice = screen.done(&query);
    Ok(PURCHASE_ORDERS.show(screen, number, notice, blocks))
}

/// `POST /admin/inventory/purchase-orders/{number}/receipts`.
pub(crate) async fn receive(Named(number): Named<DocumentNumber>, form: Submission) -> Result<Response, Failure> {
    let found = find(form.sql(), &number).await?;
    let mut lines = Vec::new();
    for PurchaseOrderLine { sku, .. } in found.lines {
        let field = format!("quantity-{sku}");
        if form.text(&field, 1).is_empty() {
            continue;
        }
        let (quantity, seen) = (form.pieces(&field)?, form.pieces(&format!("seen-{sku}"))?);
        if quantity > 0 {
            lines.push(ReceivedLine { sku, quantity, seen });
        }
    }
    let (id, close) = (form.state.command_id(), form.is_ticked("close"));
    let command = ReceivePurchaseOrder { id, sender: form.sender(), purchase_order_id: found.id, lines, close };
    let outcome = receive_purchase_order(form.primary(), &command).await;
    form.answer(outcome, id, &routes::of(routes::PURCHASE_ORDER, number.as_str()), "received")
}

async fn find(sql: &dyn Sql, number: &DocumentNumber) -> Result<PurchaseOrder, Failure> {
    purchase_order(sql, number, Locale::ENGLISH).await?.ok_or(Failure::NotFound)
}

fn receipt(l10n: Localizer, found: &PurchaseOrder) -> Form {
    let line = |line: &PurchaseOrderLine| {
        let label = format!("{} · {} ({})", line.sku, name(&line.title, &line.options), line.incoming);
        [
            Field::new(format!("quantity-{}", line.sku), label, "").of(Control::Number),
            Field::new(format!("seen-{}", line.sku), "", line.received.to_string()).of(Control::Hidden),
        ]
    };
    let mut fields: Vec<Field> = found.lines.iter().filter(|line| line.incoming > 0).flat_map(line).collect();
    fields.push(Field::new("close", l10n.text("purchase-close"), "").of(Control::Tick));
    Form {
        heading: l10n.text("purchase-receive").to_owned(),
        action: routes::of(routes::PURCHASE_ORDER_RECEIPTS, found.number.as_str()),
        fields,
        submit: l10n.text("purchase-receive-submit"),
        ..Form::default()
    }
}

fn table(l10n: Localizer, lines: &[PurchaseOrderLine]) -> Table {
    let row = |line: &PurchaseOrderLine| {
        let numbers = [line.quantity, line.received, line.incoming].map(Cell::from);
        (variant_cells(&line.sku, &line.title, &line.options), numbers)
    };
    let numbers = ["purchase-ordered", "purchase-received", "inventory-incoming"];
    lines_table(l10n, ["inventory-lines", "purchase-none"], numbers, lines.iter().map(row))
}
