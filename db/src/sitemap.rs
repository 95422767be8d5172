//! What search engines are told to visit.

use outpost_domain::market::Prefix;

use crate::catalogue::only;
use crate::sql::{Sql, SqlError, Value};

const PAGES: &str = include_str!("../queries/sitemap/pages.sql");
const PRODUCTS: &str = include_str!("../queries/sitemap/products.sql");
const CATEGORIES: &str = include_str!("../queries/sitemap/categories.sql");

/// The most products on one page of the sitemap.
pub const PAGE_PRODUCTS: u32 = 5_000;

/// How many pages of products a market's sitemap has: 1 to n; one statement.
pub async fn pages(sql: &dyn Sql, prefix: Prefix) -> Result<u32, SqlError> {
    let parameters = vec![Value::from(prefix.market.code()), Value::from(PAGE_PRODUCTS)];
    let row = only(sql.query(PAGES, parameters).await?)?;
    u32::try_from(row.integer(0)?).map_err(|_| SqlError::Shape { column: "pages".to_owned(), expected: "a count" })
}

/// Slugs of the products on page `page` (from 1), at most [`PAGE_PRODUCTS`]; none beyond the last. One statement.
///
/// A page is a range of product ids, so no other page is read to find its begin; some may be shorter than others.
pub async fn products(sql: &dyn Sql, prefix: Prefix, page: u32) -> Result<Vec<String>, SqlError> {
    let first = i64::from(page.max(1) - 1) * i64::from(PAGE_PRODUCTS) + 1;
    let last = first + i64::from(PAGE_PRODUCTS) - 1;
    let parameters = vec![Value::from(prefix.market.code()), Value::from(first), Value::from(last)];
    sql.query(PRODUCTS, parameters).await?.into_iter().map(|mut row| row.text(0)).collect()
}

/// Slugs of the categories that hold products of the market; one statement.
pub async fn categories(sql: &dyn Sql, prefix: Prefix) -> Result<Vec<String>, SqlError> {
    let parameters = vec![Value::from(prefix.market.code())];
    sql.query(CATEGORIES, parameters).await?.into_iter().map(|mut row| row.text(0)).collect()
}
