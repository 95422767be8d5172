//! What sending the goods costs.

use super::{Adjustment, AdjustmentKind, Request, Target, TaxRate};
use crate::money::{Money, MoneyError};

/// A delivery method's price for this parcel and destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryPrice {
    /// The delivery group that it sends, from 1.
    pub group: u32,
    /// The method's code, such as `standard`.
    pub method: String,
    /// The rate for the parcel's weight and destination.
    pub amount: Money,
    /// Delivery is free from this value of all goods on, discounts taken off.
    pub free_from: Option<Money>,
    /// How delivery is taxed.
    pub tax: DeliveryTax,
}

/// How delivery is taxed; a setting of the market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryTax {
    /// At one rate, whatever is sent.
    Rate(TaxRate),
    /// At the rates of the goods, in proportion to their value: food at 7 % is sent at 7 %.
    FollowsGoods,
}

impl DeliveryPrice {
    /// What it costs for goods of this value: nothing from the threshold on.
    pub fn cost(&self, goods: Money) -> Money {
        let free = self.free_from.is_some_and(|from| goods.minor() >= from.minor());
        if free { Money::zero(self.amount.currency()) } else { self.amount }
    }

    /// How much more of goods makes delivery free; `None` when it is free or never is.
    ///
    /// # Errors
    /// [`MoneyError`] when the threshold is of another currency.
    pub fn missing_for_free(&self, goods: Money) -> Result<Option<Money>, MoneyError> {
        match self.free_from {
            Some(from) if self.cost(goods).minor() > 0 => from.minus(goods).map(Some),
            _ => Ok(None),
        }
    }
}

/// Adds a delivery row for each group; returns what the groups cost, in their order.
pub fn apply(
    request: &Request,
    discounted: &[Money],
    adjustments: &mut Vec<Adjustment>,
) -> Result<Vec<Money>, MoneyError> {
    let goods = Money::sum(request.currency, discounted.iter().copied())?;
    let costs: Vec<Money> = request.deliveries.iter().map(|delivery| delivery.cost(goods)).collect();
    adjustments.extend(request.deliveries.iter().zip(&costs).map(|(delivery, &cost)| Adjustment {
        kind: AdjustmentKind::Delivery,
        cause: delivery.method.clone(),
        target: Target::Group(delivery.group),
        amount: cost,
        rate: None,
        included: false,
    }));
    Ok(costs)
}
