//! A category's products, filtered and sorted by its facet index.

use outpost_domain::market::MarketLocale;

use super::counts::filter_and_count;
use super::facet::FacetJson;
use super::facet_ids::{FacetBitsets, IN_STOCK};
use super::{Bitset, ListingQuery, PAGE_SIZE};
use crate::sql::{Row, Sql, SqlError, Value};

const FILTERED: &str = include_str!("../../queries/listing/filtered.sql");

/// A page of a category as its facet index has it.
pub(super) struct FilteredPage {
    /// The row, for the column `head`.
    pub(super) row: Row,
    /// The filters with their counts.
    pub(super) facets: Vec<FacetJson>,
    /// How many products meet all of them.
    pub(super) total: u32,
    /// Ranks of the products on the page, in order.
    pub(super) ranks: Vec<u32>,
}

/// Reads a category's facet index and picks a page; `None` for an unknown category. One statement.
pub(super) async fn page(
    sql: &dyn Sql,
    prefix: MarketLocale,
    slug: &str,
    query: &ListingQuery,
) -> Result<Option<FilteredPage>, SqlError> {
    let parameters = vec![
        Value::from(prefix.market.code()),
        Value::from(prefix.locale.code()),
        Value::from(slug),
        Value::from(query.sort.code()),
        Value::Integer(query.is_narrowed().into()),
    ];
    let first = sql.query(FILTERED, parameters).await?.into_first();
    first.map(|row| pick(row, query)).transpose()
}

fn pick(mut row: Row, query: &ListingQuery) -> Result<FilteredPage, SqlError> {
    let mut facets: Vec<FacetJson> = row.json("facets")?;
    let ranks = integers(&row.get::<Vec<u8>>("ranks")?);
    let ordinals = integers(&row.get::<Vec<u8>>("ordinals")?);
    let met = if query.is_narrowed() {
        filter_and_count(&mut facets, &facet_bitsets(&mut row, &ranks)?, query)
    } else {
        Bitset::all(ranks.len())
    };
    // Ordinals are in the order of popularity, which therefore has no sort index.
    let sorted: Box<dyn Iterator<Item = usize>> = if ordinals.is_empty() {
        Box::new(0..ranks.len())
    } else {
        Box::new(ordinals.into_iter().map(|ordinal| ordinal as usize))
    };
    let page = sorted.filter(|&at| met.contains(at)).skip(query.skipped() as usize).take(PAGE_SIZE as usize);
    let page = page.filter_map(|ordinal| ranks.get(ordinal).copied()).collect();
    Ok(FilteredPage { row, facets, total: met.len(), ranks: page })
}

fn facet_bitsets(row: &mut Row, ranks: &[u32]) -> Result<FacetBitsets, SqlError> {
    let (facet_ids, bitsets): (Vec<u32>, Vec<u8>) = (row.json("facet_ids")?, row.get("bitsets")?);
    let misfit = || SqlError::Shape { column: "bitsets".to_owned(), expected: "a bitset for each facet id" };
    let mut products = FacetBitsets::from_index(ranks.len(), &facet_ids, &bitsets).ok_or_else(misfit)?;
    let mut in_stock = Bitset::all(ranks.len());
    let without_stock: Vec<u32> = row.json("without_stock")?;
    let ordinals = without_stock.iter().filter_map(|rank| ranks.binary_search(rank).ok());
    ordinals.for_each(|ordinal| in_stock.remove(ordinal));
    products.insert(IN_STOCK, in_stock);
    Ok(products)
}

/// Integers of four bytes each, little-endian.
fn integers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|&integer| u32::from_le_bytes(integer)).collect()
}
