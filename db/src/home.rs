//! The front page of a market.

use outpost_domain::market::MarketLocale;

use crate::catalogue::{Card, CardJson, CategoryTile, cards, only};
use crate::sql::{Sql, SqlError, Value};

const LOAD: &str = include_str!("../queries/home/load.sql");

/// What the front page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The top categories with pictures, up to 12, in the order of the navigation.
    pub categories: Vec<CategoryTile>,
    /// The most popular products, up to 8.
    pub popular: Vec<Card>,
    /// The newest products, up to 8, newest first.
    pub newest: Vec<Card>,
}

/// Reads the front page; one statement.
pub async fn load(sql: &dyn Sql, prefix: MarketLocale) -> Result<Home, SqlError> {
    let parameters = vec![Value::from(prefix.market.code()), Value::from(prefix.locale.code())];
    let mut row = only(sql.query(LOAD, parameters).await?)?;
    let (popular, newest): (Vec<CardJson>, Vec<CardJson>) = (row.json("popular")?, row.json("newest")?);
    Ok(Home { categories: row.json("categories")?, popular: cards(popular, prefix), newest: cards(newest, prefix) })
}
