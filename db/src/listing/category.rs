//! The listing of a category.

use outpost_domain::category::CategoryLink;
use outpost_domain::market::MarketLocale;
use serde::Deserialize;

use super::{ListingQuery, Page, filtered};
use crate::catalogue::{CardJson, CategoryTile, only};
use crate::sql::{Row, Sql, SqlError, Value};

const POPULAR: &str = include_str!("../../queries/listing/popular.sql");
const CARDS: &str = include_str!("../../queries/listing/cards.sql");

/// A category and one page of its products.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryListing {
    /// Its number.
    pub id: i64,
    /// The version of its scope, read with the products or before them.
    pub version: i64,
    /// Its slug.
    pub slug: String,
    /// Its name in the page's language.
    pub name: String,
    /// A sentence or two about it; may be empty.
    pub description: String,
    /// The categories above it, the topmost first.
    pub trail: Vec<CategoryLink>,
    /// The categories right below it that hold products, in order.
    pub children: Vec<CategoryTile>,
    /// Its products.
    pub page: Page,
}

/// One page of a category, `None` where there is no such category.
///
/// Without filters and by popularity it is one statement, whose cost depends on neither the catalogue's size nor the
/// category's. Else there are two: one for the facet blocks, in which a product takes a few bytes, one for the page.
pub async fn category(
    sql: &dyn Sql,
    prefix: MarketLocale,
    slug: &str,
    query: &ListingQuery,
) -> Result<Option<CategoryListing>, SqlError> {
    if query.is_one_statement() {
        popular(sql, prefix, slug, query).await
    } else {
        by_facet_blocks(sql, prefix, slug, query).await
    }
}

async fn popular(
    sql: &dyn Sql,
    prefix: MarketLocale,
    slug: &str,
    query: &ListingQuery,
) -> Result<Option<CategoryListing>, SqlError> {
    let skipped = Value::from(query.skipped());
    let parameters =
        vec![Value::from(prefix.market.code()), Value::from(prefix.locale.code()), Value::from(slug), skipped];
    let Some(mut row) = sql.query(POPULAR, parameters).await?.into_first() else { return Ok(None) };
    let total = row.number("total")?;
    let page = Page::new((total, false), row.json("facets")?, row.json("cards")?, query, prefix);
    listing(page, row).map(Some)
}

async fn by_facet_blocks(
    sql: &dyn Sql,
    prefix: MarketLocale,
    slug: &str,
    query: &ListingQuery,
) -> Result<Option<CategoryListing>, SqlError> {
    let Some(found) = filtered::page(sql, prefix, slug, query).await? else { return Ok(None) };
    let cards = cards_of(sql, prefix, &found.ranks).await?;
    listing(Page::new((found.total, false), found.facets, cards, query, prefix), found.row).map(Some)
}

async fn cards_of(sql: &dyn Sql, prefix: MarketLocale, ranks: &[u32]) -> Result<Vec<CardJson>, SqlError> {
    if ranks.is_empty() {
        return Ok(Vec::new());
    }
    let ranks = Value::Text(serde_json::Value::from(ranks).to_string());
    let parameters = vec![Value::from(prefix.market.code()), Value::from(prefix.locale.code()), ranks];
    only(sql.query(CARDS, parameters).await?)?.json("cards")
}

/// The head of the page, above its products; from the view `category_head`.
#[derive(Deserialize)]
struct HeadJson {
    id: i64,
    version: i64,
    slug: String,
    name: String,
    description: String,
    trail: Vec<CategoryLink>,
    children: Vec<CategoryTile>,
}

fn listing(page: Page, mut row: Row) -> Result<CategoryListing, SqlError> {
    let head: HeadJson = row.json("head")?;
    Ok(CategoryListing {
        id: head.id,
        version: head.version,
        slug: head.slug,
        name: head.name,
        description: head.description,
        trail: head.trail,
        children: head.children,
        page,
    })
}
