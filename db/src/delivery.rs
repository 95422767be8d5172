//! Ways to send a parcel, as the product page, the cart and the checkout need them.

use outpost_domain::market::MarketLocale;
use outpost_domain::money::Money;
use outpost_domain::pricing::{DeliveryPrice, DeliveryTax};
use serde::Deserialize;

/// A way to send a parcel to one country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryMethod {
    /// `standard` or `express`.
    pub code: String,
    /// Who carries it.
    pub carrier: String,
    /// Days it takes, at least and at most.
    pub days: (u16, u16),
    /// The subtotal from which on delivery is free.
    pub free_from: Option<Money>,
    /// Rates by weight, the lightest band first; at least one.
    pub bands: Vec<WeightBand>,
}

/// What a parcel up to a weight costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeightBand {
    /// The heaviest parcel of the band.
    pub up_to_grams: u64,
    /// Its rate, before free delivery is applied.
    pub amount: Money,
}

impl DeliveryMethod {
    /// The rate for a parcel of this weight; `None` where the method does not carry it.
    pub fn rate(&self, weight_grams: u64) -> Option<Money> {
        self.bands.iter().find(|band| weight_grams <= band.up_to_grams).map(|band| band.amount)
    }

    /// The price for a delivery group of this weight; `None` where the method does not carry it.
    pub fn price(&self, group: u32, weight_grams: u64, tax: DeliveryTax) -> Option<DeliveryPrice> {
        let amount = self.rate(weight_grams)?;
        Some(DeliveryPrice { group, method: self.code.clone(), amount, free_from: self.free_from, tax })
    }
}

/// A method as the statements fold it into JSON; bands as `[up_to_grams, amount_minor]`.
#[derive(Deserialize)]
pub(crate) struct MethodJson {
    code: String,
    carrier: String,
    days_min: u16,
    days_max: u16,
    free_from: Option<i64>,
    bands: Vec<(u64, i64)>,
}

/// Methods from their JSON, priced in the currency of the prefix's market.
pub(crate) fn methods(raw: Vec<MethodJson>, prefix: MarketLocale) -> Vec<DeliveryMethod> {
    let money = |minor| Money::new(minor, prefix.market.currency());
    raw.into_iter()
        .map(|method| DeliveryMethod {
            code: method.code,
            carrier: method.carrier,
            days: (method.days_min, method.days_max),
            free_from: method.free_from.map(money),
            bands: method
                .bands
                .into_iter()
                .map(|(up_to_grams, minor)| WeightBand { up_to_grams, amount: money(minor) })
                .collect(),
        })
        .collect()
}
