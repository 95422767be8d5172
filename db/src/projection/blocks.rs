//! The facet blocks that products stand in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::rows::SearchRow;
use crate::command::to_json;
use crate::listing::{BLOCK_ORDINALS, BlockColumns, BlockProduct, FacetBlock, category_of_facet_id};
use crate::sql::{Sql, SqlError, Value};

const BLOCKS: &str = include_str!("../../queries/projector/blocks.sql");

/// Which block. Those of the lowest ordinals come first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct BlockKey {
    /// The first ordinal, in blocks.
    pub block: u32,
    /// The category.
    pub category_id: i64,
    /// The market.
    pub market_code: String,
}

/// Facet blocks by key. A block that lost its last product is there, and empty.
#[derive(Clone, Debug, Default)]
pub struct Blocks(BTreeMap<BlockKey, FacetBlock>);

impl Blocks {
    /// Reads stored blocks; one that is not stored is empty. One statement.
    pub async fn read(sql: &dyn Sql, keys: &BTreeSet<BlockKey>) -> Result<Self, SqlError> {
        let mut blocks: BTreeMap<BlockKey, FacetBlock> =
            keys.iter().map(|key| (key.clone(), FacetBlock::default())).collect();
        if keys.is_empty() {
            return Ok(Self(blocks));
        }
        let misfit = || SqlError::Shape { column: "bitsets".to_owned(), expected: "a bitset for each facet id" };
        for mut row in sql.query(BLOCKS, vec![Value::from(to_json("keys", keys)?)]).await? {
            let key = BlockKey {
                block: row.number("block")?,
                category_id: row.integer("category_id")?,
                market_code: row.text("market_code")?,
            };
            let block = FacetBlock::from_columns(&BlockColumns::read(&mut row)?).ok_or_else(misfit)?;
            blocks.insert(key, block);
        }
        Ok(Self(blocks))
    }

    /// The blocks that a product of a market stands in, one a category.
    pub fn keys(row: &SearchRow) -> impl Iterator<Item = BlockKey> + '_ {
        let block = ordinal(row) / BLOCK_ORDINALS;
        row.facet_ids().filter_map(category_of_facet_id).map(move |category_id| BlockKey {
            block,
            category_id,
            market_code: row.market_code.clone(),
        })
    }

    /// Adds a product to its blocks.
    pub fn insert(&mut self, row: &SearchRow) {
        let product = Arc::new(BlockProduct {
            price_minor: row.price_minor,
            created_at: row.created_at,
            fair_rating: row.fair_rating,
            facet_ids: row.facet_ids().filter(|&facet_id| category_of_facet_id(facet_id).is_none()).collect(),
        });
        for key in Self::keys(row) {
            self.0.entry(key).or_default().0.insert(place(row), Arc::clone(&product));
        }
    }

    /// Takes a product out of its blocks.
    pub fn remove(&mut self, row: &SearchRow) {
        for key in Self::keys(row) {
            self.0.entry(key).or_default().0.remove(&place(row));
        }
    }

    /// Takes away the blocks that no product from `rank` on stands in, as they are stored; an empty one has no columns.
    pub fn take_before(&mut self, rank: Option<i64>) -> Vec<(BlockKey, Option<BlockColumns>)> {
        let rest = match rank.and_then(|rank| u32::try_from(rank).ok()) {
            Some(rank) => {
                let first =
                    BlockKey { block: rank / BLOCK_ORDINALS, category_id: i64::MIN, market_code: String::new() };
                self.0.split_off(&first)
            }
            None => BTreeMap::new(),
        };
        let taken = std::mem::replace(&mut self.0, rest).into_iter();
        taken.map(|(key, block)| (key, (!block.0.is_empty()).then(|| block.columns()))).collect()
    }
}

/// The ordinal of a product in blocks is its rank, which is never negative.
fn ordinal(row: &SearchRow) -> u32 {
    u32::try_from(row.rank).unwrap_or(0)
}

fn place(row: &SearchRow) -> u16 {
    // Less than 4,096.
    (ordinal(row) % BLOCK_ORDINALS) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(rank: i64, facet_ids: &str) -> SearchRow {
        SearchRow {
            market_code: "gb".to_owned(),
            rank,
            product_id: rank,
            price_minor: 1,
            created_at: 2,
            fair_rating: 3,
            facet_ids: facet_ids.to_owned(),
        }
    }

    #[test]
    fn a_product_stands_in_one_block_of_each_of_its_categories() {
        let mut blocks = Blocks::default();
        for rank in [1, 4_095, 4_096, 9_000] {
            blocks.insert(&row(rank, ",3,18,26,"));
        }
        let keys = |taken: &[(BlockKey, Option<BlockColumns>)]| -> Vec<(u32, i64, usize)> {
            let products =
                |columns: &Option<BlockColumns>| columns.as_ref().map_or(0, |columns| columns.places.len() / 2);
            taken.iter().map(|(key, columns)| (key.block, key.category_id, products(columns))).collect()
        };
        assert_eq!(keys(&blocks.take_before(Some(4_095))), []);
        assert_eq!(keys(&blocks.take_before(Some(4_096))), [(0, 2, 2), (0, 3, 2)]);
        blocks.remove(&row(4_096, ",3,18,"));
        assert_eq!(keys(&blocks.take_before(None)), [(1, 2, 0), (1, 3, 1), (2, 2, 1), (2, 3, 1)]);
    }
}
