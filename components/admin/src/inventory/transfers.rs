//! Transfers between locations.

use axum::extract::{Path, State};
use axum::response::Response;
use outpost_db::inventory::{
    Choices, ReceiveTransfer, SendTransfer, Transfer, TransferLine, TransferRow, TransferredLine, choices,
    receive_transfer, send_transfer, transfer, transfers,
};
use outpost_domain::ids::{CommandId, TransferId};
use outpost_domain::inventory::DocumentNumber;
use outpost_domain::market::Locale;
use outpost_http::cookies::Cookies;
use outpost_http::form::{Fields, Form, Query};
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, HttpState};
use outpost_web_admin::routes;
use outpost_web_admin::view::{self, Block, Cell, Choice, Column, Control, Fact, Field, Link, List, Page, Table};
use outpost_web_ui::localizer::Localizer;

use super::lines::{self, BadLines};
use super::refusal::refused;
use super::{name, variant_link};
use crate::list_page::ListQuery;
use crate::screen::{Screen, after, moment, pieces};
use crate::session::Staff;
use crate::state::Shared;

/// `GET /admin/inventory/transfers`.
pub(crate) async fn list(
    State(state): State<Shared>,
    staff: Staff,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let asked = ListQuery::read(routes::TRANSFERS, &query, &[]);
    let begin = asked.after.split_once('~').and_then(|(time, number)| Some((time.parse().ok()?, number.parse().ok()?)));
    let page = transfers(staff.sql(&state), begin).await?;
    let screen = Screen::new(&staff, routes::INVENTORY);
    let l10n = screen.l10n;
    let list = List {
        next: page
            .rows
            .last()
            .filter(|_| page.has_more)
            .map(|row| asked.next(&format!("{}~{}", row.sent_at, row.number))),
        table: rows(l10n, page.rows),
        ..List::default()
    };
    let mut blocks = Vec::new();
    if staff.may("inventory:transfer") {
        blocks.push(Block::Links(vec![Link::main(l10n.text("transfer-new"), routes::TRANSFER_NEW)]));
    }
    blocks.push(Block::List(list));
    let above = vec![Link::new(l10n.text("admin-nav-inventory"), routes::INVENTORY)];
    let heading = l10n.text("inventory-transfers").to_owned();
    Ok(screen.show(Page { heading, above, blocks, ..Page::default() }))
}

/// `GET /admin/inventory/transfers/new`.
pub(crate) async fn new(State(state): State<Shared>, staff: Staff) -> Result<Response, Failure> {
    let offered = choices(staff.sql(&state)).await?;
    let screen = Screen::new(&staff, routes::INVENTORY);
    let form = form(screen.l10n, &Fields::default(), &offered, state.command_id(), None);
    Ok(show_form(screen, form))
}

/// `POST /admin/inventory/transfers`.
pub(crate) async fn send(
    State(state): State<Shared>,
    staff: Staff,
    context: RequestContext,
    mut cookies: Cookies,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let id: TransferId = fields.text("id").parse().map_err(|_| Failure::BadRequest)?;
    let screen = Screen::new(&staff, routes::INVENTORY);
    let lines = match lines::read(fields.text("lines")) {
        Ok(lines) => lines,
        Err(bad) => {
            let offered = choices(staff.sql(&state)).await?;
            let form = form(screen.l10n, &fields, &offered, CommandId::new(id.uuid()), Some(bad));
            return Ok(show_form(screen, form));
        }
    };
    let command = SendTransfer {
        id,
        sender: staff.actor.sender(&context.request_id, state.now()),
        from: fields.text("from").parse().map_err(|_| Failure::BadRequest)?,
        to: fields.text("to").parse().map_err(|_| Failure::BadRequest)?,
        lines: lines.into_iter().map(|(sku, quantity)| TransferredLine { sku, quantity }).collect(),
        note: fields.text("note").trim().chars().take(200).collect(),
    };
    match send_transfer(&*state.primary, &command).await {
        Ok(()) => {
            let number = DocumentNumber::of_transfer(id.uuid());
            let address = routes::of(routes::TRANSFER, number.as_str());
            Ok(after(&mut cookies, CommandId::new(id.uuid()), &address, "sent"))
        }
        Err(refusal) => refused(screen, routes::TRANSFER_NEW.to_owned(), refusal),
    }
}

/// `GET /admin/inventory/transfers/{number}`.
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
        Fact::new(l10n.text("transfer-from"), found.from.as_str()),
        Fact::new(l10n.text("transfer-to"), found.to.as_str()),
        Fact::new(l10n.text("transfer-sent-at"), moment(found.sent_at)),
    ];
    facts.extend(found.received_at.map(|at| Fact::new(l10n.text("transfer-received-at"), moment(at))));
    let mut blocks = vec![Block::Facts(facts), Block::Table(table(l10n, &found.lines))];
    if found.received_at.is_none() && staff.may("inventory:transfer") {
        blocks.push(Block::Form(receipt(l10n, &found)));
    }
    let above = vec![Link::new(l10n.text("inventory-transfers"), routes::TRANSFERS)];
    let (heading, notice) = (found.number.to_string(), screen.done(&query));
    Ok(screen.show(Page { heading, above, notice, blocks, ..Page::default() }))
}

/// `POST /admin/inventory/transfers/{number}/receipt`.
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
    for TransferLine { sku, .. } in found.lines {
        let quantity = pieces(&fields, &format!("quantity-{sku}"))?;
        lines.push(TransferredLine { sku, quantity });
    }
    let command = ReceiveTransfer {
        id: state.command_id(),
        sender: staff.actor.sender(&context.request_id, state.now()),
        transfer_id: found.id,
        lines,
    };
    let address = routes::of(routes::TRANSFER, found.number.as_str());
    match receive_transfer(&*state.primary, &command).await {
        Ok(()) => Ok(after(&mut cookies, command.id, &address, "received")),
        Err(refusal) => refused(Screen::new(&staff, routes::INVENTORY), address, refusal),
    }
}

async fn find(state: &Shared, staff: &Staff, number: &str) -> Result<Transfer, Failure> {
    let number: DocumentNumber = number.parse().map_err(|_| Failure::NotFound)?;
    transfer(staff.sql(state), &number, Locale::En).await?.ok_or(Failure::NotFound)
}

fn show_form(screen: Screen, form: view::Form) -> Response {
    let above = vec![Link::new(screen.l10n.text("inventory-transfers"), routes::TRANSFERS)];
    let heading = screen.l10n.text("transfer-new").to_owned();
    screen.show(Page { heading, above, blocks: vec![Block::Form(form)], ..Page::default() })
}

fn form(l10n: Localizer, typed: &Fields, offered: &Choices, id: CommandId, bad: Option<BadLines>) -> view::Form {
    let locations: Vec<Choice> =
        offered.locations.iter().map(|at| Choice { value: at.code.to_string(), label: at.name.clone() }).collect();
    // The other location is the likelier destination.
    let other = offered.locations.get(1).map_or("", |at| at.code.as_str());
    let to = typed.get("to").unwrap_or(other);
    view::Form {
        action: routes::TRANSFERS.to_owned(),
        hidden: vec![("id", id.to_string())],
        fields: vec![
            Field::new("from", l10n.text("transfer-from"), typed.text("from")).of(Control::Select(locations.clone())),
            Field::new("to", l10n.text("transfer-to"), to).of(Control::Select(locations)),
            Field {
                error: bad.map(|bad| l10n.format("inventory-bad-lines", &[("lines", bad.0.join(" / ").into())])),
                hint: l10n.text("inventory-lines-hint"),
                ..Field::new("lines", l10n.text("inventory-lines"), typed.text("lines")).of(Control::Lines)
            },
            Field::new("note", l10n.text("inventory-note"), typed.text("note")),
        ],
        submit: l10n.text("transfer-send"),
        ..view::Form::default()
    }
}

fn receipt(l10n: Localizer, found: &Transfer) -> view::Form {
    let line = |line: &TransferLine| {
        let label = format!("{} · {}", line.sku, name(&line.title, &line.options));
        Field::new(format!("quantity-{}", line.sku), label, line.quantity.to_string()).of(Control::Number)
    };
    view::Form {
        heading: l10n.text("transfer-receive").to_owned(),
        action: routes::of(routes::TRANSFER_RECEIPT, found.number.as_str()),
        fields: found.lines.iter().map(line).collect(),
        submit: l10n.text("transfer-receive-submit"),
        ..view::Form::default()
    }
}

fn table(l10n: Localizer, lines: &[TransferLine]) -> Table {
    let row = |line: &TransferLine| {
        let received = line.received.map_or_else(String::new, |received| received.to_string());
        vec![
            variant_link(line.sku.as_str()),
            Cell::from(name(&line.title, &line.options)),
            Cell::from(line.quantity.to_string()),
            Cell::from(received),
        ]
    };
    Table {
        caption: l10n.text("inventory-lines").to_owned(),
        columns: vec![
            Column::text(l10n.text("inventory-sku")),
            Column::text(l10n.text("inventory-product")),
            Column::number(l10n.text("transfer-quantity")),
            Column::number(l10n.text("purchase-received")),
        ],
        rows: lines.iter().map(row).collect(),
        empty: l10n.text("transfer-none"),
    }
}

fn rows(l10n: Localizer, rows: Vec<TransferRow>) -> Table {
    let row = |row: TransferRow| {
        let state = match row.received_at {
            Some(_) => Cell::Badge(l10n.text("transfer-arrived"), "good"),
            None => Cell::Badge(l10n.text("transfer-in-transit"), "warn"),
        };
        vec![
            Cell::Link(Link::new(row.number.as_str(), routes::of(routes::TRANSFER, row.number.as_str()))),
            Cell::from(format!("{} → {}", row.from, row.to)),
            Cell::from(moment(row.sent_at)),
            state,
            Cell::from(row.quantity.to_string()),
            Cell::from(row.received.map_or_else(String::new, |received| received.to_string())),
        ]
    };
    Table {
        caption: l10n.text("inventory-transfers").to_owned(),
        columns: vec![
            Column::text(l10n.text("admin-number")),
            Column::text(l10n.text("transfer-way")),
            Column::text(l10n.text("transfer-sent-at")),
            Column::text(l10n.text("inventory-state")),
            Column::number(l10n.text("transfer-quantity")),
            Column::number(l10n.text("purchase-received")),
        ],
        rows: rows.into_iter().map(row).collect(),
        empty: l10n.text("transfer-none"),
    }
}
