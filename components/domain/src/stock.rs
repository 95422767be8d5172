//! What a badge says about stock.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The state of a variant, or the best state of any variant of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StockState {
    /// More than a few pieces can be sent today.
    In,
    /// Only a few pieces are left.
    Low,
    /// Sold ahead of its arrival.
    Backorder,
    /// Cannot be bought.
    Out,
}

impl StockState {
    /// Whether a shopper can buy it.
    pub const fn is_buyable(self) -> bool {
        !matches!(self, Self::Out)
    }
}

/// The text names no stock state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a stock state: in, low, backorder or out")]
pub struct UnknownStockState;

impl FromStr for StockState {
    type Err = UnknownStockState;

    fn from_str(text: &str) -> Result<Self, UnknownStockState> {
        match text {
            "in" => Ok(Self::In),
            "low" => Ok(Self::Low),
            "backorder" => Ok(Self::Backorder),
            "out" => Ok(Self::Out),
            _ => Err(UnknownStockState),
        }
    }
}
