//! One purchase order, and what arrives of it.

use axum::extract::{Path, State};
use axum::response::Response;
use outpost_db::inventory::{
    PurchaseOrder, PurchaseOrderLine, ReceivePurchaseOrder, ReceivedLine, purchase_order, receive_purchase_order,
};
use outpost_domain::inventory::DocumentNumber;
use outpost_domain::market::Locale;
use outpost_http::cookies::Cookies;
use outpost_http::form::{Fields, Form, Query};
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, HttpState};
use outpost_web_admin::routes;
use outpost_web_admin::view::{self, Block, Cell, Column, Control, Fact, Field, Link, Page, Table};
use outpost_web_ui::localizer::Localizer;

use super::refusal::refused;
use super::{name, variant_link};
use crate::screen::{Screen, after, day, pieces};
use crate::session::Staff;
use crate::state::Shared;

/// `GET /admin/inventory/purchase-orders/{number}`.
pub(crate) async fn show(
    State(state): State<Shared>,
    staff: Staff,
    Path(number): Path<String>,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let found = find(&state, &staff, &number).await?;
    let screen = Screen::new(&staff, routes::INVENTORY);
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
    let above = vec![Link::new(l10n.text("inventory-purchase-orders"), routes::PURCHASE_ORDERS)];
    let (heading, notice) = (found.number.to_string(), screen.done(&query));
    Ok(screen.show(Page { heading, above, notice, blocks, ..Page::default() }))
}

/// `POST /admin/inventory/purchase-orders/{number}/receipts`.
pub(crate) async fn receive(
    State(state): State<Shared>,
    staff: Staff,
    context: RequestContext,
    Path(number): Path<String>,
    mut cookies: Cookies,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let found = find(&state, &staff, &number).await?;
    let mut lines = Vec::new();
    for PurchaseOrderLine { sku, .. } in found.lines {
        if fields.text(&format!("quantity-{sku}")).trim().is_empty() {
            continue;
        }
        let quantity = pieces(&fields, &format!("quantity-{sku}"))?;
        let seen = pieces(&fields, &format!("seen-{sku}"))?;
        if quantity > 0 {
            lines.push(ReceivedLine { sku, quantity, seen });
        }
    }
    let command = ReceivePurchaseOrder {
        id: state.command_id(),
        sender: staff.actor.sender(&context.request_id, state.now()),
        purchase_order_id: found.id,
        lines,
        close: fields.get("close").is_some(),
    };
    let address = routes::of(routes::PURCHASE_ORDER, found.number.as_str());
    match receive_purchase_order(&*state.primary, &command).await {
        Ok(()) => Ok(after(&mut cookies, command.id, &address, "received")),
        Err(refusal) => refused(Screen::new(&staff, routes::INVENTORY), address, refusal),
    }
}

async fn find(state: &Shared, staff: &Staff, number: &str) -> Result<PurchaseOrder, Failure> {
    let number: DocumentNumber = number.parse().map_err(|_| Failure::NotFound)?;
    purchase_order(staff.sql(state), &number, Locale::En).await?.ok_or(Failure::NotFound)
}

fn receipt(l10n: Localizer, found: &PurchaseOrder) -> view::Form {
    let line = |line: &PurchaseOrderLine| {
        let label = format!("{} · {} ({})", line.sku, name(&line.title, &line.options), line.incoming);
        [
            Field::new(format!("quantity-{}", line.sku), label, "").of(Control::Number),
            Field::new(format!("seen-{}", line.sku), "", line.received.to_string()).of(Control::Hidden),
        ]
    };
    let mut fields: Vec<Field> = found.lines.iter().filter(|line| line.incoming > 0).flat_map(line).collect();
    fields.push(Field::new("close", l10n.text("purchase-close"), "").of(Control::Tick));
    view::Form {
        heading: l10n.text("purchase-receive").to_owned(),
        action: routes::of(routes::PURCHASE_ORDER_RECEIPTS, found.number.as_str()),
        fields,
        submit: l10n.text("purchase-receive-submit"),
        ..view::Form::default()
    }
}

fn table(l10n: Localizer, lines: &[PurchaseOrderLine]) -> Table {
    let row = |line: &PurchaseOrderLine| {
        let numbers = [line.quantity, line.received, line.incoming].map(|number| Cell::from(number.to_string()));
        [variant_link(line.sku.as_str()), Cell::from(name(&line.title, &line.options))]
            .into_iter()
            .chain(numbers)
            .collect()
    };
    Table {
        caption: l10n.text("inventory-lines").to_owned(),
        columns: vec![
            Column::text(l10n.text("inventory-sku")),
            Column::text(l10n.text("inventory-product")),
            Column::number(l10n.text("purchase-ordered")),
            Column::number(l10n.text("purchase-received")),
            Column::number(l10n.text("inventory-incoming")),
        ],
        rows: lines.iter().map(row).collect(),
        empty: l10n.text("purchase-none"),
    }
}
