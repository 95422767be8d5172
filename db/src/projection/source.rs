//! The rows of a product that its projections are derived from.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::sql::{Row, Sql, SqlError, Value};

const PRODUCTS_BY_RANK: &str = include_str!("../../queries/projector/products_by_rank.sql");
const SOURCES: &str = include_str!("../../queries/projector/sources.sql");

/// A product with its prices, values, options and titles.
#[derive(Clone, Debug)]
pub struct ProductSource {
    pub(super) id: i64,
    pub(super) rank: i64,
    pub(super) brand_id: i64,
    pub(super) category_id: i64,
    pub(super) is_published: bool,
    pub(super) created_at: i64,
    pub(super) rating_hundredths: i64,
    pub(super) rating_count: i64,
    pub(super) is_in_stock: bool,
    pub(super) media_hash: Option<String>,
    pub(super) prices: Vec<Price>,
    pub(super) value_ids: Vec<i64>,
    pub(super) option_attribute_ids: Vec<i64>,
    /// By the code of their language.
    pub(super) titles: BTreeMap<String, String>,
}

/// The price of a variant in a market.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Price {
    pub(super) market_code: String,
    pub(super) amount_minor: i64,
    pub(super) compare_at_minor: Option<i64>,
}

/// The next 500 products behind a rank, in the order of their ranks, with the last of these ranks; none at the end.
pub async fn products_after(sql: &dyn Sql, rank: i64) -> Result<(Vec<i64>, i64), SqlError> {
    let (mut products, mut last) = (Vec::new(), rank);
    for mut row in sql.query(PRODUCTS_BY_RANK, vec![Value::Integer(rank)]).await? {
        products.push(row.integer("id")?);
        last = row.integer("rank")?;
    }
    Ok((products, last))
}

/// Reads the products that are there. One statement.
pub async fn read_sources(sql: &dyn Sql, products: &[i64]) -> Result<Vec<ProductSource>, SqlError> {
    let products = Value::Text(serde_json::Value::from(products).to_string());
    sql.query(SOURCES, vec![products]).await?.into_iter().map(ProductSource::read).collect()
}

impl ProductSource {
    /// Its number.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Whether pieces of it are on hand.
    pub fn is_in_stock(&self) -> bool {
        self.is_in_stock
    }

    fn read(mut row: Row) -> Result<Self, SqlError> {
        let mut value_ids: Vec<i64> = row.json("value_ids")?;
        value_ids.sort_unstable();
        Ok(Self {
            id: row.integer("id")?,
            rank: row.integer("rank")?,
            brand_id: row.integer("brand_id")?,
            category_id: row.integer("category_id")?,
            is_published: row.boolean("is_published")?,
            created_at: row.integer("created_at")?,
            rating_hundredths: row.integer("rating_hundredths")?,
            rating_count: row.integer("rating_count")?,
            is_in_stock: row.boolean("is_in_stock")?,
            media_hash: row.get("media_hash")?,
            prices: row.json("prices")?,
            value_ids,
            option_attribute_ids: row.json("option_attribute_ids")?,
            titles: row.json("titles")?,
        })
    }
}
