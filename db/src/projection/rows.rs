//! The projections of products as rows of their tables.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::catalogue::only;
use crate::sql::{Sql, SqlError, Value};

const STORED: &str = include_str!("../../queries/projector/stored.sql");

/// A row of `listing`: a product in a market's listings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ListingRow {
    /// The market.
    pub market_code: String,
    /// The product.
    pub product_id: i64,
    /// The lowest price of its variants.
    pub price_minor: i64,
    /// The highest price of its variants.
    pub price_max_minor: i64,
    /// The earlier price of the cheapest variant.
    pub compare_at_minor: Option<i64>,
    /// The band that the lowest price falls into.
    pub price_band: i64,
    /// The first picture.
    pub media_hash: String,
}

/// A row of `category_product`: a product in a category or below.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CategoryRow {
    /// The category.
    pub category_id: i64,
    /// The product's rank.
    pub rank: i64,
    /// The product.
    pub product_id: i64,
}

/// A row of `search_projection`: what filters and sort orders read of a product in a market.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SearchRow {
    /// The market.
    pub market_code: String,
    /// The product's rank.
    pub rank: i64,
    /// The product.
    pub product_id: i64,
    /// The lowest price.
    pub price_minor: i64,
    /// When it came in, in seconds since 1970.
    pub created_at: i64,
    /// The mean rating as if ten more reviews had given three and a half stars.
    pub fair_rating: i64,
    /// The facet ids between commas.
    pub facet_ids: String,
}

impl SearchRow {
    /// The facet ids as numbers.
    pub(super) fn facet_ids(&self) -> impl Iterator<Item = u32> + '_ {
        // The empty texts before the first comma and after the last one are no numbers.
        self.facet_ids.split(',').filter_map(|facet_id| facet_id.parse().ok())
    }
}

/// The column `facts` of `product_text`: up to three names of values as JSON.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FactsRow {
    /// The product.
    pub product_id: i64,
    /// The language.
    pub locale_code: String,
    /// The names, as JSON.
    pub facts: String,
}

/// A row of `search_document`: what a product is found by in a language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocumentRow {
    /// The product.
    pub product_id: i64,
    /// The language.
    pub locale_code: String,
    /// The product's rank, by which the index knows it.
    pub rank: i64,
    /// Title, brand, categories and facts, as JSON.
    pub document: String,
}

/// The projections of some products.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductRows {
    /// Rows of `listing`.
    pub listings: BTreeSet<ListingRow>,
    /// Rows of `category_product`.
    pub categories: BTreeSet<CategoryRow>,
    /// Rows of `search_projection`.
    pub searches: BTreeSet<SearchRow>,
    /// Facts of `product_text`.
    pub facts: BTreeSet<FactsRow>,
    /// Rows of `search_document`.
    pub documents: BTreeSet<DocumentRow>,
}

impl ProductRows {
    /// Reads what is stored of these products. One statement.
    pub async fn stored(sql: &dyn Sql, products: &[i64]) -> Result<Self, SqlError> {
        let products = Value::Text(serde_json::Value::from(products).to_string());
        let mut row = only(sql.query(STORED, vec![products]).await?)?;
        Ok(Self {
            listings: row.json("listings")?,
            categories: row.json("categories")?,
            searches: row.json("searches")?,
            facts: row.json("facts")?,
            documents: row.json("documents")?,
        })
    }
}
