//! Stock-takes as they are read.

use outpost_domain::ids::{Sku, StockTakeId};
use outpost_domain::inventory::LocationCode;
use outpost_domain::market::Locale;
use serde::Deserialize;

use crate::list::Page;
use crate::sql::{Row, Sql, SqlError, Value};

const STOCK_TAKES: &str = include_str!("../../queries/inventory/stock_takes.sql");
const STOCK_TAKE: &str = include_str!("../../queries/inventory/stock_take.sql");

/// A stock-take in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockTakeRow {
    /// Its id.
    pub id: StockTakeId,
    /// What people call it.
    pub name: String,
    /// Where it takes place.
    pub location: LocationCode,
    /// When it was opened, in seconds since 1970.
    pub opened_at: i64,
    /// When its differences were booked.
    pub approved_at: Option<i64>,
    /// How many variants were counted.
    pub counts: i64,
    /// How many of them differ.
    pub differences: i64,
}

/// A stock-take with its counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockTake {
    /// Its id.
    pub id: StockTakeId,
    /// What people call it.
    pub name: String,
    /// Where it takes place.
    pub location: LocationCode,
    /// That location's name.
    pub location_name: String,
    /// Rises with every count.
    pub version: i64,
    /// When it was opened, in seconds since 1970.
    pub opened_at: i64,
    /// When its differences were booked.
    pub approved_at: Option<i64>,
    /// The counts, the latest first, at most 1,000 of them.
    pub counts: Vec<StockTakeCount>,
}

/// What was counted of one variant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct StockTakeCount {
    /// Which variant.
    pub sku: Sku,
    /// The product's title.
    pub title: String,
    /// Its options.
    pub options: String,
    /// What the level said then.
    pub expected: i64,
    /// What was found.
    pub counted: i64,
    /// Who counted, as `kind:id`.
    pub principal: String,
}

/// A page of stock-takes, the newest first, `before` one of that time and id.
pub async fn stock_takes(sql: &dyn Sql, before: Option<(i64, StockTakeId)>) -> Result<Page<StockTakeRow>, SqlError> {
    let (time, id) = before.map_or((i64::MAX, String::new()), |(time, id)| (time, id.to_string()));
    Page::read(sql.query(STOCK_TAKES, vec![Value::from(time), Value::from(id)]).await?, read)
}

/// A stock-take, if there is one.
pub async fn stock_take(sql: &dyn Sql, id: StockTakeId, locale: Locale) -> Result<Option<StockTake>, SqlError> {
    let parameters = vec![Value::from(id.to_string()), Value::from(locale.code())];
    let Some(mut row) = sql.query(STOCK_TAKE, parameters).await?.into_first() else { return Ok(None) };
    Ok(Some(StockTake {
        id: row.parse("id", "a stock-take's id")?,
        name: row.text("name")?,
        location: row.parse("location_code", "a location's code")?,
        location_name: row.text("location_name")?,
        version: row.integer("version")?,
        opened_at: row.integer("opened_at")?,
        approved_at: row.get("approved_at")?,
        counts: row.json("counts")?,
    }))
}

fn read(mut row: Row) -> Result<StockTakeRow, SqlError> {
    Ok(StockTakeRow {
        id: row.parse("id", "a stock-take's id")?,
        name: row.text("name")?,
        location: row.parse("location_code", "a location's code")?,
        opened_at: row.integer("opened_at")?,
        approved_at: row.get("approved_at")?,
        counts: row.integer("counts")?,
        differences: row.integer("differences")?,
    })
}
