//! One transfer, and its arrival.

use axum::extract::State;
use axum::response::Response;
use outpost_db::inventory::{ReceiveTransfer, Transfer, TransferLine, TransferredLine, receive_transfer, transfer};
use outpost_db::sql::Sql;
use outpost_domain::inventory::DocumentNumber;
use outpost_domain::market::Locale;
use outpost_http::Failure;
use outpost_http::form::{Fields, Query};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Cell, Control, Fact, Field, Form, Table};
use outpost_web_ui::localizer::Localizer;

use super::documents::{TRANSFERS, lines_table};
use super::{name, variant_cells};
use crate::named::Named;
use crate::screen::{Screen, moment};
use crate::session::Staff;
use crate::state::Shared;
use crate::submission::Submission;

/// `GET /admin/inventory/transfers/{number}`.
pub(crate) async fn show(
    State(state): State<Shared>,
    staff: Staff,
    Named(number): Named<DocumentNumber>,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let found = find(staff.sql(&state), &number).await?;
    let screen = Screen::new(&staff, routes::TRANSFERS);
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
    let notice = screen.done(&query);
    Ok(TRANSFERS.show(screen, number, notice, blocks))
}

/// `POST /admin/inventory/transfers/{number}/receipt`.
pub(crate) async fn receive(Named(number): Named<DocumentNumber>, form: Submission) -> Result<Response, Failure> {
    let found = find(form.sql(), &number).await?;
    let mut lines = Vec::new();
    for TransferLine { sku, .. } in found.lines {
        let quantity = form.pieces(&format!("quantity-{sku}"))?;
        lines.push(TransferredLine { sku, quantity });
    }
    let (id, transfer_id) = (form.state.command_id(), found.id);
    let command = ReceiveTransfer { id, sender: form.sender(), transfer_id, lines };
    let outcome = receive_transfer(form.primary(), &command).await;
    form.answer(outcome, id, &routes::of(routes::TRANSFER, number.as_str()), "received")
}

async fn find(sql: &dyn Sql, number: &DocumentNumber) -> Result<Transfer, Failure> {
    transfer(sql, number, Locale::ENGLISH).await?.ok_or(Failure::NotFound)
}

fn receipt(l10n: Localizer, found: &Transfer) -> Form {
    let line = |line: &TransferLine| {
        let label = format!("{} · {}", line.sku, name(&line.title, &line.options));
        Field::new(format!("quantity-{}", line.sku), label, line.quantity.to_string()).of(Control::Number)
    };
    Form {
        heading: l10n.text("transfer-receive").to_owned(),
        action: routes::of(routes::TRANSFER_RECEIPT, found.number.as_str()),
        fields: found.lines.iter().map(line).collect(),
        submit: l10n.text("transfer-receive-submit"),
        ..Form::default()
    }
}

fn table(l10n: Localizer, lines: &[TransferLine]) -> Table {
    let row = |line: &TransferLine| {
        let numbers = [Cell::from(line.quantity), Cell::from(line.received)];
        (variant_cells(&line.sku, &line.title, &line.options), numbers)
    };
    let numbers = ["transfer-quantity", "purchase-received"];
    lines_table(l10n, ["inventory-lines", "transfer-none"], numbers, lines.iter().map(row))
}
