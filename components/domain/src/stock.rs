//! Stock as badges show it.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::Date;

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

/// What can be bought of a variant, or of the best variant of a product, as shoppers are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StockLevel {
    /// More than a few pieces can be sent today.
    In,
    /// Only a few pieces are left.
    Low {
        /// Pieces left.
        left: u32,
    },
    /// Sold ahead of its arrival.
    Backorder {
        /// The day the next pieces are expected.
        expected: Option<Date>,
    },
    /// Cannot be bought.
    Out,
}

impl StockLevel {
    /// Whether a shopper can buy it.
    pub const fn is_buyable(self) -> bool {
        !matches!(self, Self::Out)
    }
}

/// The text is not the code of a stock state.
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
