//! One stock-take: counted by scanning or typing, approved.

use axum::extract::State;
use axum::response::Response;
use outpost_db::inventory::{
    ApproveStockTake, CountedLine, RecordStockTake, StockTake, StockTakeCount, approve_stock_take, record_stock_take,
    stock_take,
};
use outpost_db::sql::Sql;
use outpost_domain::ids::StockTakeId;
use outpost_domain::market::Locale;
use outpost_http::Failure;
use outpost_http::form::{Fields, Query};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Cell, Control, Fact, Field, Form, Notice, Table};
use outpost_web_ui::localizer::Localizer;

use super::documents::{STOCK_TAKES, lines_table};
use super::{lines, variant_cells};
use crate::named::Named;
use crate::screen::{Screen, moment};
use crate::session::Staff;
use crate::state::Shared;
use crate::submission::Submission;

/// `GET /admin/inventory/stock-takes/{id}`.
pub(crate) async fn show(
    State(state): State<Shared>,
    staff: Staff,
    Named(id): Named<StockTakeId>,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let found = find(staff.sql(&state), id).await?;
    let screen = Screen::new(&staff, routes::STOCK_TAKES);
    let notice = screen.done(&query);
    Ok(page(screen, &staff, &found, notice, ""))
}

/// `POST /admin/inventory/stock-takes/{id}/counts`.
pub(crate) async fn record(Named(id): Named<StockTakeId>, form: Submission) -> Result<Response, Failure> {
    let found = find(form.sql(), id).await?;
    let typed = form.fields.text("lines");
    let lines = match lines::read(typed) {
        Ok(lines) if !lines.is_empty() => lines,
        other => {
            let screen = form.screen(routes::STOCK_TAKES);
            let notice = other.err().map(|bad| Notice::error(bad.text(screen.l10n)));
            return Ok(page(screen, &form.staff, &found, notice, typed));
        }
    };
    // What was counted since the form was shown was not seen.
    let is_fresh = form.fields.text("version") == found.version.to_string();
    let seen = |sku| found.counts.iter().find(|count| is_fresh && count.sku == sku).map(|count| count.counted);
    let command = RecordStockTake {
        id: form.state.command_id(),
        sender: form.sender(),
        stock_take_id: found.id,
        lines: lines.into_iter().map(|(sku, counted)| CountedLine { seen: seen(sku.clone()), sku, counted }).collect(),
    };
    let outcome = record_stock_take(form.primary(), &command).await;
    form.answer(outcome, command.id, &address(routes::STOCK_TAKE, id), "counted")
}

/// `POST /admin/inventory/stock-takes/{id}/approval`.
pub(crate) async fn approve(Named(id): Named<StockTakeId>, form: Submission) -> Result<Response, Failure> {
    let command = ApproveStockTake {
        id: form.state.command_id(),
        sender: form.sender(),
        stock_take_id: id,
        version: form.parse("version")?,
    };
    let outcome = approve_stock_take(form.primary(), &command).await;
    form.answer(outcome, command.id, &address(routes::STOCK_TAKE, id), "approved")
}

async fn find(sql: &dyn Sql, id: StockTakeId) -> Result<StockTake, Failure> {
    stock_take(sql, id, Locale::ENGLISH).await?.ok_or(Failure::NotFound)
}

fn address(pattern: &str, id: StockTakeId) -> String {
    routes::of(pattern, &id.to_string())
}

fn page(screen: Screen, staff: &Staff, found: &StockTake, notice: Option<Notice>, typed: &str) -> Response {
    let l10n = screen.l10n;
    let is_open = found.approved_at.is_none();
    let hidden = || vec![("version", found.version.to_string())];
    let mut blocks = vec![Block::Facts(facts(l10n, found))];
    if is_open && staff.may("inventory:count") {
        blocks.push(Block::Form(Form {
            action: address(routes::STOCK_TAKE_COUNTS, found.id),
            hidden: hidden(),
            fields: vec![
                Field::new("lines", l10n.text("inventory-lines"), typed)
                    .hint(l10n.text("stock-take-hint"))
                    .of(Control::Lines),
            ],
            submit: l10n.text("stock-take-record"),
            ..Form::default()
        }));
    }
    blocks.push(Block::Table(counts(l10n, &found.counts)));
    if is_open && !found.counts.is_empty() && staff.may("inventory:approve") {
        blocks.push(Block::Form(Form {
            action: address(routes::STOCK_TAKE_APPROVAL, found.id),
            hidden: hidden(),
            submit: l10n.text("stock-take-approve"),
            is_quiet: true,
            ..Form::default()
        }));
    }
    STOCK_TAKES.show(screen, found.name.as_str(), notice, blocks)
}

fn facts(l10n: Localizer, found: &StockTake) -> Vec<Fact> {
    let differences = found.counts.iter().filter(|count| count.counted != count.expected).count();
    let mut facts = vec![
        Fact::new(l10n.text("inventory-location"), found.location_name.as_str()),
        Fact::new(l10n.text("stock-take-opened"), moment(found.opened_at)),
        Fact::new(l10n.text("stock-take-counts"), found.counts.len().to_string()),
        Fact::new(l10n.text("stock-take-differences"), differences.to_string()),
    ];
    facts.extend(found.approved_at.map(|at| Fact::new(l10n.text("stock-take-approved"), moment(at))));
    facts
}

fn counts(l10n: Localizer, counts: &[StockTakeCount]) -> Table {
    let row = |count: &StockTakeCount| {
        let difference = count.counted - count.expected;
        let difference = (difference != 0).then(|| format!("{difference:+}"));
        let numbers = [Cell::from(count.expected), Cell::from(count.counted), Cell::from(difference)];
        (variant_cells(&count.sku, &count.title, &count.options), numbers)
    };
    let numbers = ["stock-take-expected", "inventory-counted", "inventory-change"];
    lines_table(l10n, ["stock-take-counts", "stock-take-empty"], numbers, counts.iter().map(row))
}
