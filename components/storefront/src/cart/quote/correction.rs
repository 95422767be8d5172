//! What the primary said about a quote that a replica made.

use outpost_db::delivery::WeightBand;
use outpost_db::order::Changed;
use outpost_domain::cart::QUANTITY_MAX;
use outpost_domain::money::Money;
use outpost_domain::order::{AgreedLine, Agreement, GroupTax};

use super::Quote;

impl Quote {
    /// Takes over what the primary said about what was agreed, where the replica is behind it.
    pub fn correct(&mut self, changed: &Changed, agreed: &Agreement) {
        let money = |minor| Money::new(minor, self.prefix.market.currency());
        for now in &changed.lines {
            let Some(line) = self.lines.iter_mut().find(|line| line.line.sku == now.sku) else { continue };
            line.line.unit = now.unit_minor.filter(|_| now.tax_rate.is_some()).map(money);
            line.line.available = u32::try_from(now.available.max(0)).unwrap_or(QUANTITY_MAX).min(QUANTITY_MAX);
            line.line.tax_rate = now.tax_rate.unwrap_or(line.line.tax_rate);
            line.line.weight_grams = now.weight_grams.unwrap_or(line.line.weight_grams);
            if let Some(class) = &now.tax_class {
                line.line.tax_class.clone_from(class);
            }
        }
        for now in &changed.groups {
            let place = usize::try_from(now.number).unwrap_or(0).checked_sub(1);
            let Some(group) = place.and_then(|place| agreed.groups.get(place)) else { continue };
            let Some(amount) = now.rate_minor.map(money) else { continue };
            self.delivery_tax = now.tax_class.clone().zip(now.tax_rate).map(|(class, rate)| GroupTax { class, rate });
            if let Some(method) = self.methods.iter_mut().find(|method| method.code == group.method) {
                // The rate is known for this parcel only: another one of the order has its own.
                let up_to_grams = grams(agreed, changed, now.number);
                method.bands.retain(|band| band.up_to_grams != up_to_grams);
                method.bands.push(WeightBand { up_to_grams, amount });
                method.bands.sort_by_key(|band| band.up_to_grams);
                method.free_from = now.free_from_minor.map(money);
            }
        }
    }
}

/// The weight of a group with the weights that the primary knows.
fn grams(agreed: &Agreement, changed: &Changed, group: u32) -> u64 {
    let weight = |line: &AgreedLine| {
        let now = changed.lines.iter().find(|now| now.sku == line.sku);
        now.and_then(|now| now.weight_grams).unwrap_or(line.weight_grams)
    };
    let lines = agreed.lines.iter().filter(|line| line.group == group);
    lines.map(|line| u64::from(weight(line)) * u64::from(line.quantity)).sum()
}
