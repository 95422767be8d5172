//! A category's products, filtered and sorted by its facet blocks.

use outpost_domain::listing::Sort;
use outpost_domain::market::MarketLocale;

use super::block::{BLOCK_ORDINALS, facet_ids, places, sort_keys};
use super::counts::filter_and_count;
use super::facet::FacetJson;
use super::facet_ids::{FacetBitsets, IN_STOCK};
use super::{Bitset, ListingQuery, PAGE_SIZE};
use crate::sql::{Row, Sql, SqlError, Value};

const FILTERED: &str = include_str!("../../queries/listing/filtered.sql");

/// A page of a category as its facet blocks have it.
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

/// Products of one block, in the order of their ranks.
struct Block {
    ranks: Vec<u32>,
    /// What the order compares; empty where that is the rank alone.
    keys: Vec<i64>,
    facets: FacetBitsets,
}

/// Reads a category's facet blocks and picks a page; `None` for an unknown category. One statement.
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
    let (mut head, mut blocks) = (None, Vec::new());
    for mut row in sql.query(FILTERED, parameters).await? {
        match row.get::<Option<i64>>("block")? {
            Some(number) => blocks.push(block(row, number)?),
            None => head = Some(row),
        }
    }
    head.map(|row| pick(row, blocks, query)).transpose()
}

fn block(mut row: Row, number: i64) -> Result<Block, SqlError> {
    let misfit = || SqlError::Shape { column: "bitsets".to_owned(), expected: "a bitset for each facet id" };
    let first = u32::try_from(number).ok().and_then(|number| number.checked_mul(BLOCK_ORDINALS)).ok_or_else(misfit)?;
    let ranks: Vec<u32> =
        places(&row.get::<Vec<u8>>("places")?).iter().map(|&place| first + u32::from(place)).collect();
    let (ids, bitsets) = (row.get::<Vec<u8>>("facet_ids")?, row.get::<Vec<u8>>("bitsets")?);
    let facets = FacetBitsets::from_block(ranks.len(), &facet_ids(&ids), &bitsets).ok_or_else(misfit)?;
    Ok(Block { ranks, keys: sort_keys(&row.get::<Vec<u8>>("keys")?), facets })
}

fn pick(mut row: Row, mut blocks: Vec<Block>, query: &ListingQuery) -> Result<FilteredPage, SqlError> {
    let mut facets: Vec<FacetJson> = row.json("facets")?;
    let without_stock: Vec<u32> = row.json("without_stock")?;
    let met = if query.is_narrowed() {
        blocks.iter_mut().for_each(|block| block.leave_out_of_stock(&without_stock));
        let bitsets: Vec<&FacetBitsets> = blocks.iter().map(|block| &block.facets).collect();
        filter_and_count(&mut facets, &bitsets, query)
    } else {
        blocks.iter().map(|block| Bitset::all(block.ranks.len())).collect()
    };
    let total = met.iter().map(Bitset::len).sum();
    Ok(FilteredPage { row, facets, total, ranks: ranks_of_page(&blocks, &met, query) })
}

impl Block {
    /// Notes which products have pieces on hand.
    fn leave_out_of_stock(&mut self, without_stock: &[u32]) {
        let mut in_stock = Bitset::all(self.ranks.len());
        let places = without_stock.iter().filter_map(|rank| self.ranks.binary_search(rank).ok());
        places.for_each(|place| in_stock.remove(place));
        self.facets.insert(IN_STOCK, in_stock);
    }
}

/// The ranks on a page of the products that met the filters: by what the order compares, then by rank.
fn ranks_of_page(blocks: &[Block], met: &[Bitset], query: &ListingQuery) -> Vec<u32> {
    let descends = matches!(query.sort, Sort::PriceDescending | Sort::Newest | Sort::Rating);
    let mut ordered: Vec<(i64, u32)> = Vec::new();
    for (block, met) in blocks.iter().zip(met) {
        let key = |at: usize| block.keys.get(at).map_or(0, |&key| if descends { -key } else { key });
        let there = block.ranks.iter().enumerate().filter(|(at, _)| met.contains(*at));
        ordered.extend(there.map(|(at, &rank)| (key(at), rank)));
    }
    let (skipped, shown) = (query.skipped() as usize, PAGE_SIZE as usize);
    // Only what comes up to the page has to be in order.
    if skipped + shown < ordered.len() {
        ordered.select_nth_unstable(skipped + shown);
        ordered.truncate(skipped + shown);
    }
    ordered.sort_unstable();
    ordered.into_iter().skip(skipped).take(shown).map(|(_, rank)| rank).collect()
}
