//! What changes a total, and why.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::money::{BasisPoints, Money};

/// What an adjustment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdjustmentKind {
    /// Something taken off; its amount is negative or zero.
    Discount,
    /// What sending the goods costs.
    Delivery,
    /// A tax, contained in the prices or added to them.
    Tax,
}

impl AdjustmentKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Discount, Self::Delivery, Self::Tax];

    /// The kind as stored, such as `delivery`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Discount => "discount",
            Self::Delivery => "delivery",
            Self::Tax => "tax",
        }
    }
}

/// The text names no kind of adjustment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of adjustment: discount, delivery or tax")]
pub struct UnknownAdjustmentKind;

impl FromStr for AdjustmentKind {
    type Err = UnknownAdjustmentKind;

    fn from_str(text: &str) -> Result<Self, UnknownAdjustmentKind> {
        Self::ALL.into_iter().find(|kind| kind.code() == text).ok_or(UnknownAdjustmentKind)
    }
}

/// What an adjustment applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A line of goods, by its number.
    Line(u32),
    /// A delivery group, by its number.
    Group(u32),
}

/// One row of what was agreed: an amount, its cause and its target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// What it is.
    pub kind: AdjustmentKind,
    /// Who or what made it: a promotion's code, a method's code, a tax class.
    pub cause: String,
    /// The line or delivery group it belongs to.
    pub target: Target,
    /// The amount; negative for a discount.
    pub amount: Money,
    /// The rate of a tax.
    pub rate: Option<BasisPoints>,
    /// The amount is contained in prices already and does not change the total.
    pub included: bool,
}
