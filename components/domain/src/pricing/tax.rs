//! Tax on lines and on delivery. Each is rounded half up by itself, then summed.

use super::{Adjustment, AdjustmentKind, DeliveryPrice, DeliveryTax, Request, Target, share};
use crate::money::{BasisPoints, Money, MoneyError};

/// A rate of a destination for a tax class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxRate {
    /// The tax class, such as `standard` or `reduced`.
    pub class: String,
    /// The rate.
    pub rate: BasisPoints,
}

/// Adds a tax row for every line and for each rate of each delivery.
pub fn apply(
    request: &Request,
    discounted: &[Money],
    costs: &[Money],
    adjustments: &mut Vec<Adjustment>,
) -> Result<(), MoneyError> {
    for (line, &amount) in request.lines.iter().zip(discounted) {
        adjustments.push(row(request.tax_included, &line.tax, Target::Line(line.number), amount)?);
    }
    for (delivery, &cost) in request.deliveries.iter().zip(costs) {
        let target = Target::Group(delivery.group);
        match &delivery.tax {
            DeliveryTax::Rate(rate) => adjustments.push(row(request.tax_included, rate, target, cost)?),
            DeliveryTax::FollowsGoods => {
                for (rate, amount) in split_by_goods(request, delivery, discounted, cost)? {
                    adjustments.push(row(request.tax_included, &rate, target, amount)?);
                }
            }
        }
    }
    Ok(())
}

/// The parts of a delivery amount that are taxed at each rate of the goods of its group.
fn split_by_goods(
    request: &Request,
    delivery: &DeliveryPrice,
    discounted: &[Money],
    cost: Money,
) -> Result<Vec<(TaxRate, Money)>, MoneyError> {
    let mut values: Vec<(TaxRate, Money)> = Vec::new();
    let goods = request.lines.iter().zip(discounted).filter(|(line, _)| line.group == delivery.group);
    for (line, &amount) in goods {
        match values.iter_mut().find(|(rate, _)| *rate == line.tax) {
            Some((_, value)) => *value = value.plus(amount)?,
            None => values.push((line.tax.clone(), amount)),
        }
    }
    let weights: Vec<i64> = values.iter().map(|(_, value)| value.minor()).collect();
    let parts = share::proportional(cost, &weights)?;
    Ok(values.into_iter().zip(parts).map(|((rate, _), part)| (rate, part)).collect())
}

fn row(included: bool, tax: &TaxRate, target: Target, base: Money) -> Result<Adjustment, MoneyError> {
    let amount = if included { tax.rate.contained_in(base)? } else { tax.rate.of(base)? };
    Ok(Adjustment {
        kind: AdjustmentKind::Tax,
        cause: tax.class.clone(),
        target,
        amount,
        rate: Some(tax.rate),
        included,
    })
}

/// Tax by rate, the highest rate first, without those that come to nothing.
///
/// # Errors
/// [`MoneyError`] when a sum does not fit.
pub fn by_rate(adjustments: &[Adjustment]) -> Result<Vec<(TaxRate, Money)>, MoneyError> {
    let mut sums: Vec<(TaxRate, Money)> = Vec::new();
    for adjustment in adjustments {
        let Some(rate) = adjustment.rate else { continue };
        let known = sums.iter_mut().find(|(tax, _)| tax.rate == rate);
        match known {
            Some((_, sum)) => *sum = sum.plus(adjustment.amount)?,
            None => sums.push((TaxRate { class: adjustment.cause.clone(), rate }, adjustment.amount)),
        }
    }
    sums.retain(|(_, sum)| sum.minor() != 0);
    sums.sort_by_key(|(tax, _)| std::cmp::Reverse(tax.rate));
    Ok(sums)
}
