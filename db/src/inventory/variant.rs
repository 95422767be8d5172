//! One variant with what every location holds of it.

use outpost_domain::ids::Sku;
use outpost_domain::inventory::{LocationCode, StockFigures};
use outpost_domain::market::Locale;
use outpost_domain::stock::StockState;
use serde::Deserialize;

use crate::sql::{Sql, SqlError, Value};

const VARIANT: &str = include_str!("../../queries/inventory/variant.sql");

/// A variant as the stockroom sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InventoryVariant {
    /// Its SKU.
    pub sku: Sku,
    /// The product's place in the shop's addresses.
    pub product_slug: String,
    /// The product's title.
    pub title: String,
    /// Its options, e.g. `Red, M`; empty for a product without options.
    pub options: String,
    /// Its badge.
    pub state: StockState,
    /// When pieces that are sold ahead arrive, in seconds since 1970.
    pub backorder_at: Option<i64>,
    /// What each location holds.
    pub levels: Vec<LocationLevel>,
}

/// What one location holds of a variant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LocationLevel {
    /// The location's code.
    pub location: LocationCode,
    /// The location's name.
    pub name: String,
    /// Pieces that lie there.
    pub on_hand: i64,
    /// Pieces that orders hold.
    pub allocated: i64,
    /// Pieces that are never sold.
    pub safety_stock: i64,
    /// Pieces that may be sold ahead of their arrival.
    pub backorder_limit: i64,
    /// Pieces on their way there, from suppliers and other locations.
    pub incoming: i64,
}

impl LocationLevel {
    /// The level's figures.
    pub const fn figures(&self) -> StockFigures {
        let Self { on_hand, allocated, safety_stock, backorder_limit, .. } = *self;
        StockFigures { on_hand, allocated, safety_stock, backorder_limit }
    }
}

/// A variant by its SKU, if there is one.
pub async fn variant(sql: &dyn Sql, sku: &Sku, locale: Locale) -> Result<Option<InventoryVariant>, SqlError> {
    let parameters = vec![Value::from(sku.as_str()), Value::from(locale.code())];
    let Some(mut row) = sql.query(VARIANT, parameters).await?.into_first() else { return Ok(None) };
    Ok(Some(InventoryVariant {
        sku: row.parse("sku", "a SKU")?,
        product_slug: row.text("product_slug")?,
        title: row.text("title")?,
        options: row.text("options")?,
        state: row.parse("stock_state", "a stock state")?,
        backorder_at: row.get("backorder_at")?,
        levels: row.json("levels")?,
    }))
}
