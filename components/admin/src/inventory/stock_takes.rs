//! Stock-takes: opened, counted by scanning or typing, approved.

use axum::extract::{Path, State};
use axum::response::Response;
use outpost_db::inventory::{
    ApproveStockTake, CountedLine, OpenStockTake, RecordStockTake, StockTake, StockTakeCount, StockTakeRow,
    approve_stock_take, choices, open_stock_take, record_stock_take, stock_take, stock_takes,
};
use outpost_domain::ids::{CommandId, StockTakeId};
use outpost_domain::market::Locale;
use outpost_http::cookies::Cookies;
use outpost_http::form::{Fields, Form, Query};
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, HttpState};
use outpost_web_admin::routes;
use outpost_web_admin::view::{
    self, Block, Cell, Choice, Column, Control, Fact, Field, Link, List, Notice, Page, Table,
};
use outpost_web_ui::localizer::Localizer;

use super::refusal::refused;
use super::{lines, name, variant_link};
use crate::list_page::ListQuery;
use crate::screen::{Screen, after, moment};
use crate::session::Staff;
use crate::state::Shared;

/// `GET /admin/inventory/stock-takes`.
pub(crate) async fn list(
    State(state): State<Shared>,
    staff: Staff,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let asked = ListQuery::read(routes::STOCK_TAKES, &query, &[]);
    let begin = asked.after.split_once('~').and_then(|(time, id)| Some((time.parse().ok()?, id.parse().ok()?)));
    let sql = staff.sql(&state);
    let page = stock_takes(sql, begin).await?;
    let offered = choices(sql).await?;
    let screen = Screen::new(&staff, routes::INVENTORY);
    let l10n = screen.l10n;
    let list = List {
        next: page
            .rows
            .last()
            .filter(|_| page.has_more)
            .map(|row| asked.next(&format!("{}~{}", row.opened_at, row.id))),
        table: rows(l10n, page.rows),
        ..List::default()
    };
    let mut blocks = vec![Block::List(list)];
    if staff.may("inventory:count") {
        let locations = offered.locations.into_iter().map(|at| Choice { value: at.code.into(), label: at.name });
        blocks.push(Block::Form(view::Form {
            heading: l10n.text("stock-take-new").to_owned(),
            action: routes::STOCK_TAKES.to_owned(),
            hidden: vec![("id", state.command_id().to_string())],
            fields: vec![
                Field::new("name", l10n.text("stock-take-name"), ""),
                Field::new("location", l10n.text("inventory-location"), "").of(Control::Select(locations.collect())),
            ],
            submit: l10n.text("stock-take-open"),
            ..view::Form::default()
        }));
    }
    let above = vec![Link::new(l10n.text("admin-nav-inventory"), routes::INVENTORY)];
    let heading = l10n.text("inventory-stock-takes").to_owned();
    Ok(screen.show(Page { heading, above, blocks, ..Page::default() }))
}

/// `POST /admin/inventory/stock-takes`.
pub(crate) async fn open(
    State(state): State<Shared>,
    staff: Staff,
    context: RequestContext,
    mut cookies: Cookies,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let id: StockTakeId = fields.text("id").parse().map_err(|_| Failure::BadRequest)?;
    let typed: String = fields.text("name").trim().chars().take(100).collect();
    let command = OpenStockTake {
        id,
        sender: staff.actor.sender(&context.request_id, state.now()),
        // Whoever gives no name finds it by its day.
        name: if typed.is_empty() { moment(state.now()) } else { typed },
        location: fields.text("location").parse().map_err(|_| Failure::BadRequest)?,
    };
    match open_stock_take(&*state.primary, &command).await {
        Ok(()) => {
            let address = routes::of(routes::STOCK_TAKE, &id.to_string());
            Ok(after(&mut cookies, CommandId::new(id.uuid()), &address, "opened"))
        }
        Err(refusal) => refused(Screen::new(&staff, routes::INVENTORY), routes::STOCK_TAKES.to_owned(), refusal),
    }
}

/// `GET /admin/inventory/stock-takes/{id}`.
pub(crate) async fn show(
    State(state): State<Shared>,
    staff: Staff,
    Path(id): Path<String>,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let found = find(&state, &staff, &id).await?;
    let screen = Screen::new(&staff, routes::INVENTORY);
    let (l10n, notice) = (screen.l10n, screen.done(&query));
    Ok(screen.show(page(l10n, &staff, &found, notice, "")))
}

/// `POST /admin/inventory/stock-takes/{id}/counts`.
pub(crate) async fn record(
    State(state): State<Shared>,
    staff: Staff,
    context: RequestContext,
    Path(id): Path<String>,
    mut cookies: Cookies,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let found = find(&state, &staff, &id).await?;
    let screen = Screen::new(&staff, routes::INVENTORY);
    let l10n = screen.l10n;
    let typed = fields.text("lines");
    let lines = match lines::read(typed) {
        Ok(lines) if !lines.is_empty() => lines,
        Ok(_) => return Ok(screen.show(page(l10n, &staff, &found, None, typed))),
        Err(bad) => {
            let text = l10n.format("inventory-bad-lines", &[("lines", bad.0.join(" / ").into())]);
            return Ok(screen.show(page(l10n, &staff, &found, Some(Notice::error(text)), typed)));
        }
    };
    // What was counted since the form was shown was not seen.
    let is_fresh = fields.text("version") == found.version.to_string();
    let seen = |sku| found.counts.iter().find(|count| is_fresh && count.sku == sku).map(|count| count.counted);
    let command = RecordStockTake {
        id: state.command_id(),
        sender: staff.actor.sender(&context.request_id, state.now()),
        stock_take_id: found.id,
        lines: lines.into_iter().map(|(sku, counted)| CountedLine { seen: seen(sku.clone()), sku, counted }).collect(),
    };
    let address = routes::of(routes::STOCK_TAKE, &id);
    match record_stock_take(&*state.primary, &command).await {
        Ok(()) => Ok(after(&mut cookies, command.id, &address, "counted")),
        Err(refusal) => refused(screen, address, refusal),
    }
}

/// `POST /admin/inventory/stock-takes/{id}/approval`.
pub(crate) async fn approve(
    State(state): State<Shared>,
    staff: Staff,
    context: RequestContext,
    Path(id): Path<String>,
    mut cookies: Cookies,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let command = ApproveStockTake {
        id: state.command_id(),
        sender: staff.actor.sender(&context.request_id, state.now()),
        stock_take_id: id.parse().map_err(|_| Failure::NotFound)?,
        version: fields.text("version").parse().map_err(|_| Failure::BadRequest)?,
    };
    let address = routes::of(routes::STOCK_TAKE, &id);
    match approve_stock_take(&*state.primary, &command).await {
        Ok(()) => Ok(after(&mut cookies, command.id, &address, "approved")),
        Err(refusal) => refused(Screen::new(&staff, routes::INVENTORY), address, refusal),
    }
}

async fn find(state: &Shared, staff: &Staff, id: &str) -> Result<StockTake, Failure> {
    let id: StockTakeId = id.parse().map_err(|_| Failure::NotFound)?;
    stock_take(staff.sql(state), id, Locale::En).await?.ok_or(Failure::NotFound)
}

fn page(l10n: Localizer, staff: &Staff, found: &StockTake, notice: Option<Notice>, typed: &str) -> Page {
    let id = found.id.to_string();
    let differences = found.counts.iter().filter(|count| count.counted != count.expected).count();
    let mut facts = vec![
        Fact::new(l10n.text("inventory-location"), found.location_name.as_str()),
        Fact::new(l10n.text("stock-take-opened"), moment(found.opened_at)),
        Fact::new(l10n.text("stock-take-counts"), found.counts.len().to_string()),
        Fact::new(l10n.text("stock-take-differences"), differences.to_string()),
    ];
    facts.extend(found.approved_at.map(|at| Fact::new(l10n.text("stock-take-approved"), moment(at))));
    let mut blocks = vec![Block::Facts(facts)];
    let version = || vec![("version", found.version.to_string())];
    if found.approved_at.is_none() && staff.may("inventory:count") {
        blocks.push(Block::Form(view::Form {
            action: routes::of(routes::STOCK_TAKE_COUNTS, &id),
            hidden: version(),
            fields: vec![Field {
                hint: l10n.text("stock-take-hint"),
                ..Field::new("lines", l10n.text("inventory-lines"), typed).of(Control::Lines)
            }],
            submit: l10n.text("stock-take-record"),
            ..view::Form::default()
        }));
    }
    blocks.push(Block::Table(counts(l10n, &found.counts)));
    if found.approved_at.is_none() && !found.counts.is_empty() && staff.may("inventory:approve") {
        blocks.push(Block::Form(view::Form {
            action: routes::of(routes::STOCK_TAKE_APPROVAL, &id),
            hidden: version(),
            submit: l10n.text("stock-take-approve"),
            is_quiet: true,
            ..view::Form::default()
        }));
    }
    let above = vec![Link::new(l10n.text("inventory-stock-takes"), routes::STOCK_TAKES)];
    Page { heading: found.name.clone(), above, notice, blocks, ..Page::default() }
}

fn counts(l10n: Localizer, counts: &[StockTakeCount]) -> Table {
    let row = |count: &StockTakeCount| {
        let difference = count.counted - count.expected;
        vec![
            variant_link(count.sku.as_str()),
            Cell::from(name(&count.title, &count.options)),
            Cell::from(count.expected.to_string()),
            Cell::from(count.counted.to_string()),
            Cell::from(if difference == 0 { String::new() } else { format!("{difference:+}") }),
        ]
    };
    Table {
        caption: l10n.text("stock-take-counts").to_owned(),
        columns: vec![
            Column::text(l10n.text("inventory-sku")),
            Column::text(l10n.text("inventory-product")),
            Column::number(l10n.text("stock-take-expected")),
            Column::number(l10n.text("inventory-counted")),
            Column::number(l10n.text("inventory-change")),
        ],
        rows: counts.iter().map(row).collect(),
        empty: l10n.text("stock-take-empty"),
    }
}

fn rows(l10n: Localizer, rows: Vec<StockTakeRow>) -> Table {
    let row = |row: StockTakeRow| {
        let state = match row.approved_at {
            Some(_) => Cell::Badge(l10n.text("stock-take-approved"), "good"),
            None => Cell::Badge(l10n.text("stock-take-under-way"), "warn"),
        };
        vec![
            Cell::Link(Link::new(row.name, routes::of(routes::STOCK_TAKE, &row.id.to_string()))),
            Cell::from(row.location.as_str()),
            Cell::from(moment(row.opened_at)),
            state,
            Cell::from(row.counts.to_string()),
            Cell::from(row.differences.to_string()),
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
