//! What is otherwise now than it was agreed.

use outpost_domain::ids::Sku;
use outpost_domain::money::{BasisPoints, Money};
use outpost_domain::order::{AgreedGroup, AgreedLine, Agreement};
use serde::Deserialize;

/// One thing that changed between review and order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The market does not sell it (any more), or not to this country.
    NotSold {
        /// Which variant.
        sku: Sku,
    },
    /// Fewer pieces are available than wanted.
    OutOfStock {
        /// Which variant.
        sku: Sku,
        /// How many pieces could be bought now.
        available: u32,
    },
    /// There are enough pieces, but unpaid bank transfers may hold only a tenth of them.
    PaymentLimit {
        /// Which variant.
        sku: Sku,
        /// How many pieces could be bought by bank transfer now.
        available: u32,
    },
    /// The price of a piece.
    Price {
        /// Which variant.
        sku: Sku,
        /// What the shopper saw.
        was: Money,
        /// What it is.
        now: Money,
    },
    /// The tax on goods.
    TaxRate {
        /// Which variant.
        sku: Sku,
        /// What the shopper saw.
        was: BasisPoints,
        /// What it is.
        now: BasisPoints,
    },
    /// The weight of a piece, on which delivery depends.
    Weight {
        /// Which variant.
        sku: Sku,
    },
    /// The rate of delivery for this weight and destination.
    DeliveryRate {
        /// The delivery group.
        group: u32,
        /// What the shopper saw.
        was: Money,
        /// What it is.
        now: Money,
    },
    /// From which value of goods on delivery is free.
    FreeDelivery {
        /// The delivery group.
        group: u32,
        /// The value; `None`: it is never free.
        now: Option<Money>,
    },
    /// The tax on delivery.
    DeliveryTax {
        /// The delivery group.
        group: u32,
    },
    /// The method does not deliver this parcel to this country.
    NotDelivered {
        /// The delivery group.
        group: u32,
    },
    /// The market does not offer this way to pay, or sells in another currency or with prices that contain tax otherwise.
    PaymentNotOffered,
}

/// All that changed, and what is true now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Each change by its name.
    pub changes: Vec<Change>,
    /// Every line of which something changed, as it is now.
    pub lines: Vec<LineNow>,
    /// Every delivery group of which something changed, as it is now.
    pub groups: Vec<GroupNow>,
}

/// A line as it could be sold now.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LineNow {
    /// Which variant.
    pub sku: Sku,
    /// The price of a piece in minor units; `None` where the market does not sell it.
    pub unit_minor: Option<i64>,
    /// The product's tax class.
    pub tax_class: Option<String>,
    /// Its rate at the destination; `None` where there is none.
    pub tax_rate: Option<BasisPoints>,
    /// Weight of a piece.
    pub weight_grams: Option<u32>,
    /// How many pieces could be bought.
    pub available: i64,
    /// How many of them by bank transfer, where that is the way to pay.
    pub payable_later: Option<i64>,
}

/// A delivery group as it could be sent now.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GroupNow {
    /// Its number.
    pub number: u32,
    /// The rate in minor units; `None` where the method does not deliver it.
    pub rate_minor: Option<i64>,
    /// Delivery is free from this value of goods on.
    pub free_from_minor: Option<i64>,
    /// The tax class of delivery; `None` where delivery is taxed as the goods.
    pub tax_class: Option<String>,
    /// Its rate at the destination.
    pub tax_rate: Option<BasisPoints>,
}

/// The detail of the refusal.
#[derive(Deserialize)]
pub(super) struct Now {
    lines: Vec<LineNow>,
    groups: Vec<GroupNow>,
    is_offered: i64,
}

impl Changed {
    /// Names what is otherwise in `now` than in `agreement`.
    pub(super) fn new(agreement: &Agreement, now: Now) -> Self {
        let money = |minor| Money::new(minor, agreement.currency);
        let mut changes = Vec::new();
        for line in &now.lines {
            let agreed: Vec<&AgreedLine> = agreement.lines.iter().filter(|agreed| agreed.sku == line.sku).collect();
            changes.extend(line_changes(&agreed, line, money));
        }
        for group in &now.groups {
            let place = usize::try_from(group.number).unwrap_or(0).checked_sub(1);
            let agreed = place.and_then(|place| agreement.groups.get(place));
            changes.extend(agreed.into_iter().flat_map(|agreed| group_changes(agreed, group, money)));
        }
        if now.is_offered == 0 {
            changes.push(Change::PaymentNotOffered);
        }
        // A variant in two groups changed once.
        let mut named: Vec<Change> = Vec::new();
        for change in changes {
            if !named.contains(&change) {
                named.push(change);
            }
        }
        Self { changes: named, lines: now.lines, groups: now.groups }
    }
}

fn line_changes(agreed: &[&AgreedLine], now: &LineNow, money: impl Fn(i64) -> Money) -> Vec<Change> {
    let sku = || now.sku.clone();
    let (Some(unit_minor), Some(tax_rate)) = (now.unit_minor, now.tax_rate) else {
        return vec![Change::NotSold { sku: sku() }];
    };
    let pieces = |count: i64| u32::try_from(count.max(0)).unwrap_or(u32::MAX);
    let wanted: i64 = agreed.iter().map(|line| i64::from(line.quantity)).sum();
    let payable_later = now.payable_later.filter(|payable_later| *payable_later < wanted);
    let mut changes = Vec::new();
    if now.available < wanted {
        changes.push(Change::OutOfStock { sku: sku(), available: pieces(now.available) });
    } else if let Some(payable_later) = payable_later {
        changes.push(Change::PaymentLimit { sku: sku(), available: pieces(payable_later) });
    }
    for line in agreed {
        if line.unit_minor != unit_minor {
            changes.push(Change::Price { sku: sku(), was: money(line.unit_minor), now: money(unit_minor) });
        }
        if line.tax_rate != tax_rate || now.tax_class.as_ref() != Some(&line.tax_class) {
            changes.push(Change::TaxRate { sku: sku(), was: line.tax_rate, now: tax_rate });
        }
        if now.weight_grams != Some(line.weight_grams) {
            changes.push(Change::Weight { sku: sku() });
        }
    }
    changes
}

fn group_changes(agreed: &AgreedGroup, now: &GroupNow, money: impl Fn(i64) -> Money) -> Vec<Change> {
    let group = now.number;
    let Some(rate_minor) = now.rate_minor else { return vec![Change::NotDelivered { group }] };
    let mut changes = Vec::new();
    if rate_minor != agreed.rate_minor {
        changes.push(Change::DeliveryRate { group, was: money(agreed.rate_minor), now: money(rate_minor) });
    }
    if now.free_from_minor != agreed.free_from_minor {
        changes.push(Change::FreeDelivery { group, now: now.free_from_minor.map(money) });
    }
    let tax = agreed.tax.as_ref().map(|tax| (tax.class.as_str(), tax.rate));
    if now.tax_class.as_deref().zip(now.tax_rate) != tax {
        changes.push(Change::DeliveryTax { group });
    }
    changes
}
