//! The list of all products: search by title, slug and SKU, filters, paged from the newest to the oldest.

use outpost_domain::catalogue::ProductState;
use outpost_domain::market::Locale;
use outpost_domain::search::{match_expression, query_words};
use outpost_domain::stock::StockState;

use crate::list::Page;
use crate::search::localized;
use crate::sql::{Row, Sql, SqlError, Value};

const LIST: &str = include_str!("../../queries/catalogue/list.sql");
/// An FTS5 expression that nothing matches.
const NOTHING: &str = "\"\"";

/// Which part of the list is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductQuery {
    /// Words of titles, or the beginning of slugs or SKUs.
    pub search: String,
    /// Products of this category and below, by slug.
    pub category: Option<String>,
    /// Products of brands whose slug begins like this.
    pub brand: Option<String>,
    /// Products in this state only.
    pub state: Option<ProductState>,
    /// The number before which to go on.
    pub before: Option<i64>,
}

/// A product in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductRow {
    /// Its number.
    pub id: i64,
    /// Names its page.
    pub slug: String,
    /// Its title in the language of the list, else in another.
    pub title: String,
    /// Its brand.
    pub brand: String,
    /// Its category's name.
    pub category: String,
    /// Whether the shop shows it.
    pub state: ProductState,
    /// The best badge of its variants.
    pub stock: StockState,
    /// How many variants it has.
    pub variants: i64,
    /// Codes of the markets that list it.
    pub markets: Vec<String>,
}

/// A page of the list. Titles are searched in the language of the page.
pub async fn list(sql: &dyn Sql, query: &ProductQuery, locale: Locale) -> Result<Page<ProductRow>, SqlError> {
    let search = query.search.trim();
    let is_search = !search.is_empty();
    let titles = match_expression(&query_words(search))
        .map_or_else(|| NOTHING.to_owned(), |words| format!("{{title brand}} : ({words})"));
    let parameters = vec![
        Value::from(locale.code()),
        Value::from(is_search.then_some(titles)),
        Value::from(is_search.then(|| search.to_lowercase())),
        Value::from(is_search.then(|| search.to_uppercase())),
        Value::from(query.category.clone()),
        Value::from(query.brand.clone()),
        Value::from(query.state.map(ProductState::code)),
        Value::from(query.before.unwrap_or(i64::MAX)),
    ];
    Page::read(sql.query(&localized(LIST, locale), parameters).await?, read)
}

fn read(mut row: Row) -> Result<ProductRow, SqlError> {
    Ok(ProductRow {
        id: row.integer("id")?,
        slug: row.text("slug")?,
        title: row.text("title")?,
        brand: row.text("brand")?,
        category: row.text("category")?,
        state: row.parse("state", "a product's state")?,
        stock: row.parse("stock_state", "a stock state")?,
        variants: row.integer("variants")?,
        markets: row.json("markets")?,
    })
}
