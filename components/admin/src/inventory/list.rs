//! All variants with their stock.

use axum::extract::State;
use axum::response::Response;
use outpost_db::inventory::{InventoryQuery, InventoryRow, LocationLevel, count, list};
use outpost_domain::market::Locale;
use outpost_domain::stock::StockState;
use outpost_http::Failure;
use outpost_http::form::{Fields, Query};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Cell, Column, List, Page, Table};
use outpost_web_ui::localizer::Localizer;

use super::documents::Kind;
use super::{badge, name, variant_link};
use crate::csv::{Csv, PAGES_MAX};
use crate::list_page::{Filter, ListQuery, counted};
use crate::screen::{Screen, day};
use crate::session::Staff;
use crate::state::Shared;

const FILTERS: [Filter; 4] =
    [("", "inventory-all"), ("low", "inventory-low"), ("out", "inventory-out"), ("backorder", "inventory-backorder")];

/// `GET /admin/inventory`.
pub(crate) async fn show(
    State(state): State<Shared>,
    staff: Staff,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let asked = ListQuery::read(routes::INVENTORY, &query, &FILTERS);
    let wanted = InventoryQuery { after: asked.after()?, ..wanted(&asked) };
    let sql = staff.sql(&state);
    let page = list(sql, &wanted, Locale::ENGLISH).await?;
    let rows = count(sql, &wanted, Locale::ENGLISH).await?;
    let screen = Screen::new(&staff, routes::INVENTORY);
    let l10n = screen.l10n;
    let list = List {
        search: Some(asked.search_field(l10n.text("inventory-search"))),
        filters: asked.filters(l10n),
        count: l10n.format("inventory-count", &[("shown", counted(l10n, rows).into())]),
        next: asked.next(&page, |row| row.sku.clone()),
        export: Some(asked.at(routes::INVENTORY_CSV)),
        table: table(l10n, page.rows),
    };
    let heading = l10n.text("admin-nav-inventory").to_owned();
    let blocks = vec![Block::Links(Kind::links(l10n)), Block::List(list)];
    Ok(screen.show(Page { heading, blocks, ..Page::default() }))
}

/// `GET /admin/inventory.csv`: the same list, at most 10,000 rows of it, with a line for each location.
pub(crate) async fn export(
    State(state): State<Shared>,
    staff: Staff,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let mut wanted = wanted(&ListQuery::read(routes::INVENTORY_CSV, &query, &FILTERS));
    let columns = [
        "sku",
        "title",
        "options",
        "location",
        "on_hand",
        "allocated",
        "available",
        "safety_stock",
        "backorder_limit",
        "incoming",
    ];
    let mut csv = Csv::new(&columns);
    for _ in 0..PAGES_MAX {
        let page = list(staff.sql(&state), &wanted, Locale::ENGLISH).await?;
        wanted.after = page.rows.last().map(|row| row.sku.clone());
        for row in page.rows {
            for level in row.levels {
                let texts = [row.sku.to_string(), row.title.clone(), row.options.clone(), level.location.to_string()];
                let available = level.figures().available();
                let numbers = [
                    level.on_hand,
                    level.allocated,
                    available,
                    level.safety_stock,
                    level.backorder_limit,
                    level.incoming,
                ];
                csv.row(texts.into_iter().chain(numbers.map(|number| number.to_string())));
            }
        }
        if !page.has_more {
            break;
        }
    }
    Ok(csv.download("attachment; filename=\"inventory.csv\""))
}

fn wanted(asked: &ListQuery) -> InventoryQuery {
    let state = match asked.filter {
        "low" => Some(StockState::Low),
        "out" => Some(StockState::Out),
        "backorder" => Some(StockState::Backorder),
        _ => None,
    };
    InventoryQuery { search: asked.search.clone(), state, after: None }
}

fn table(l10n: Localizer, rows: Vec<InventoryRow>) -> Table {
    let row = |row: InventoryRow| {
        let per_location = row.levels.iter().map(|level| format!("{} {}", level.location, level.on_hand));
        let places = per_location.collect::<Vec<_>>().join(" · ");
        let sum = |figure: fn(&LocationLevel) -> i64| Cell::from(row.sum(figure));
        // When pieces arrive matters where they are sold ahead.
        let arrives = row.backorder_at.filter(|_| row.state == StockState::Backorder);
        vec![
            variant_link(row.sku.as_str()),
            Cell::from(name(&row.title, &row.options)),
            badge(l10n, row.state),
            Cell::Lines(row.sum(|level| level.on_hand).to_string(), places),
            sum(|level| level.allocated),
            sum(|level| level.figures().available()),
            Cell::Lines(row.sum(|level| level.incoming).to_string(), arrives.map_or_else(String::new, day)),
            sum(|level| level.safety_stock),
        ]
    };
    Table {
        caption: l10n.text("admin-nav-inventory").to_owned(),
        columns: vec![
            Column::text(l10n.text("inventory-sku")),
            Column::text(l10n.text("inventory-product")),
            Column::text(l10n.text("inventory-state")),
            Column::number(l10n.text("inventory-on-hand")),
            Column::number(l10n.text("inventory-allocated")),
            Column::number(l10n.text("inventory-available")),
            Column::number(l10n.text("inventory-incoming")),
            Column::number(l10n.text("inventory-safety")),
        ],
        rows: rows.into_iter().map(row).collect(),
        empty: l10n.text("inventory-none"),
    }
}
