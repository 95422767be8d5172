//! What a piece holds, and its price by kilogram, litre, metre or square metre.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::money::Money;

/// What a piece holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Measure {
    /// So many units; more than 0.
    pub amount: i64,
    /// The unit.
    pub unit: MeasureUnit,
}

/// The unit of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MeasureUnit {
    /// Grams; prices are given by kilogram.
    G,
    /// Millilitres; prices are given by litre.
    Ml,
    /// Millimetres; prices are given by metre.
    Mm,
    /// Square centimetres; prices are given by square metre.
    Cm2,
}

/// The price of a whole unit, such as a kilogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitPrice {
    /// The price.
    pub price: Money,
    /// What it is the price of: `kg`, `l`, `m` or `m²`.
    pub unit: &'static str,
}

impl MeasureUnit {
    /// Every unit.
    pub const ALL: [Self; 4] = [Self::G, Self::Ml, Self::Mm, Self::Cm2];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::G => "g",
            Self::Ml => "ml",
            Self::Mm => "mm",
            Self::Cm2 => "cm2",
        }
    }

    /// The unit of prices, and how many of these it is.
    const fn base(self) -> (&'static str, i64) {
        match self {
            Self::G => ("kg", 1_000),
            Self::Ml => ("l", 1_000),
            Self::Mm => ("m", 1_000),
            Self::Cm2 => ("m²", 10_000),
        }
    }
}

impl Measure {
    /// The price of a whole unit where a piece costs `price`, rounded half up; `None` where it is too large to compute.
    pub fn unit_price(self, price: Money) -> Option<UnitPrice> {
        let (unit, size) = self.unit.base();
        let doubled = price.minor().checked_mul(size)?.checked_mul(2)?.checked_add(self.amount)?;
        let minor = doubled.checked_div_euclid(self.amount.checked_mul(2)?)?;
        Some(UnitPrice { price: Money::new(minor, price.currency()), unit })
    }
}

/// The text is no measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a measure: a number and one of g, ml, mm and cm2, such as 500 g")]
pub struct UnknownMeasure;

impl FromStr for Measure {
    type Err = UnknownMeasure;

    fn from_str(text: &str) -> Result<Self, UnknownMeasure> {
        let (amount, unit) = text.trim().split_once(' ').ok_or(UnknownMeasure)?;
        let unit = MeasureUnit::ALL.into_iter().find(|known| known.code() == unit.trim()).ok_or(UnknownMeasure)?;
        let amount = amount.parse().map_err(|_| UnknownMeasure)?;
        if (1..=100_000_000).contains(&amount) { Ok(Self { amount, unit }) } else { Err(UnknownMeasure) }
    }
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.amount, self.unit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::EUR;

    #[test]
    fn a_unit_price_is_that_of_a_whole_unit() {
        let of = |measure: &str, minor| {
            let measure: Measure = measure.parse().expect("a measure");
            let found = measure.unit_price(Money::new(minor, EUR)).expect("a price");
            (found.price.minor(), found.unit)
        };
        assert_eq!(of("250 g", 299), (1_196, "kg"));
        assert_eq!(of("750 ml", 1_000), (1_333, "l"));
        assert_eq!(of("3 cm2", 1), (3_333, "m²"));
        for wrong in ["250g", "0 g", "-1 g", "1.5 g", "1 stone", ""] {
            assert_eq!(wrong.parse::<Measure>(), Err(UnknownMeasure), "{wrong}");
        }
    }
}
