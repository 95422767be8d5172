//! Money as whole minor units of a currency, with checked arithmetic.

mod currency;

use serde::{Deserialize, Serialize};

pub use currency::Currency;

/// Why an amount could not be computed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The sum or product does not fit 64 bits.
    #[error("the amount is too large to compute")]
    Overflow,
    /// Two currencies met in one sum.
    #[error("{0} and {1} cannot be added: convert one first")]
    CurrencyMismatch(Currency, Currency),
    /// A code that [`Currency`] does not list.
    #[error("unknown currency {0:?}: not in ISO 4217")]
    UnknownCurrency(String),
}

/// An amount in whole minor units (pence, cents, yen) of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// `minor` units of `currency`: `Money::new(1250, pounds)` is £12.50.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// The amount in minor units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The sum, refused across currencies and beyond 64 bits.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_add)
    }

    /// The difference, refused across currencies and beyond 64 bits.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_sub)
    }

    /// The price of `quantity` pieces.
    pub fn times(self, quantity: u32) -> Result<Self, MoneyError> {
        self.minor
            .checked_mul(i64::from(quantity))
            .map(|minor| Self::new(minor, self.currency))
            .ok_or(MoneyError::Overflow)
    }

    /// The sum of many amounts of one currency; zero of `currency` for none.
    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::plus)
    }

    /// Splits into `parts` amounts that differ by at most one minor unit and sum to the whole.
    ///
    /// Returns nothing for zero parts.
    pub fn split(self, parts: u32) -> Vec<Self> {
        let count = i64::from(parts);
        (0..count)
            .map(|index| {
                let share = self.minor.div_euclid(count);
                let extra = i64::from(index < self.minor.rem_euclid(count));
                Self::new(share + extra, self.currency)
            })
            .collect()
    }

    fn combine(self, other: Self, operation: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch(self.currency, other.currency));
        }
        operation(self.minor, other.minor).map(|minor| Self::new(minor, self.currency)).ok_or(MoneyError::Overflow)
    }
}

/// A rate in basis points: 1,900 is 19 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BasisPoints(pub u32);

impl BasisPoints {
    /// This share of `amount`, rounded half up to the minor unit.
    pub fn of(self, amount: Money) -> Result<Money, MoneyError> {
        self.scale(amount, 10_000)
    }

    /// The share that an amount already includes: 19 % contained in 119.00 is 19.00. Rounded half up.
    pub fn contained_in(self, amount: Money) -> Result<Money, MoneyError> {
        self.scale(amount, 10_000 + i128::from(self.0))
    }

    fn scale(self, amount: Money, divisor: i128) -> Result<Money, MoneyError> {
        let product = i128::from(amount.minor) * i128::from(self.0);
        i64::try_from(round_half_up(product, divisor))
            .map(|minor| Money::new(minor, amount.currency))
            .map_err(|_| MoneyError::Overflow)
    }
}

/// The one rounding rule of the shop: to the nearest unit, halves towards positive infinity.
fn round_half_up(numerator: i128, divisor: i128) -> i128 {
    (2 * numerator + divisor).div_euclid(2 * divisor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{EUR, GBP, JPY};
    use proptest::prelude::*;

    #[test]
    fn amounts_of_two_currencies_never_add() {
        let sum = Money::new(1, GBP).plus(Money::new(1, JPY));
        assert_eq!(sum, Err(MoneyError::CurrencyMismatch(GBP, JPY)));
    }

    #[test]
    fn included_and_added_tax_agree_on_round_amounts() {
        let rate = BasisPoints(1_900);
        let gross = Money::new(11_900, EUR);
        assert_eq!(rate.contained_in(gross), Ok(Money::new(1_900, EUR)));
        assert_eq!(rate.of(Money::new(10_000, EUR)), Ok(Money::new(1_900, EUR)));
    }

    proptest! {
        #[test]
        fn a_split_conserves_the_sum(minor in -1_000_000_000i64..1_000_000_000, parts in 1u32..50) {
            let whole = Money::new(minor, EUR);
            let shares = whole.split(parts);
            prop_assert_eq!(Money::sum(EUR, shares.iter().copied()), Ok(whole));
            let least = shares.iter().map(|share| share.minor()).min().unwrap_or(0);
            prop_assert!(shares.iter().all(|share| share.minor() - least <= 1));
        }

        #[test]
        fn arithmetic_never_wraps(a: i64, b: i64, quantity: u32) {
            let (a, b) = (Money::new(a, JPY), Money::new(b, JPY));
            prop_assert_eq!(a.plus(b).ok().map(Money::minor), a.minor().checked_add(b.minor()));
            prop_assert_eq!(a.times(quantity).ok().map(Money::minor), a.minor().checked_mul(i64::from(quantity)));
        }
    }
}
