//! The statement behind every listing that is filtered, sorted or searched for.

use outpost_domain::market::Prefix;

use super::{ListingQuery, Page, facets, pages};
use crate::catalogue::{CardJson, cards};
use crate::sql::{Row, Sql, SqlError, Value};

const NARROW: &str = include_str!("../../queries/listing/narrow.sql");

/// Which products are looked at, as parameters of the statement.
pub(crate) struct Candidates {
    /// A category's slug, or NULL.
    pub(crate) category: Value,
    /// An FTS5 expression, or NULL.
    pub(crate) expression: Value,
    /// A SKU that stands for its product alone, or NULL.
    pub(crate) sku: Value,
    /// Words to judge where nothing is found, or NULL.
    pub(crate) words: Value,
}

/// A page, and the row it was read from for the columns beside it.
pub(crate) struct Narrowed {
    pub(crate) page: Page,
    pub(crate) row: Row,
}

/// Filters, sorts and counts candidates; `None` where the category does not exist.
pub(crate) async fn narrow(
    sql: &dyn Sql,
    prefix: Prefix,
    candidates: Candidates,
    query: &ListingQuery,
) -> Result<Option<Narrowed>, SqlError> {
    let parameters = vec![
        Value::from(prefix.market.code()),
        Value::from(prefix.locale.code()),
        candidates.category,
        query.offset(),
        query.filters_json(),
        Value::from(query.sort.code()),
        candidates.expression,
        candidates.sku,
        candidates.words,
    ];
    let first = sql.query(NARROW, parameters).await?.into_first();
    first.map(|row| page(row, query, prefix)).transpose()
}

/// Reads the columns that every listing has: 1 total, 2 at_least, 3 facets, 4 cards.
pub(super) fn page(mut row: Row, query: &ListingQuery, prefix: Prefix) -> Result<Narrowed, SqlError> {
    let total = u32::try_from(row.integer(1)?)
        .map_err(|_| SqlError::Shape { column: "total".to_owned(), expected: "a count" })?;
    let raw: Vec<CardJson> = row.json(4)?;
    let pages = pages(total);
    let page = Page {
        total,
        at_least: row.integer(2)? == 1,
        page: query.page.max(1),
        pages,
        cards: if query.page > pages { Vec::new() } else { cards(raw, prefix) },
        facets: facets(row.json(3)?, total, query, prefix),
    };
    Ok(Narrowed { page, row })
}
