//! Purchase orders: the list, and a new one.

use axum::extract::State;
use axum::response::Response;
use outpost_db::inventory::{
    Choices, CreatePurchaseOrder, PurchaseLine, PurchaseOrderFilter, PurchaseOrderRow, choices, create_purchase_order,
    purchase_orders,
};
use outpost_domain::ids::{CommandId, PurchaseOrderId};
use outpost_domain::inventory::DocumentNumber;
use outpost_http::Failure;
use outpost_http::form::{Fields, Query};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Cell, Column, Control, Field, Link, List, Table};
use outpost_web_ui::localizer::Localizer;

use super::documents::{PURCHASE_ORDERS, lines_field, location_field, new_form};
use super::lines::{self, BadLines};
use crate::list_page::{Filter, ListQuery, TimeKey};
use crate::screen::{Screen, day, day_of};
use crate::session::Staff;
use crate::state::Shared;
use crate::submission::Submission;

const FILTERS: [Filter; 2] = [("", "purchase-open"), ("closed", "purchase-closed")];

/// `GET /admin/inventory/purchase-orders`.
pub(crate) async fn list(
    State(state): State<Shared>,
    staff: Staff,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let asked = ListQuery::read(routes::PURCHASE_ORDERS, &query, &FILTERS);
    let filter = if asked.filter == "closed" { PurchaseOrderFilter::Closed } else { PurchaseOrderFilter::Open };
    let after = asked.after::<TimeKey<DocumentNumber>>()?.map(TimeKey::into);
    let page = purchase_orders(staff.sql(&state), filter, after).await?;
    let screen = Screen::new(&staff, routes::PURCHASE_ORDERS);
    let l10n = screen.l10n;
    let list = List {
        filters: asked.filters(l10n),
        next: asked.next(&page, |row| TimeKey(row.closed_at.unwrap_or(row.expected_at), row.number.clone())),
        table: table(l10n, page.rows),
        ..List::default()
    };
    let mut blocks = Vec::new();
    if staff.may("inventory:purchase") {
        blocks.push(Block::Links(vec![Link::main(l10n.text("purchase-new"), routes::PURCHASE_ORDER_NEW)]));
    }
    blocks.push(Block::List(list));
    Ok(PURCHASE_ORDERS.list(screen, blocks))
}

/// `GET /admin/inventory/purchase-orders/new`.
pub(crate) async fn new(State(state): State<Shared>, staff: Staff) -> Result<Response, Failure> {
    let offered = choices(staff.sql(&state)).await?;
    let id = PurchaseOrderId::new(state.command_id().uuid());
    Ok(form(Screen::new(&staff, routes::PURCHASE_ORDERS), &Fields::default(), &offered, id, None))
}

/// `POST /admin/inventory/purchase-orders`. The id was made with the form, so pressing twice makes one order.
pub(crate) async fn create(sent: Submission) -> Result<Response, Failure> {
    let id: PurchaseOrderId = sent.parse("id")?;
    let (lines, supplier) = (lines::read(sent.fields.text("lines")), sent.text("supplier", 100));
    let (Ok(lines), Some(expected_at), false) = (&lines, day_of(sent.fields.text("expected")), supplier.is_empty())
    else {
        let offered = choices(sent.sql()).await?;
        let screen = sent.screen(routes::PURCHASE_ORDERS);
        return Ok(form(screen, &sent.fields, &offered, id, lines.err().as_ref()));
    };
    let command = CreatePurchaseOrder {
        id,
        sender: sent.sender(),
        supplier,
        location: sent.parse("location")?,
        expected_at,
        lines: lines.iter().map(|(sku, quantity)| PurchaseLine { sku: sku.clone(), quantity: *quantity }).collect(),
    };
    match create_purchase_order(sent.primary(), &command).await {
        Ok(()) => {
            let number = DocumentNumber::of_purchase_order(id.uuid());
            Ok(sent.done(CommandId::new(id.uuid()), &routes::of(routes::PURCHASE_ORDER, number.as_str()), "created"))
        }
        Err(refusal) => sent.refused(routes::PURCHASE_ORDER_NEW, refusal),
    }
}

fn form(screen: Screen, typed: &Fields, offered: &Choices, id: PurchaseOrderId, bad: Option<&BadLines>) -> Response {
    let l10n = screen.l10n;
    let is_sent = typed.get("id").is_some();
    let missing = |is_missing: bool, key| (is_sent && is_missing).then(|| l10n.text(key).to_owned());
    let fields = vec![
        Field {
            error: missing(typed.text("supplier").trim().is_empty(), "purchase-supplier-missing"),
            ..Field::new("supplier", l10n.text("purchase-supplier"), typed.text("supplier"))
                .of(Control::Suggest(offered.suppliers.clone()))
        },
        location_field("location", l10n.text("inventory-location"), typed.text("location"), offered),
        Field {
            error: missing(day_of(typed.text("expected")).is_none(), "purchase-expected-missing"),
            ..Field::new("expected", l10n.text("purchase-expected"), typed.text("expected")).of(Control::Day)
        },
        lines_field(l10n, typed, bad),
    ];
    let form = new_form(routes::PURCHASE_ORDERS, id, fields, l10n.text("purchase-create"));
    PURCHASE_ORDERS.show(screen, l10n.text("purchase-new"), None, vec![Block::Form(form)])
}

fn table(l10n: Localizer, rows: Vec<PurchaseOrderRow>) -> Table {
    let row = |row: PurchaseOrderRow| {
        vec![
            Cell::link(row.number.as_str(), routes::of(routes::PURCHASE_ORDER, row.number.as_str())),
            Cell::from(row.supplier),
            Cell::from(row.location.as_str()),
            Cell::from(day(row.expected_at)),
            Cell::from(row.quantity),
            Cell::from(row.received),
            Cell::from(row.incoming),
        ]
    };
    Table {
        caption: l10n.text("inventory-purchase-orders").to_owned(),
        columns: vec![
            Column::text(l10n.text("admin-number")),
            Column::text(l10n.text("purchase-supplier")),
            Column::text(l10n.text("inventory-location")),
            Column::text(l10n.text("purchase-expected")),
            Column::number(l10n.text("purchase-ordered")),
            Column::number(l10n.text("purchase-received")),
            Column::number(l10n.text("inventory-incoming")),
        ],
        rows: rows.into_iter().map(row).collect(),
        empty: l10n.text("purchase-none"),
    }
}
