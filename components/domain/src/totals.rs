//! What an order comes to. The command `place_order` computes the same in SQL; a test holds the two together.

use crate::money::{BasisPoints, Currency, Money, MoneyError};

/// One line as priced in a market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PricedLine {
    /// The price of one piece as displayed.
    pub unit: Money,
    /// How many pieces.
    pub quantity: u32,
    /// The destination's rate for the product's tax class.
    pub tax_rate: BasisPoints,
}

/// What delivery costs, before a free-delivery threshold is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeliveryRate {
    /// The rate for the parcel's weight and destination.
    pub amount: Money,
    /// Delivery is free from this value of goods on.
    pub free_from: Option<Money>,
    /// The destination's standard rate, at which delivery is taxed.
    pub tax_rate: BasisPoints,
}

/// The parts of a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// The goods.
    pub subtotal: Money,
    /// Delivery.
    pub shipping: Money,
    /// Tax: contained in the total where the market shows prices with tax, else added to it.
    pub tax: Money,
    /// What the shopper pays.
    pub total: Money,
}

/// Adds up lines and delivery. Tax is rounded half up for each line and for delivery, then summed.
pub fn total(
    currency: Currency,
    lines: &[PricedLine],
    delivery: DeliveryRate,
    tax_inclusive: bool,
) -> Result<Totals, MoneyError> {
    let tax_on = |amount: Money, rate: BasisPoints| {
        if tax_inclusive { rate.contained_in(amount) } else { rate.of(amount) }
    };
    let mut subtotal = Money::zero(currency);
    let mut tax = Money::zero(currency);
    for line in lines {
        let amount = line.unit.times(line.quantity)?;
        subtotal = subtotal.plus(amount)?;
        tax = tax.plus(tax_on(amount, line.tax_rate)?)?;
    }
    let free = delivery.free_from.is_some_and(|from| subtotal.minor() >= from.minor());
    let shipping = if free { Money::zero(currency) } else { delivery.amount };
    tax = tax.plus(tax_on(shipping, delivery.tax_rate)?)?;
    let net = subtotal.plus(shipping)?;
    let total = if tax_inclusive { net } else { net.plus(tax)? };
    Ok(Totals { subtotal, shipping, tax, total })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn currencies() -> impl Strategy<Value = Currency> {
        prop::sample::select(Currency::ALL.to_vec())
    }

    proptest! {
        #[test]
        fn lines_and_delivery_sum_to_the_total(
            currency in currencies(),
            inclusive: bool,
            lines in prop::collection::vec((1i64..10_000_000, 1u32..100, 0u32..3_000), 1..30),
            amount in 0i64..100_000,
            free_from in prop::option::of(1i64..1_000_000_000),
            rate in 0u32..3_000,
        ) {
            let lines: Vec<PricedLine> = lines
                .into_iter()
                .map(|(minor, quantity, rate)| PricedLine {
                    unit: Money::new(minor, currency), quantity, tax_rate: BasisPoints(rate),
                })
                .collect();
            let delivery = DeliveryRate {
                amount: Money::new(amount, currency),
                free_from: free_from.map(|minor| Money::new(minor, currency)),
                tax_rate: BasisPoints(rate),
            };
            let totals = total(currency, &lines, delivery, inclusive).expect("small amounts");
            let goods: i64 = lines.iter().map(|line| line.unit.minor() * i64::from(line.quantity)).sum();
            prop_assert_eq!(totals.subtotal.minor(), goods);
            let added = if inclusive { 0 } else { totals.tax.minor() };
            prop_assert_eq!(totals.total.minor(), goods + totals.shipping.minor() + added);
            prop_assert!(totals.tax.minor() >= 0 && totals.tax.minor() <= totals.total.minor());
            if let Some(from) = free_from {
                prop_assert_eq!(totals.shipping.minor() == 0, goods >= from || amount == 0);
            }
        }

        #[test]
        fn huge_quantities_are_refused_not_wrapped(minor in i64::MAX / 2..i64::MAX, quantity in 3u32..100) {
            let line = PricedLine { unit: Money::new(minor, Currency::Jpy), quantity, tax_rate: BasisPoints(1_000) };
            let delivery = DeliveryRate {
                amount: Money::zero(Currency::Jpy), free_from: None, tax_rate: BasisPoints(1_000),
            };
            prop_assert_eq!(total(Currency::Jpy, &[line], delivery, true), Err(MoneyError::Overflow));
        }
    }
}
