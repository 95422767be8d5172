//! All products.

use axum::extract::State;
use axum::response::Response;
use outpost_db::catalogue::{ProductQuery, ProductRow, list};
use outpost_domain::catalogue::{ProductState, slug_of};
use outpost_domain::market::Locale;
use outpost_http::Failure;
use outpost_http::form::{Fields, Query};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Cell, Column, Link, List, Page, Table};
use outpost_web_ui::localizer::Localizer;

use super::fields::state_cell;
use crate::inventory::badge;
use crate::list_page::{Filter, ListQuery};
use crate::screen::Screen;
use crate::session::Staff;
use crate::state::Shared;

const FILTERS: [Filter; 4] = [
    ("", "inventory-all"),
    ("published", "catalogue-published"),
    ("draft", "catalogue-draft"),
    ("archived", "catalogue-archived"),
];

/// `GET /admin/catalogue`. A search for `category:mugs` or `brand:moor` narrows the list.
pub(crate) async fn show(
    State(state): State<Shared>,
    staff: Staff,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let asked = ListQuery::read(routes::PRODUCTS, &query, &FILTERS);
    let wanted = ProductQuery { before: asked.after()?, ..wanted(&asked) };
    let page = list(staff.sql(&state), &wanted, Locale::ENGLISH).await?;
    let screen = Screen::new(&staff, routes::PRODUCTS);
    let l10n = screen.l10n;
    let list = List {
        search: Some(asked.search_field(l10n.text("catalogue-search"))),
        filters: asked.filters(l10n),
        next: asked.next(&page, |row| row.id),
        export: Some(routes::PRODUCTS_CSV.to_owned()),
        table: table(l10n, page.rows),
        ..List::default()
    };
    let mut blocks = Vec::new();
    if staff.may("catalogue:write") {
        blocks.push(Block::Links(vec![
            Link::main(l10n.text("catalogue-new"), routes::PRODUCT_NEW),
            Link::new(l10n.text("catalogue-import"), routes::PRODUCT_IMPORTS),
        ]));
    }
    blocks.push(Block::List(list));
    let heading = l10n.text("admin-nav-catalogue").to_owned();
    Ok(screen.show(Page { heading, blocks, ..Page::default() }))
}

fn wanted(asked: &ListQuery) -> ProductQuery {
    let state = ProductState::ALL.into_iter().find(|state| state.code() == asked.filter);
    let mut query = ProductQuery { state, ..ProductQuery::default() };
    let mut words = Vec::new();
    for word in asked.search.split_whitespace() {
        match word.split_once(':') {
            Some(("category", slug)) => query.category = Some(slug.to_owned()),
            Some(("brand", name)) => query.brand = Some(slug_of(name)),
            _ => words.push(word),
        }
    }
    query.search = words.join(" ");
    query
}

fn table(l10n: Localizer, rows: Vec<ProductRow>) -> Table {
    let row = |row: ProductRow| {
        vec![
            Cell::link(row.title, routes::of(routes::PRODUCT, &row.id.to_string())),
            Cell::from(row.slug),
            Cell::from(row.brand),
            Cell::from(row.category),
            state_cell(l10n, row.state),
            badge(l10n, row.stock),
            Cell::from(row.markets.join(" ").to_uppercase()),
            Cell::from(row.variants),
        ]
    };
    Table {
        caption: l10n.text("admin-nav-catalogue").to_owned(),
        columns: vec![
            Column::text(l10n.text("inventory-product")),
            Column::text(l10n.text("catalogue-slug")),
            Column::text(l10n.text("catalogue-brand")),
            Column::text(l10n.text("catalogue-category")),
            Column::text(l10n.text("inventory-state")),
            Column::text(l10n.text("catalogue-stock")),
            Column::text(l10n.text("catalogue-listed")),
            Column::number(l10n.text("catalogue-variant-count")),
        ],
        rows: rows.into_iter().map(row).collect(),
        empty: l10n.text("inventory-none"),
    }
}
