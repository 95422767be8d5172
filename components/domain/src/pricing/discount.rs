//! Discounts: what is taken off the goods before delivery and tax.

use super::{Adjustment, AdjustmentKind, Line, Target, share};
use crate::money::{BasisPoints, Money, MoneyError};

/// Something that is taken off the goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Discount {
    /// A share of every line.
    Percentage {
        /// The promotion.
        cause: String,
        /// The share, in basis points; more than 10,000 counts as 10,000.
        rate: BasisPoints,
    },
    /// A fixed amount off all goods, never more than they cost. Lines share it by their value.
    Amount {
        /// The promotion.
        cause: String,
        /// The amount to take off, above zero.
        amount: Money,
    },
}

/// Applies the discounts one after the other and returns each line's amount after them.
pub fn apply(
    discounts: &[Discount],
    lines: &[Line],
    mut amounts: Vec<Money>,
    adjustments: &mut Vec<Adjustment>,
) -> Result<Vec<Money>, MoneyError> {
    for discount in discounts {
        let (cause, parts) = match discount {
            Discount::Percentage { cause, rate } => (cause, percentage(*rate, &amounts)?),
            Discount::Amount { cause, amount } => (cause, fixed(*amount, &amounts)?),
        };
        for ((line, amount), part) in lines.iter().zip(&mut amounts).zip(parts) {
            if part.minor() == 0 {
                continue;
            }
            *amount = amount.minus(part)?;
            adjustments.push(Adjustment {
                kind: AdjustmentKind::Discount,
                cause: cause.clone(),
                target: Target::Line(line.number),
                amount: Money::zero(part.currency()).minus(part)?,
                rate: None,
                included: false,
            });
        }
    }
    Ok(amounts)
}

fn percentage(rate: BasisPoints, amounts: &[Money]) -> Result<Vec<Money>, MoneyError> {
    let rate = BasisPoints(rate.0.min(10_000));
    amounts.iter().map(|&amount| rate.of(amount)).collect()
}

fn fixed(wanted: Money, amounts: &[Money]) -> Result<Vec<Money>, MoneyError> {
    let goods = Money::sum(wanted.currency(), amounts.iter().copied())?;
    let taken = Money::new(wanted.minor().clamp(0, goods.minor().max(0)), wanted.currency());
    share::proportional(taken, &amounts.iter().map(|amount| amount.minor()).collect::<Vec<_>>())
}
