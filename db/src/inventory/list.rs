//! The list of all variants with their stock: search by SKU and title, filter by badge, paged by SKU.

use outpost_domain::ids::Sku;
use outpost_domain::market::Locale;
use outpost_domain::search::{match_expression, query_words};
use outpost_domain::stock::StockState;

use super::variant::LocationLevel;
use crate::list::{Count, Page};
use crate::search::localized;
use crate::sql::{Row, Sql, SqlError, Value};

const LIST: &str = include_str!("../../queries/inventory/list.sql");
const COUNT: &str = include_str!("../../queries/inventory/count.sql");
/// An FTS5 expression that nothing matches.
const NOTHING: &str = "\"\"";

/// Which part of the list is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InventoryQuery {
    /// The beginning of SKUs, or words of titles.
    pub search: String,
    /// Variants with this badge only.
    pub state: Option<StockState>,
    /// The SKU after which to go on.
    pub after: Option<Sku>,
}

/// A variant in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InventoryRow {
    /// Its SKU.
    pub sku: Sku,
    /// The product's title.
    pub title: String,
    /// Its options, e.g. `Red, M`.
    pub options: String,
    /// Its badge.
    pub state: StockState,
    /// When pieces that are sold ahead arrive, in seconds since 1970.
    pub backorder_at: Option<i64>,
    /// What each location holds.
    pub levels: Vec<LocationLevel>,
}

impl InventoryRow {
    /// The sum of a figure over all locations.
    pub fn sum(&self, figure: impl Fn(&LocationLevel) -> i64) -> i64 {
        self.levels.iter().map(figure).sum()
    }
}

/// A page of the list. Titles are searched in the language of the page.
pub async fn list(sql: &dyn Sql, query: &InventoryQuery, locale: Locale) -> Result<Page<InventoryRow>, SqlError> {
    let mut parameters = parameters(query, locale);
    parameters.push(Value::from(query.after.as_ref().map_or("", Sku::as_str)));
    Page::read(sql.query(&localized(LIST, locale), parameters).await?, read)
}

/// How many variants the list has.
pub async fn count(sql: &dyn Sql, query: &InventoryQuery, locale: Locale) -> Result<Count, SqlError> {
    let rows = sql.query(&localized(COUNT, locale), parameters(query, locale)).await?;
    rows.single().map(Count::of)
}

fn parameters(query: &InventoryQuery, locale: Locale) -> Vec<Value> {
    let search = query.search.trim();
    let sku: String = search.to_ascii_uppercase();
    // No search is the beginning of every SKU; a text with other characters is the beginning of none.
    let beginning = (sku.is_empty() || sku.parse::<Sku>().is_ok()).then_some(sku);
    let titles = match_expression(&query_words(search));
    let titles = titles.map_or_else(|| NOTHING.to_owned(), |words| format!("{{title brand}} : ({words})"));
    vec![Value::from(locale.code()), Value::from(query.state.map(code)), Value::from(beginning), Value::from(titles)]
}

const fn code(state: StockState) -> &'static str {
    match state {
        StockState::In => "in",
        StockState::Low => "low",
        StockState::Backorder => "backorder",
        StockState::Out => "out",
    }
}

fn read(mut row: Row) -> Result<InventoryRow, SqlError> {
    Ok(InventoryRow {
        sku: row.parse("sku", "a SKU")?,
        title: row.text("title")?,
        options: row.text("options")?,
        state: row.parse("stock_state", "a stock state")?,
        backorder_at: row.get("backorder_at")?,
        levels: row.json("levels")?,
    })
}
