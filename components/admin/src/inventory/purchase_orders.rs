//! Purchase orders: the list, and a new one.

use axum::extract::State;
use axum::response::Response;
use outpost_db::inventory::{
    Choices, CreatePurchaseOrder, PurchaseLine, PurchaseOrderFilter, PurchaseOrderRow, choices, create_purchase_order,
    purchase_orders,
};
use outpost_domain::ids::{CommandId, PurchaseOrderId};
use outpost_domain::inventory::DocumentNumber;
use outpost_http::cookies::Cookies;
use outpost_http::form::{Fields, Form, Query};
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, HttpState};
use outpost_web_admin::routes;
use outpost_web_admin::view::{self, Block, Cell, Choice, Column, Control, Field, Link, List, Page, Table};
use outpost_web_ui::localizer::Localizer;

use super::lines::{self, BadLines};
use super::refusal::refused;
use crate::list_page::ListQuery;
use crate::screen::{Screen, after, day, day_of};
use crate::session::Staff;
use crate::state::Shared;

/// `GET /admin/inventory/purchase-orders`.
pub(crate) async fn list(
    State(state): State<Shared>,
    staff: Staff,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let asked = ListQuery::read(routes::PURCHASE_ORDERS, &query, &["closed"]);
    let filter = if asked.filter == "closed" { PurchaseOrderFilter::Closed } else { PurchaseOrderFilter::Open };
    let begin = asked.after.split_once('~').and_then(|(time, number)| Some((time.parse().ok()?, number.parse().ok()?)));
    let page = purchase_orders(staff.sql(&state), filter, begin).await?;
    let screen = Screen::new(&staff, routes::INVENTORY);
    let l10n = screen.l10n;
    let place = |row: &PurchaseOrderRow| format!("{}~{}", row.closed_at.unwrap_or(row.expected_at), row.number);
    let list = List {
        filters: asked.filters(&[("", l10n.text("purchase-open")), ("closed", l10n.text("purchase-closed"))]),
        next: page.rows.last().filter(|_| page.has_more).map(|row| asked.next(&place(row))),
        table: table(l10n, page.rows),
        ..List::default()
    };
    let mut blocks = Vec::new();
    if staff.may("inventory:purchase") {
        blocks.push(Block::Links(vec![Link::main(l10n.text("purchase-new"), routes::PURCHASE_ORDER_NEW)]));
    }
    blocks.push(Block::List(list));
    let above = vec![Link::new(l10n.text("admin-nav-inventory"), routes::INVENTORY)];
    let heading = l10n.text("inventory-purchase-orders").to_owned();
    Ok(screen.show(Page { heading, above, blocks, ..Page::default() }))
}

/// `GET /admin/inventory/purchase-orders/new`.
pub(crate) async fn new(State(state): State<Shared>, staff: Staff) -> Result<Response, Failure> {
    let offered = choices(staff.sql(&state)).await?;
    let form =
        form(Screen::new(&staff, routes::INVENTORY).l10n, &Fields::default(), &offered, state.command_id(), None);
    Ok(show_form(Screen::new(&staff, routes::INVENTORY), form))
}

/// `POST /admin/inventory/purchase-orders`. The id was made with the form, so pressing twice makes one order.
pub(crate) async fn create(
    State(state): State<Shared>,
    staff: Staff,
    context: RequestContext,
    mut cookies: Cookies,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let id: PurchaseOrderId = fields.text("id").parse().map_err(|_| Failure::BadRequest)?;
    let screen = Screen::new(&staff, routes::INVENTORY);
    let read = lines::read(fields.text("lines"));
    let (Ok(lines), Some(expected_at), false) =
        (&read, day_of(fields.text("expected")), fields.text("supplier").trim().is_empty())
    else {
        let offered = choices(staff.sql(&state)).await?;
        let form = form(screen.l10n, &fields, &offered, CommandId::new(id.uuid()), read.err());
        return Ok(show_form(screen, form));
    };
    let command = CreatePurchaseOrder {
        id,
        sender: staff.actor.sender(&context.request_id, state.now()),
        supplier: fields.text("supplier").trim().chars().take(100).collect(),
        location: fields.text("location").parse().map_err(|_| Failure::BadRequest)?,
        expected_at,
        lines: lines.iter().map(|(sku, quantity)| PurchaseLine { sku: sku.clone(), quantity: *quantity }).collect(),
    };
    match create_purchase_order(&*state.primary, &command).await {
        Ok(()) => {
            let number = DocumentNumber::of_purchase_order(id.uuid());
            let address = routes::of(routes::PURCHASE_ORDER, number.as_str());
            Ok(after(&mut cookies, CommandId::new(id.uuid()), &address, "created"))
        }
        Err(refusal) => refused(screen, routes::PURCHASE_ORDER_NEW.to_owned(), refusal),
    }
}

fn show_form(screen: Screen, form: view::Form) -> Response {
    let above = vec![Link::new(screen.l10n.text("inventory-purchase-orders"), routes::PURCHASE_ORDERS)];
    let heading = screen.l10n.text("purchase-new").to_owned();
    screen.show(Page { heading, above, blocks: vec![Block::Form(form)], ..Page::default() })
}

fn form(l10n: Localizer, typed: &Fields, offered: &Choices, id: CommandId, bad: Option<BadLines>) -> view::Form {
    let locations = offered.locations.iter().map(|at| Choice { value: at.code.to_string(), label: at.name.clone() });
    let is_sent = typed.get("id").is_some();
    let missing = |key| is_sent.then(|| l10n.text(key).to_owned());
    let error = bad.map(|bad| l10n.format("inventory-bad-lines", &[("lines", bad.0.join(" / ").into())]));
    view::Form {
        action: routes::PURCHASE_ORDERS.to_owned(),
        hidden: vec![("id", id.to_string())],
        fields: vec![
            Field {
                error: missing("purchase-supplier-missing").filter(|_| typed.text("supplier").trim().is_empty()),
                ..Field::new("supplier", l10n.text("purchase-supplier"), typed.text("supplier"))
                    .of(Control::Suggest(offered.suppliers.clone()))
            },
            Field::new("location", l10n.text("inventory-location"), typed.text("location"))
                .of(Control::Select(locations.collect())),
            Field {
                error: missing("purchase-expected-missing").filter(|_| day_of(typed.text("expected")).is_none()),
                ..Field::new("expected", l10n.text("purchase-expected"), typed.text("expected")).of(Control::Day)
            },
            Field {
                error,
                hint: l10n.text("inventory-lines-hint"),
                ..Field::new("lines", l10n.text("inventory-lines"), typed.text("lines")).of(Control::Lines)
            },
        ],
        submit: l10n.text("purchase-create"),
        ..view::Form::default()
    }
}

fn table(l10n: Localizer, rows: Vec<PurchaseOrderRow>) -> Table {
    let row = |row: PurchaseOrderRow| {
        vec![
            Cell::Link(Link::new(row.number.as_str(), routes::of(routes::PURCHASE_ORDER, row.number.as_str()))),
            Cell::from(row.supplier),
            Cell::from(row.location.as_str()),
            Cell::from(day(row.expected_at)),
            Cell::from(row.quantity.to_string()),
            Cell::from(row.received.to_string()),
            Cell::from(row.incoming.to_string()),
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
