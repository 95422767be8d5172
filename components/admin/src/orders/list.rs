//! Orders by what is to be done about them.

use axum::extract::State;
use axum::response::Response;
use outpost_db::fulfilment::{OrderQueue, OrderRow, QueueQuery, queue};
use outpost_domain::order::OrderStatus;
use outpost_http::form::{Fields, Query};
use outpost_http::{Failure, HttpState};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Cell, Column, List, Page, Table};
use outpost_web_ui::localizer::Localizer;

use super::status;
use crate::csv::{Csv, PAGES_MAX};
use crate::list_page::{Filter, ListQuery};
use crate::screen::{Screen, moment};
use crate::session::Staff;
use crate::state::Shared;

const FILTERS: [Filter; 4] = [
    ("", "orders-all"),
    ("to_pick", "orders-to-pick"),
    ("to_pay", "orders-to-pay"),
    ("on_its_way", "orders-on-its-way"),
];

/// `GET /admin/orders`.
pub(crate) async fn show(
    State(state): State<Shared>,
    staff: Staff,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let asked = ListQuery::read(routes::ORDERS, &query, &FILTERS);
    let wanted = QueueQuery { after: asked.after()?, ..wanted(&asked) };
    let page = queue(staff.sql(&state), &wanted).await?;
    let screen = Screen::new(&staff, routes::ORDERS);
    let l10n = screen.l10n;
    let list = List {
        search: Some(asked.search_field(l10n.text("orders-search"))),
        filters: asked.filters(l10n),
        next: asked.next(&page, |row| row.id),
        export: Some(asked.at(routes::ORDERS_CSV)),
        table: table(l10n, page.rows, state.now()),
        ..List::default()
    };
    let heading = l10n.text("admin-nav-orders").to_owned();
    Ok(screen.show(Page { heading, blocks: vec![Block::List(list)], ..Page::default() }))
}

/// `GET /admin/orders.csv`: the same list, at most 10,000 rows of it.
pub(crate) async fn export(
    State(state): State<Shared>,
    staff: Staff,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let mut wanted = wanted(&ListQuery::read(routes::ORDERS_CSV, &query, &FILTERS));
    let mut csv = Csv::new(&["number", "placed_at", "market", "currency", "total_minor", "status", "email"]);
    for _ in 0..PAGES_MAX {
        let page = queue(staff.sql(&state), &wanted).await?;
        wanted.after = page.rows.last().map(|row| row.id);
        for row in page.rows {
            csv.row([
                row.number.to_string(),
                moment(row.placed_at),
                row.market_code,
                row.total.currency().code().to_owned(),
                row.total.minor().to_string(),
                OrderStatus::of(&row.figures, state.now()).code().to_owned(),
                row.email,
            ]);
        }
        if !page.has_more {
            break;
        }
    }
    Ok(csv.download("attachment; filename=\"orders.csv\""))
}

fn wanted(asked: &ListQuery) -> QueueQuery {
    // Without a filter it is the queue of all.
    let queue = OrderQueue::ALL.into_iter().find(|queue| queue.code() == asked.filter).unwrap_or(OrderQueue::All);
    QueueQuery { queue, search: asked.search.clone(), after: None }
}

fn table(l10n: Localizer, rows: Vec<OrderRow>, now: i64) -> Table {
    let row = |row: OrderRow| {
        vec![
            Cell::link(row.number.as_str(), routes::of(routes::ORDER, row.number.as_str())),
            status(l10n, OrderStatus::of(&row.figures, now)),
            Cell::from(moment(row.placed_at)),
            Cell::from(row.market_code.to_uppercase()),
            Cell::from(i64::from(row.figures.ordered)),
            Cell::from(l10n.money(row.total)),
            Cell::from(row.email),
        ]
    };
    Table {
        caption: l10n.text("admin-nav-orders").to_owned(),
        columns: vec![
            Column::text(l10n.text("admin-number")),
            Column::text(l10n.text("inventory-state")),
            Column::text(l10n.text("orders-placed")),
            Column::text(l10n.text("admin-market")),
            Column::number(l10n.text("orders-pieces")),
            Column::number(l10n.text("orders-total")),
            Column::text(l10n.text("orders-email")),
        ],
        rows: rows.into_iter().map(row).collect(),
        empty: l10n.text("orders-none"),
    }
}
