//! Facet blocks: what filters and sort orders read of a category's products in a market, 4,096 ordinals to a block.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Bitset;
use super::facet_ids::FacetBitsets;
use crate::sql::{Row, SqlError};

/// Ordinals of a block.
pub(crate) const BLOCK_ORDINALS: u32 = 4_096;

/// What a block holds of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BlockProduct {
    /// Its lowest price.
    pub price_minor: i64,
    /// When it came in.
    pub created_at: i64,
    /// Its mean rating, as sort orders compare it.
    pub fair_rating: i64,
    /// The facet ids by which a category is filtered, ascending.
    pub facet_ids: Vec<u32>,
}

/// The products of a category that a market lists, by their place within the block: the ordinal less that of the block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FacetBlock(pub BTreeMap<u16, Arc<BlockProduct>>);

/// A block as the table `facet_block` stores it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockColumns {
    /// The place of each product, two bytes each.
    pub places: Vec<u8>,
    /// The price of each product, eight bytes each.
    pub prices: Vec<u8>,
    /// When each product came in, eight bytes each.
    pub created: Vec<u8>,
    /// The rating of each product, eight bytes each.
    pub ratings: Vec<u8>,
    /// Every facet id, four bytes each.
    pub facet_ids: Vec<u8>,
    /// The products of each facet id.
    pub bitsets: Vec<u8>,
}

impl BlockColumns {
    /// Reads the columns of a row.
    pub fn read(row: &mut Row) -> Result<Self, SqlError> {
        Ok(Self {
            places: row.get("places")?,
            prices: row.get("prices")?,
            created: row.get("created")?,
            ratings: row.get("ratings")?,
            facet_ids: row.get("facet_ids")?,
            bitsets: row.get("bitsets")?,
        })
    }
}

impl FacetBlock {
    /// As it is stored.
    pub fn columns(&self) -> BlockColumns {
        let sort_key = |key: fn(&BlockProduct) -> i64| -> Vec<u8> {
            self.0.values().flat_map(|product| key(product).to_le_bytes()).collect()
        };
        let facet_ids: Vec<&[u32]> = self.0.values().map(|product| product.facet_ids.as_slice()).collect();
        let bitsets = FacetBitsets::from_products(&facet_ids);
        BlockColumns {
            places: self.0.keys().flat_map(|place| place.to_le_bytes()).collect(),
            prices: sort_key(|product| product.price_minor),
            created: sort_key(|product| product.created_at),
            ratings: sort_key(|product| product.fair_rating),
            facet_ids: bitsets.iter().flat_map(|(facet_id, _)| facet_id.to_le_bytes()).collect(),
            bitsets: bitsets.iter().flat_map(|(_, bitset)| bitset.bytes()).collect(),
        }
    }

    /// From what is stored; `None` where the columns do not fit together.
    pub fn from_columns(columns: &BlockColumns) -> Option<Self> {
        let (places, facet_ids) = (places(&columns.places), facet_ids(&columns.facet_ids));
        let bitsets = FacetBitsets::from_block(places.len(), &facet_ids, &columns.bitsets)?;
        let keys = [&columns.prices, &columns.created, &columns.ratings].map(|column| sort_keys(column));
        let [prices, created, ratings] = &keys;
        let has = |bitset: &Bitset, at| bitset.contains(at);
        let mut block = Self::default();
        for (at, place) in places.into_iter().enumerate() {
            let product = BlockProduct {
                price_minor: *prices.get(at)?,
                created_at: *created.get(at)?,
                fair_rating: *ratings.get(at)?,
                facet_ids: bitsets.iter().filter(|(_, bitset)| has(bitset, at)).map(|(facet_id, _)| facet_id).collect(),
            };
            block.0.insert(place, Arc::new(product));
        }
        Some(block)
    }
}

/// Places of two bytes each.
pub(super) fn places(bytes: &[u8]) -> Vec<u16> {
    bytes.as_chunks::<2>().0.iter().map(|&place| u16::from_le_bytes(place)).collect()
}

/// Facet ids of four bytes each.
pub(super) fn facet_ids(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|&facet_id| u32::from_le_bytes(facet_id)).collect()
}

/// Sort keys of eight bytes each.
pub(super) fn sort_keys(bytes: &[u8]) -> Vec<i64> {
    bytes.as_chunks::<8>().0.iter().map(|&key| i64::from_le_bytes(key)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_read_back_from_its_columns() {
        let product = |price_minor, facet_ids: &[u32]| {
            Arc::new(BlockProduct {
                price_minor,
                created_at: -7,
                fair_rating: 3_500_000,
                facet_ids: facet_ids.to_vec(),
            })
        };
        for products in [0, 1, 2, 70] {
            let products = (0..products).map(|at: u16| (at * 50, product(at.into(), &[8, 16 + u32::from(at % 3) * 8])));
            let block = FacetBlock(products.collect());
            let columns = block.columns();
            assert_eq!(FacetBlock::from_columns(&columns), Some(block.clone()));
            let shortened = BlockColumns { prices: Vec::new(), ..columns.clone() };
            assert_eq!(FacetBlock::from_columns(&shortened).is_none(), !block.0.is_empty());
        }
    }

    #[test]
    fn a_block_takes_a_few_bytes_a_product() {
        let product = |facet_ids: &[u32]| {
            Arc::new(BlockProduct { price_minor: 1, created_at: 2, fair_rating: 3, facet_ids: facet_ids.to_vec() })
        };
        let block = FacetBlock(BTreeMap::from([(3, product(&[8, 17])), (300, product(&[17]))]));
        let columns = block.columns();
        assert_eq!(columns.places, [3, 0, 44, 1]);
        assert_eq!(columns.facet_ids, [8, 0, 0, 0, 17, 0, 0, 0]);
        assert_eq!(columns.bitsets, [0b01, 0, 0, 0, 0, 0, 0, 0, 0b11, 0, 0, 0, 0, 0, 0, 0]);
    }
}
