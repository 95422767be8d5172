//! The listing of a category.

use outpost_domain::market::Prefix;
use serde::Deserialize;

use super::narrow::{Candidates, Narrowed, narrow, page};
use super::{ListingQuery, Page, Sort};
use crate::catalogue::{CategoryLink, CategoryTile};
use crate::sql::{Row, Sql, SqlError, Value};

const POPULAR: &str = include_str!("../../queries/listing/popular.sql");

/// A category and one page of its products.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryListing {
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

/// One page of a category, `None` where there is no such category; one statement.
///
/// Without filters and by popularity, its cost depends on neither the catalogue's size nor the category's.
/// With them, the [`super::REACH`] most popular products of the category are looked at: exact in any smaller category.
pub async fn category(
    sql: &dyn Sql,
    prefix: Prefix,
    slug: &str,
    query: &ListingQuery,
) -> Result<Option<CategoryListing>, SqlError> {
    let narrowed = if query.is_narrowed() || query.sort != Sort::Popular {
        let candidates =
            Candidates { category: Value::from(slug), expression: Value::Null, sku: Value::Null, words: Value::Null };
        narrow(sql, prefix, candidates, query).await?
    } else {
        popular(sql, prefix, slug, query).await?
    };
    narrowed.map(|Narrowed { page, row }| listing(page, row)).transpose()
}

async fn popular(
    sql: &dyn Sql,
    prefix: Prefix,
    slug: &str,
    query: &ListingQuery,
) -> Result<Option<Narrowed>, SqlError> {
    let parameters =
        vec![Value::from(prefix.market.code()), Value::from(prefix.locale.code()), Value::from(slug), query.offset()];
    let first = sql.query(POPULAR, parameters).await?.into_first();
    first.map(|row| page(row, query, prefix)).transpose()
}

/// What stands above the products, from the view `category_head`.
#[derive(Deserialize)]
struct HeadJson {
    slug: String,
    name: String,
    description: String,
    trail: Vec<CategoryLink>,
    children: Vec<CategoryTile>,
}

fn listing(page: Page, mut row: Row) -> Result<CategoryListing, SqlError> {
    let head: HeadJson = row.json(0)?;
    Ok(CategoryListing {
        slug: head.slug,
        name: head.name,
        description: head.description,
        trail: head.trail,
        children: head.children,
        page,
    })
}
