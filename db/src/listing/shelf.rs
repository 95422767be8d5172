//! The shelf of a category: which of its products meet the filters, and which of those make a page.

use outpost_domain::market::MarketLocale;

use super::facet::FacetJson;
use super::narrow::narrow;
use super::tags::{IN_STOCK, Tagged};
use super::{ListingQuery, PAGE_SIZE, Set};
use crate::sql::{Row, Sql, SqlError, Value};

const SHELF: &str = include_str!("../../queries/listing/shelf.sql");

/// What a look at a shelf found.
pub(super) struct Found {
    /// The row, for the column `head`.
    pub(super) row: Row,
    /// The filters with their counts.
    pub(super) facets: Vec<FacetJson>,
    /// How many products meet all of them.
    pub(super) total: u32,
    /// Ranks of the products on the page, in order.
    pub(super) ranks: Vec<u32>,
}

/// Looks at a category's shelf; `None` for an unknown category. One statement.
pub(super) async fn look(
    sql: &dyn Sql,
    prefix: MarketLocale,
    slug: &str,
    query: &ListingQuery,
) -> Result<Option<Found>, SqlError> {
    let parameters = vec![
        Value::from(prefix.market.code()),
        Value::from(prefix.locale.code()),
        Value::from(slug),
        Value::from(query.sort.code()),
        Value::Integer(query.is_narrowed().into()),
    ];
    let first = sql.query(SHELF, parameters).await?.into_first();
    first.map(|row| found(row, query)).transpose()
}

fn found(mut row: Row, query: &ListingQuery) -> Result<Found, SqlError> {
    let mut facets: Vec<FacetJson> = row.json(1)?;
    let ranks = numbers(&row.blob(2)?);
    let places = numbers(&row.blob(3)?);
    let met = if query.is_narrowed() {
        narrow(&mut facets, &tagged(&mut row, &ranks)?, query)
    } else {
        Set::all(ranks.len())
    };
    // By popularity a shelf lies in order.
    let ordered: Box<dyn Iterator<Item = usize>> = if places.is_empty() {
        Box::new(0..ranks.len())
    } else {
        Box::new(places.into_iter().map(|place| place as usize))
    };
    let page = ordered.filter(|&place| met.contains(place)).skip(query.skipped() as usize).take(PAGE_SIZE as usize);
    let page = page.filter_map(|place| ranks.get(place).copied()).collect();
    Ok(Found { row, facets, total: met.len(), ranks: page })
}

fn tagged(row: &mut Row, ranks: &[u32]) -> Result<Tagged, SqlError> {
    let (tags, sets, without_stock): (Vec<u32>, _, Vec<u32>) = (row.json(4)?, row.blob(5)?, row.json(6)?);
    let misfit = || SqlError::Shape { column: "sets".to_owned(), expected: "a set for each tag" };
    let mut tagged = Tagged::from_shelf(ranks.len(), &tags, &sets).ok_or_else(misfit)?;
    let mut in_stock = Set::all(ranks.len());
    without_stock.iter().filter_map(|rank| ranks.binary_search(rank).ok()).for_each(|place| in_stock.remove(place));
    tagged.put(IN_STOCK, in_stock);
    Ok(tagged)
}

/// Numbers of four bytes each, the lowest first.
fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|&number| u32::from_le_bytes(number)).collect()
}
