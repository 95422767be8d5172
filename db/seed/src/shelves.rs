//! Shelves: for each category and market what filters and orders look at; the seed writes them, `verify` compares.

use std::collections::BTreeMap;

use libsql::Connection;
use outpost_db::listing::{Set, category_of};
use outpost_domain::listing::Sort;
use outpost_domain::market::Market;

use crate::SeedError;

const CANDIDATES: &str = include_str!("../../queries/upkeep/candidates.sql");

/// A shelf as it is stored.
#[derive(Debug, PartialEq, Eq)]
pub struct Shelf {
    /// The category's number.
    pub category: i64,
    /// Ranks of its products, four bytes each.
    pub ranks: Vec<u8>,
    /// The tags its products have, as JSON.
    pub tags: String,
    /// The set of places for each tag.
    pub sets: Vec<u8>,
    /// Its places in every order but that of popularity, four bytes each.
    pub orders: Vec<(Sort, Vec<u8>)>,
}

/// A product that a market lists.
struct Candidate {
    rank: u32,
    price: i64,
    created: i64,
    rating: i64,
    tags: Vec<u32>,
}

/// The products of one market, the most popular first, and which of them lie in which category.
pub struct Shelves {
    candidates: Vec<Candidate>,
    members: BTreeMap<i64, Vec<usize>>,
}

impl Shelves {
    /// Reads what the shelves of a market are made of.
    pub async fn read(connection: &Connection, market: Market) -> Result<Self, SeedError> {
        let mut rows = connection.query(CANDIDATES, [market.code()]).await?;
        let (mut candidates, mut members) = (Vec::new(), BTreeMap::<i64, Vec<usize>>::new());
        while let Some(row) = rows.next().await? {
            let tags: String = row.get(4)?;
            let tags: Vec<u32> = tags.split(',').filter_map(|tag| tag.parse().ok()).collect();
            for category in tags.iter().filter_map(|&tag| category_of(tag)) {
                members.entry(category).or_default().push(candidates.len());
            }
            candidates.push(Candidate {
                rank: row.get(0)?,
                price: row.get(1)?,
                created: row.get(2)?,
                rating: row.get(3)?,
                tags,
            });
        }
        Ok(Self { candidates, members })
    }

    /// The shelves, by category.
    pub fn iter(&self) -> impl Iterator<Item = Shelf> {
        self.members.iter().map(|(&category, members)| {
            let products: Vec<&Candidate> = members.iter().map(|&member| &self.candidates[member]).collect();
            shelf(category, &products)
        })
    }
}

fn shelf(category: i64, products: &[&Candidate]) -> Shelf {
    let mut sets = BTreeMap::<u32, Set>::new();
    for (place, product) in products.iter().enumerate() {
        for &tag in &product.tags {
            sets.entry(tag).or_insert_with(|| Set::none(products.len())).insert(place);
        }
    }
    let tags: Vec<String> = sets.keys().map(u32::to_string).collect();
    Shelf {
        category,
        ranks: products.iter().flat_map(|product| product.rank.to_le_bytes()).collect(),
        tags: format!("[{}]", tags.join(",")),
        sets: sets.values().flat_map(Set::bytes).collect(),
        orders: Sort::ALL.into_iter().filter_map(|sort| Some((sort, places(products, key_of(sort)?)))).collect(),
    }
}

/// What an order goes by, the smallest first; `None` for the order in which products lie.
fn key_of(sort: Sort) -> Option<fn(&Candidate) -> i64> {
    match sort {
        Sort::Popular => None,
        Sort::PriceAscending => Some(|product| product.price),
        Sort::PriceDescending => Some(|product| -product.price),
        Sort::Rating => Some(|product| -product.rating),
        Sort::Newest => Some(|product| -product.created),
    }
}

fn places(products: &[&Candidate], key: fn(&Candidate) -> i64) -> Vec<u8> {
    let mut places: Vec<(i64, u32)> = (0..).zip(products).map(|(place, product)| (key(product), place)).collect();
    places.sort_unstable();
    places.into_iter().flat_map(|(_, place)| place.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shelf_says_what_lies_where() {
        let product =
            |rank, price, tags: &[u32]| Candidate { rank, price, created: 0, rating: price, tags: tags.to_vec() };
        let products = [product(3, 20, &[8, 17]), product(7, 10, &[17]), product(9, 20, &[8])];
        let shelf = shelf(1, &products.iter().collect::<Vec<_>>());
        assert_eq!(shelf.ranks, [3, 0, 0, 0, 7, 0, 0, 0, 9, 0, 0, 0]);
        assert_eq!(shelf.tags, "[8,17]");
        assert_eq!(shelf.sets, [0b101, 0, 0, 0, 0, 0, 0, 0, 0b011, 0, 0, 0, 0, 0, 0, 0]);
        let order = |sort| {
            let (_, places) = shelf.orders.iter().find(|(stored, _)| *stored == sort).expect("an order");
            places.iter().step_by(4).copied().collect::<Vec<u8>>()
        };
        assert_eq!(order(Sort::PriceAscending), [1, 0, 2]);
        assert_eq!(order(Sort::PriceDescending), [0, 2, 1]);
        assert_eq!(order(Sort::Newest), [0, 1, 2]);
        assert_eq!(shelf.orders.len(), Sort::ALL.len() - 1);
    }
}
