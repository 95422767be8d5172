//! The one pricing pipeline: cart, review, order, API and simulator all ask [`price`].
//!
//! The steps run in a fixed order: line amounts, discounts, delivery, tax, rounding. Every step adds
//! [`Adjustment`]s, and the total is the sum of the lines and of the adjustments that are not contained in a price.
//! The command `place_order` checks that sum, and computes nothing.

mod adjustment;
mod delivery;
mod discount;
mod share;
mod tax;
#[cfg(test)]
mod tests;

pub use adjustment::{Adjustment, AdjustmentKind, Target};
pub use delivery::{DeliveryPrice, DeliveryTax};
pub use discount::Discount;
pub use tax::{TaxRate, by_rate as taxes_by_rate};

use crate::money::{Currency, Money, MoneyError};

/// A line of goods to price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Position in the cart or order, from 1.
    pub number: u32,
    /// The delivery group that it is sent in, from 1.
    pub group: u32,
    /// Price of one piece, as the market displays it: with tax or without.
    pub unit: Money,
    /// Pieces.
    pub quantity: u32,
    /// The destination's rate for the product's tax class.
    pub tax: TaxRate,
}

/// Everything the total depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The market's currency; every amount is in it.
    pub currency: Currency,
    /// Prices contain tax (true) or tax is added to them (false).
    pub tax_included: bool,
    /// The goods.
    pub lines: Vec<Line>,
    /// What is taken off, in the order in which it applies.
    pub discounts: Vec<Discount>,
    /// How each group of goods is sent; none while that is not known, as in a cart.
    pub deliveries: Vec<DeliveryPrice>,
}

/// A priced request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priced {
    /// Sum of the lines before any adjustment.
    pub goods: Money,
    /// Every discount, delivery amount and tax, with its cause.
    pub adjustments: Vec<Adjustment>,
    /// What the shopper pays.
    pub total: Money,
}

impl Priced {
    /// Sum of the adjustments of one kind: contained tax counts as well.
    ///
    /// # Errors
    /// [`MoneyError`] when the sum does not fit.
    pub fn sum_of(&self, kind: AdjustmentKind) -> Result<Money, MoneyError> {
        let amounts = self.adjustments.iter().filter(|adjustment| adjustment.kind == kind);
        Money::sum(self.total.currency(), amounts.map(|adjustment| adjustment.amount))
    }

    /// Tax by rate, the highest rate first, without rates that come to nothing.
    ///
    /// # Errors
    /// [`MoneyError`] when a sum does not fit.
    pub fn taxes_by_rate(&self) -> Result<Vec<(TaxRate, Money)>, MoneyError> {
        taxes_by_rate(&self.adjustments)
    }
}

/// Prices a request.
///
/// # Errors
/// [`MoneyError`] when an amount is of another currency or a sum does not fit 64 bits.
pub fn price(request: &Request) -> Result<Priced, MoneyError> {
    let amounts = line_amounts(&request.lines)?;
    let goods = Money::sum(request.currency, amounts.iter().copied())?;
    let mut adjustments = Vec::new();
    let discounted = discount::apply(&request.discounts, &request.lines, amounts, &mut adjustments)?;
    let costs = delivery::apply(request, &discounted, &mut adjustments)?;
    tax::apply(request, &discounted, &costs, &mut adjustments)?;
    let total = adjustments
        .iter()
        .filter(|adjustment| !adjustment.included)
        .try_fold(goods, |total, adjustment| total.plus(adjustment.amount))?;
    Ok(Priced { goods, adjustments, total })
}

fn line_amounts(lines: &[Line]) -> Result<Vec<Money>, MoneyError> {
    lines.iter().map(|line| line.unit.times(line.quantity)).collect()
}
