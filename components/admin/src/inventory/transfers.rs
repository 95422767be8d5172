//! Transfers between locations: the list, and a new one.

use axum::extract::State;
use axum::response::Response;
use outpost_db::inventory::{Choices, SendTransfer, TransferRow, TransferredLine, choices, send_transfer, transfers};
use outpost_domain::ids::{CommandId, TransferId};
use outpost_domain::inventory::DocumentNumber;
use outpost_http::Failure;
use outpost_http::form::{Fields, Query};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Cell, Column, Field, Link, List, Table};
use outpost_web_ui::localizer::Localizer;

use super::documents::{TRANSFERS, lines_field, location_field, new_form};
use super::lines::{self, BadLines};
use crate::list_page::{ListQuery, TimeKey};
use crate::screen::{Screen, moment};
use crate::session::Staff;
use crate::state::Shared;
use crate::submission::Submission;

/// `GET /admin/inventory/transfers`.
pub(crate) async fn list(
    State(state): State<Shared>,
    staff: Staff,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let asked = ListQuery::read(routes::TRANSFERS, &query, &[]);
    let before = asked.after::<TimeKey<DocumentNumber>>()?.map(TimeKey::into);
    let page = transfers(staff.sql(&state), before).await?;
    let screen = Screen::new(&staff, routes::TRANSFERS);
    let l10n = screen.l10n;
    let mut blocks = Vec::new();
    if staff.may("inventory:transfer") {
        blocks.push(Block::Links(vec![Link::main(l10n.text("transfer-new"), routes::TRANSFER_NEW)]));
    }
    let next = asked.next(&page, |row| TimeKey(row.sent_at, row.number.clone()));
    blocks.push(Block::List(List { next, table: rows(l10n, page.rows), ..List::default() }));
    Ok(TRANSFERS.list(screen, blocks))
}

/// `GET /admin/inventory/transfers/new`.
pub(crate) async fn new(State(state): State<Shared>, staff: Staff) -> Result<Response, Failure> {
    let offered = choices(staff.sql(&state)).await?;
    let id = TransferId::new(state.command_id().uuid());
    Ok(form(Screen::new(&staff, routes::TRANSFERS), &Fields::default(), &offered, id, None))
}

/// `POST /admin/inventory/transfers`.
pub(crate) async fn send(sent: Submission) -> Result<Response, Failure> {
    let id: TransferId = sent.parse("id")?;
    let lines = match lines::read(sent.fields.text("lines")) {
        Ok(lines) => lines,
        Err(bad) => {
            let offered = choices(sent.sql()).await?;
            return Ok(form(sent.screen(routes::TRANSFERS), &sent.fields, &offered, id, Some(&bad)));
        }
    };
    let command = SendTransfer {
        id,
        sender: sent.sender(),
        from: sent.parse("from")?,
        to: sent.parse("to")?,
        lines: lines.into_iter().map(|(sku, quantity)| TransferredLine { sku, quantity }).collect(),
        note: sent.text("note", 200),
    };
    match send_transfer(sent.primary(), &command).await {
        Ok(()) => {
            let number = DocumentNumber::of_transfer(id.uuid());
            Ok(sent.done(CommandId::new(id.uuid()), &routes::of(routes::TRANSFER, number.as_str()), "sent"))
        }
        Err(refusal) => sent.refused(routes::TRANSFER_NEW, refusal),
    }
}

fn form(screen: Screen, typed: &Fields, offered: &Choices, id: TransferId, bad: Option<&BadLines>) -> Response {
    let l10n = screen.l10n;
    // The other location is the likelier destination.
    let other = offered.locations.get(1).map_or("", |at| at.code.as_str());
    let fields = vec![
        location_field("from", l10n.text("transfer-from"), typed.text("from"), offered),
        location_field("to", l10n.text("transfer-to"), typed.get("to").unwrap_or(other), offered),
        lines_field(l10n, typed, bad),
        Field::new("note", l10n.text("inventory-note"), typed.text("note")),
    ];
    let form = new_form(routes::TRANSFERS, id, fields, l10n.text("transfer-send"));
    TRANSFERS.show(screen, l10n.text("transfer-new"), None, vec![Block::Form(form)])
}

fn rows(l10n: Localizer, rows: Vec<TransferRow>) -> Table {
    let row = |row: TransferRow| {
        let state = match row.received_at {
            Some(_) => Cell::Badge(l10n.text("transfer-arrived"), "good"),
            None => Cell::Badge(l10n.text("transfer-in-transit"), "warn"),
        };
        vec![
            Cell::link(row.number.as_str(), routes::of(routes::TRANSFER, row.number.as_str())),
            Cell::from(format!("{} → {}", row.from, row.to)),
            Cell::from(moment(row.sent_at)),
            state,
            Cell::from(row.quantity),
            Cell::from(row.received),
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
