//! Prices that were asked before.

use crate::sql::{Row, Sql, SqlError, Value};

const PRICE_HISTORY: &str = include_str!("../../queries/catalogue/price_history.sql");

/// A price that was asked before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierPrice {
    /// Of which variant, by SKU.
    pub sku: String,
    /// In which market.
    pub market: String,
    /// Until when, in seconds since 1970.
    pub ended_at: i64,
    /// What a piece cost, in the minor units of the market's currency.
    pub amount: i64,
}

/// The last 50 prices of a product that ended, the latest first. One statement.
pub async fn price_history(sql: &dyn Sql, product: i64) -> Result<Vec<EarlierPrice>, SqlError> {
    sql.query(PRICE_HISTORY, vec![Value::from(product)]).await?.into_iter().map(read).collect()
}

fn read(mut row: Row) -> Result<EarlierPrice, SqlError> {
    Ok(EarlierPrice {
        sku: row.text("sku")?,
        market: row.text("market")?,
        ended_at: row.integer("ended_at")?,
        amount: row.integer("amount_minor")?,
    })
}
