//! Stock-takes: the list, and a new one.

use axum::extract::State;
use axum::response::Response;
use outpost_db::inventory::{OpenStockTake, StockTakeRow, choices, open_stock_take, stock_takes};
use outpost_domain::ids::{CommandId, StockTakeId};
use outpost_http::form::{Fields, Query};
use outpost_http::{Failure, HttpState};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Cell, Column, Field, Form, List, Table};
use outpost_web_ui::localizer::Localizer;

use super::documents::{STOCK_TAKES, location_field, new_form};
use crate::list_page::{ListQuery, TimeKey};
use crate::screen::{Screen, moment};
use crate::session::Staff;
use crate::state::Shared;
use crate::submission::Submission;

/// `GET /admin/inventory/stock-takes`.
pub(crate) async fn list(
    State(state): State<Shared>,
    staff: Staff,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let asked = ListQuery::read(routes::STOCK_TAKES, &query, &[]);
    let sql = staff.sql(&state);
    let page = stock_takes(sql, asked.after::<TimeKey<StockTakeId>>()?.map(TimeKey::into)).await?;
    let offered = choices(sql).await?;
    let screen = Screen::new(&staff, routes::STOCK_TAKES);
    let l10n = screen.l10n;
    let next = asked.next(&page, |row| TimeKey(row.opened_at, row.id));
    let mut blocks = vec![Block::List(List { next, table: rows(l10n, page.rows), ..List::default() })];
    if staff.may("inventory:count") {
        let fields = vec![
            Field::new("name", l10n.text("stock-take-name"), ""),
            location_field("location", l10n.text("inventory-location"), "", &offered),
        ];
        let form = new_form(routes::STOCK_TAKES, state.command_id(), fields, l10n.text("stock-take-open"));
        blocks.push(Block::Form(Form { heading: l10n.text("stock-take-new").to_owned(), ..form }));
    }
    Ok(STOCK_TAKES.list(screen, blocks))
}

/// `POST /admin/inventory/stock-takes`.
pub(crate) async fn open(form: Submission) -> Result<Response, Failure> {
    let id: StockTakeId = form.parse("id")?;
    let typed = form.text("name", 100);
    // Whoever gives no name finds it by its day.
    let name = if typed.is_empty() { moment(form.state.now()) } else { typed };
    let command = OpenStockTake { id, sender: form.sender(), name, location: form.parse("location")? };
    match open_stock_take(form.primary(), &command).await {
        Ok(()) => Ok(form.done(CommandId::new(id.uuid()), &routes::of(routes::STOCK_TAKE, &id.to_string()), "opened")),
        Err(refusal) => form.refused(routes::STOCK_TAKES, refusal),
    }
}

fn rows(l10n: Localizer, rows: Vec<StockTakeRow>) -> Table {
    let row = |row: StockTakeRow| {
        let state = match row.approved_at {
            Some(_) => Cell::Badge(l10n.text("stock-take-approved"), "good"),
            None => Cell::Badge(l10n.text("stock-take-under-way"), "warn"),
        };
        vec![
            Cell::link(row.name, routes::of(routes::STOCK_TAKE, &row.id.to_string())),
            Cell::from(row.location.as_str()),
            Cell::from(moment(row.opened_at)),
            state,
            Cell::from(row.counts),
            Cell::from(row.differences),
        ]
    };
    Table {
        caption: l10n.text("inventory-stock-takes").to_owned(),
        columns: vec![
            Column::text(l10n.text("stock-take-name")),
            Column::text(l10n.text("inventory-location")),
            Column::text(l10n.text("stock-take-opened")),
            Column::text(l10n.text("inventory-state")),
            Column::number(l10n.text("stock-take-counts")),
            Column::number(l10n.text("stock-take-differences")),
        ],
        rows: rows.into_iter().map(row).collect(),
        empty: l10n.text("stock-take-none"),
    }
}
