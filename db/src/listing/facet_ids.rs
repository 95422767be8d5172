//! Numbers that stand for the values that listings filter by, and which products of a block have them.
//!
//! A facet id is eight times an id plus a kind: 0 an attribute's value, 1 a brand, 2 a category, 3 a price band, 4 full
//! stars. `crate::projection` gives them to products.

use std::collections::BTreeMap;

use super::Bitset;

/// Pieces are on hand. No facet block has it, since it changes with orders.
pub(crate) const IN_STOCK: u32 = 5;
/// Every product; only counts have it.
pub(crate) const ALL: u32 = 6;

/// The facet id of an attribute's value.
pub(crate) fn value_facet_id(value: i64) -> i64 {
    8 * value
}

/// The facet id of a brand.
pub(crate) fn brand_facet_id(brand: i64) -> i64 {
    8 * brand + 1
}

/// The facet id of a category.
pub(crate) fn category_facet_id(category: i64) -> i64 {
    8 * category + 2
}

/// The facet id of a price band.
pub(crate) fn price_facet_id(band: i64) -> i64 {
    8 * band + 3
}

/// The facet id of so many hundredths of a star; none below one star.
pub(crate) fn rating_facet_id(hundredths: i64) -> Option<i64> {
    (hundredths >= 100).then_some(8 * (hundredths / 100) + 4)
}

/// The category that a facet id stands for, if it stands for one.
pub(crate) fn category_of_facet_id(facet_id: u32) -> Option<i64> {
    (facet_id % 8 == 2).then_some((facet_id / 8).into())
}

/// The facet id of so many full stars.
pub(super) const fn stars(stars: u32) -> u32 {
    8 * stars + 4
}

/// Which products of a facet block, or which matches of a search, have which facet id.
pub(crate) struct FacetBitsets {
    /// How many products there are.
    pub(super) length: usize,
    bitsets: BTreeMap<u32, Bitset>,
}

impl FacetBitsets {
    /// From the columns `facet_ids` and `bitsets` of a facet block; `None` where they do not fit together.
    pub(super) fn from_block(length: usize, facet_ids: &[u32], bitsets: &[u8]) -> Option<Self> {
        let width = length.div_ceil(64) * 8;
        let fits = bitsets.len() == facet_ids.len() * width;
        let pairs = facet_ids.iter().zip(bitsets.chunks_exact(width.max(1)));
        let bitsets = pairs.map(|(&facet_id, bytes)| (facet_id, Bitset::from_bytes(bytes)));
        fits.then(|| Self { length, bitsets: bitsets.collect() })
    }

    /// From the facet ids of each product.
    pub(crate) fn from_products(products: &[impl AsRef<[u32]>]) -> Self {
        let mut bitsets = BTreeMap::new();
        for (at, facet_ids) in products.iter().enumerate() {
            for &facet_id in facet_ids.as_ref() {
                bitsets.entry(facet_id).or_insert_with(|| Bitset::none(products.len())).insert(at);
            }
        }
        Self { length: products.len(), bitsets }
    }

    /// Each facet id with the products that have it, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &Bitset)> {
        self.bitsets.iter().map(|(&facet_id, bitset)| (facet_id, bitset))
    }

    /// Sets which products have a facet id.
    pub(super) fn insert(&mut self, facet_id: u32, bitset: Bitset) {
        self.bitsets.insert(facet_id, bitset);
    }

    /// The products that have a facet id, if any has it.
    pub(super) fn get(&self, facet_id: u32) -> Option<&Bitset> {
        self.bitsets.get(&facet_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_facet_block_holds_the_facet_ids_of_its_products() {
        let products = vec![vec![8, 17], vec![17], vec![8, 26, 17]];
        let facets = FacetBitsets::from_products(&products);
        let bytes: Vec<u8> = [8, 17, 26].iter().filter_map(|&id| facets.get(id)).flat_map(Bitset::bytes).collect();
        let block = FacetBitsets::from_block(3, &[8, 17, 26], &bytes).expect("columns that fit");
        for facet_id in [8, 17, 26, 34] {
            assert_eq!(block.get(facet_id), facets.get(facet_id), "{facet_id}");
        }
        assert_eq!([17, 26].map(category_of_facet_id), [None, Some(3)]);
        assert!(FacetBitsets::from_block(3, &[8, 17], &bytes).is_none());
        assert!(FacetBitsets::from_block(0, &[], &[]).is_some());
    }
}
