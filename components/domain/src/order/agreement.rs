//! What a shopper agrees to: lines, parcels, prices and rates, frozen as they were shown.

use serde::{Deserialize, Serialize};

use crate::delivery::TimeSlot;
use crate::ids::Sku;
use crate::money::{BasisPoints, Currency, Money, MoneyError};
use crate::pricing::{DeliveryPrice, DeliveryTax, Line, Priced, Request, TaxRate, price};

/// Everything that an order's total depends on, and what its page shows. Its adjustments and its total are computed by
/// the pricing pipeline, on the review as on the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The market's currency; every amount is in its minor units.
    pub currency: Currency,
    /// Prices contain tax (true) or tax is added to them (false).
    pub tax_included: bool,
    /// The goods. A line's number is its place, from 1.
    pub lines: Vec<AgreedLine>,
    /// What is sent together. A group's number is its place, from 1.
    pub groups: Vec<AgreedGroup>,
}

/// One line of goods. A SKU stands in each group once at the most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedLine {
    /// The number of the group that it is sent in.
    pub group: u32,
    /// Which variant.
    pub sku: Sku,
    /// Names the product's page.
    pub slug: String,
    /// The product's name in the order's language.
    pub title: String,
    /// The variant's options in words; may be empty.
    pub options: String,
    /// Hash of its picture.
    pub media_hash: String,
    /// Pieces, 1-99.
    pub quantity: u32,
    /// Price of a piece.
    pub unit_minor: i64,
    /// Weight of a piece.
    pub weight_grams: u32,
    /// The product's tax class.
    pub tax_class: String,
    /// The rate of that class at the destination.
    pub tax_rate: BasisPoints,
}

/// What is sent together, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedGroup {
    /// Code of the delivery method.
    pub method: String,
    /// The method's rate for this weight and destination.
    pub rate_minor: i64,
    /// Delivery is free from this value of all goods on.
    pub free_from_minor: Option<i64>,
    /// How delivery is taxed; `None`: as the goods are.
    pub tax: Option<GroupTax>,
    /// Days to delivery at least.
    pub days_min: u16,
    /// Days to delivery at most.
    pub days_max: u16,
    /// Weight of all its pieces.
    pub grams: u64,
    /// When the last of its pieces is expected, in seconds since 1970; `None` where all can be sent at once.
    pub restocked_at: Option<i64>,
    /// The time of day that the shopper wishes; `None`: any.
    #[serde(default)]
    pub slot: Option<TimeSlot>,
}

/// The one rate at which delivery is taxed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupTax {
    /// The tax class.
    pub class: String,
    /// Its rate at the destination.
    pub rate: BasisPoints,
}

impl Agreement {
    /// Adjustments and total.
    ///
    /// # Errors
    /// [`MoneyError`] when a sum does not fit.
    pub fn priced(&self) -> Result<Priced, MoneyError> {
        let money = |minor| Money::new(minor, self.currency);
        let lines = (1..).zip(&self.lines).map(|(number, line)| Line {
            number,
            group: line.group,
            unit: money(line.unit_minor),
            quantity: line.quantity,
            tax: TaxRate { class: line.tax_class.clone(), rate: line.tax_rate },
        });
        let deliveries = (1..).zip(&self.groups).map(|(number, group)| DeliveryPrice {
            group: number,
            method: group.method.clone(),
            amount: money(group.rate_minor),
            free_from: group.free_from_minor.map(money),
            tax: group.tax.as_ref().map_or(DeliveryTax::FollowsGoods, |tax| {
                DeliveryTax::Rate(TaxRate { class: tax.class.clone(), rate: tax.rate })
            }),
        });
        price(&Request {
            currency: self.currency,
            tax_included: self.tax_included,
            lines: lines.collect(),
            discounts: Vec::new(),
            deliveries: deliveries.collect(),
        })
    }
}
