//! Facet and sort indexes: what filters and sort orders read of a category in a market. The seed writes them, `verify`
//! compares.

use std::collections::BTreeMap;

use libsql::Connection;
use outpost_db::listing::{Bitset, category_of_facet_id};
use outpost_domain::listing::Sort;
use outpost_domain::market::Market;

use crate::SeedError;

const SEARCH_PROJECTIONS: &str = include_str!("../../../queries/projection/search_projections.sql");

/// A facet index with its sort indexes, as they are stored.
#[derive(Debug, PartialEq, Eq)]
pub struct FacetIndex {
    /// The category's number.
    pub category: i64,
    /// Ranks of its products, four bytes each.
    pub ranks: Vec<u8>,
    /// The facet ids its products have, as JSON.
    pub facet_ids: String,
    /// The bitset of each facet id.
    pub bitsets: Vec<u8>,
    /// Its ordinals in every sort order but that of popularity, four bytes each.
    pub sorted: Vec<(Sort, Vec<u8>)>,
}

/// A product that a market lists.
struct ListedProduct {
    rank: u32,
    price: i64,
    created: i64,
    rating: i64,
    facet_ids: Vec<u32>,
}

/// The products of one market, the most popular first, and the members of each category.
pub struct MarketProducts {
    products: Vec<ListedProduct>,
    members: BTreeMap<i64, Vec<usize>>,
}

impl MarketProducts {
    /// Reads what the facet indexes of a market are made of.
    pub async fn read(connection: &Connection, market: Market) -> Result<Self, SeedError> {
        let mut rows = connection.query(SEARCH_PROJECTIONS, [market.code()]).await?;
        let (mut products, mut members) = (Vec::new(), BTreeMap::<i64, Vec<usize>>::new());
        while let Some(row) = rows.next().await? {
            let facet_ids: String = row.get(4)?;
            let facet_ids: Vec<u32> = facet_ids.split(',').filter_map(|id| id.parse().ok()).collect();
            for category in facet_ids.iter().filter_map(|&id| category_of_facet_id(id)) {
                members.entry(category).or_default().push(products.len());
            }
            products.push(ListedProduct {
                rank: row.get(0)?,
                price: row.get(1)?,
                created: row.get(2)?,
                rating: row.get(3)?,
                facet_ids,
            });
        }
        Ok(Self { products, members })
    }

    /// The facet indexes, by category.
    pub fn facet_indexes(&self) -> impl Iterator<Item = FacetIndex> {
        self.members.iter().map(|(&category, members)| {
            let products: Vec<&ListedProduct> = members.iter().map(|&member| &self.products[member]).collect();
            facet_index(category, &products)
        })
    }
}

fn facet_index(category: i64, products: &[&ListedProduct]) -> FacetIndex {
    let mut bitsets = BTreeMap::<u32, Bitset>::new();
    for (ordinal, product) in products.iter().enumerate() {
        for &facet_id in &product.facet_ids {
            bitsets.entry(facet_id).or_insert_with(|| Bitset::none(products.len())).insert(ordinal);
        }
    }
    let facet_ids: Vec<String> = bitsets.keys().map(u32::to_string).collect();
    FacetIndex {
        category,
        ranks: products.iter().flat_map(|product| product.rank.to_le_bytes()).collect(),
        facet_ids: format!("[{}]", facet_ids.join(",")),
        bitsets: bitsets.values().flat_map(Bitset::bytes).collect(),
        sorted: Sort::ALL.into_iter().filter_map(|sort| Some((sort, ordinals(products, sort_key(sort)?)))).collect(),
    }
}

/// The key of a sort order, the smallest first; `None` for the order of the ordinals themselves.
fn sort_key(sort: Sort) -> Option<fn(&ListedProduct) -> i64> {
    match sort {
        Sort::Popular => None,
        Sort::PriceAscending => Some(|product| product.price),
        Sort::PriceDescending => Some(|product| -product.price),
        Sort::Rating => Some(|product| -product.rating),
        Sort::Newest => Some(|product| -product.created),
    }
}

fn ordinals(products: &[&ListedProduct], key: fn(&ListedProduct) -> i64) -> Vec<u8> {
    let mut keyed: Vec<(i64, u32)> = (0..).zip(products).map(|(ordinal, product)| (key(product), ordinal)).collect();
    keyed.sort_unstable();
    keyed.into_iter().flat_map(|(_, ordinal)| ordinal.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_facet_index_holds_ranks_bitsets_and_sort_orders() {
        let product = |rank, price, facet_ids: &[u32]| ListedProduct {
            rank,
            price,
            created: 0,
            rating: price,
            facet_ids: facet_ids.to_vec(),
        };
        let products = [product(3, 20, &[8, 17]), product(7, 10, &[17]), product(9, 20, &[8])];
        let index = facet_index(1, &products.iter().collect::<Vec<_>>());
        assert_eq!(index.ranks, [3, 0, 0, 0, 7, 0, 0, 0, 9, 0, 0, 0]);
        assert_eq!(index.facet_ids, "[8,17]");
        assert_eq!(index.bitsets, [0b101, 0, 0, 0, 0, 0, 0, 0, 0b011, 0, 0, 0, 0, 0, 0, 0]);
        let order = |sort| {
            let (_, ordinals) = index.sorted.iter().find(|(stored, _)| *stored == sort).expect("an order");
            ordinals.iter().step_by(4).copied().collect::<Vec<u8>>()
        };
        assert_eq!(order(Sort::PriceAscending), [1, 0, 2]);
        assert_eq!(order(Sort::PriceDescending), [0, 2, 1]);
        assert_eq!(order(Sort::Newest), [0, 1, 2]);
        assert_eq!(index.sorted.len(), Sort::ALL.len() - 1);
    }
}
