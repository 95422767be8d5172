//! The sitemap: the addresses that search engines index.

use outpost_domain::market::{MarketCode, MarketLocale};

use crate::catalogue::not_seeded;
use crate::sql::{Sql, SqlError, Value};
use crate::version::{Scope, Versions};

const PAGES: &str = include_str!("../queries/sitemap/pages.sql");
const PRODUCTS: &str = include_str!("../queries/sitemap/products.sql");
const CATEGORIES: &str = include_str!("../queries/sitemap/categories.sql");

/// The most products on one page of the sitemap.
pub const PAGE_PRODUCTS: u32 = 5_000;

/// How large the sitemap is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The versions of what each market lists.
    pub versions: Versions,
    pages: Vec<(MarketCode, u32)>,
}

impl Extent {
    /// How many pages of products a market's sitemap has, at least 1.
    pub fn pages(&self, market: MarketCode) -> u32 {
        let found = self.pages.iter().find(|(code, _)| *code == market);
        found.map_or(1, |(_, pages)| *pages).max(1)
    }
}

/// How many pages each market's sitemap has; one statement.
pub async fn extent(sql: &dyn Sql) -> Result<Extent, SqlError> {
    let mut extent: Option<Extent> = None;
    for mut row in sql.query(PAGES, vec![Value::from(PAGE_PRODUCTS)]).await? {
        let (code, tag): (MarketCode, _) = (row.parse("code", "the code of a market")?, row.integer("tag")?);
        let Extent { versions, mut pages } =
            extent.unwrap_or_else(|| Extent { versions: Versions::new(tag), pages: Vec::new() });
        pages.push((code, row.number("pages")?));
        extent = Some(Extent { versions: versions.with(Scope::Listed(code), row.integer("listed_version")?), pages });
    }
    extent.ok_or_else(not_seeded)
}

/// Slugs of the products on page `page` (from 1), at most [`PAGE_PRODUCTS`]; none beyond the last. One statement.
///
/// A page is a range of product ids, so no other page is read to find its begin; some may be shorter than others.
pub async fn products(sql: &dyn Sql, prefix: MarketLocale, page: u32) -> Result<Vec<String>, SqlError> {
    let first = i64::from(page.max(1) - 1) * i64::from(PAGE_PRODUCTS) + 1;
    let last = first + i64::from(PAGE_PRODUCTS) - 1;
    let parameters = vec![Value::from(prefix.market.code()), Value::from(first), Value::from(last)];
    sql.query(PRODUCTS, parameters).await?.into_iter().map(|mut row| row.text("slug")).collect()
}

/// Slugs of the categories that hold products of the market; one statement.
pub async fn categories(sql: &dyn Sql, prefix: MarketLocale) -> Result<Vec<String>, SqlError> {
    let parameters = vec![Value::from(prefix.market.code())];
    sql.query(CATEGORIES, parameters).await?.into_iter().map(|mut row| row.text("slug")).collect()
}
