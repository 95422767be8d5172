//! The variants of a product: its options multiplied out, each with weight, prices and stock.

use crate::catalogue::Catalogue;
use crate::content::{Archetype, Brand};
use crate::markets::{MARKETS, local_price};
use crate::random::Draw;

use super::stock::{self, Level};

/// A thing with an SKU.
pub struct Variant {
    /// Its number, from 1 over all products.
    pub id: i64,
    /// Its stock keeping unit.
    pub sku: String,
    /// Its place among the product's variants, from 1.
    pub position: i64,
    /// Its weight with packaging.
    pub weight_grams: i64,
    /// When more arrive, in seconds since 1970.
    pub backorder_at: Option<i64>,
    /// Attribute and value of each option.
    pub values: Vec<(i64, i64)>,
    /// What it costs where it is sold.
    pub prices: Vec<Price>,
    /// What lies where.
    pub levels: Vec<Level>,
}

/// A price in a market.
pub struct Price {
    /// The market's code.
    pub market: &'static str,
    /// In the market's minor units.
    pub amount_minor: i64,
    /// The earlier price.
    pub compare_at_minor: Option<i64>,
}

/// A product's options and all variants of it.
pub struct Variants {
    /// Numbers of the attributes to choose among, in order.
    pub options: Vec<i64>,
    /// At least one.
    pub list: Vec<Variant>,
}

/// Makes the variants of the product with the number `ids.0`, counting variants from `ids.1`.
pub fn make(
    catalogue: &Catalogue,
    archetype: &Archetype,
    brand: &Brand,
    colours: &[&str],
    ids: (usize, i64),
    draw: &mut Draw,
) -> Variants {
    let (options, choices) = choices(catalogue, archetype, colours, draw);
    let pricing = Pricing::of(archetype, brand, draw);
    let weight = draw.between(archetype.weight[0], archetype.weight[1]);
    let stocks = stock::make(choices.len(), catalogue.rank(ids.0), catalogue.products, draw);
    let arrival = stock::arrival(catalogue.opened_at, draw);
    let alone = choices.len() == 1;
    let list = choices.into_iter().zip(stocks).zip(1..).map(|((choice, stock), position)| Variant {
        id: ids.1 + position - 1,
        sku: if alone {
            format!("{}-{:06}", archetype.sku, ids.0)
        } else {
            format!("{}-{:06}-{position}", archetype.sku, ids.0)
        },
        position,
        weight_grams: stepped(weight, choice.percent),
        backorder_at: stock.ahead.then_some(arrival),
        prices: pricing.prices(choice.percent),
        values: choice.values,
        levels: stock.levels,
    });
    Variants { options, list: list.collect() }
}

struct Choice {
    values: Vec<(i64, i64)>,
    /// Price and weight against those of the smallest.
    percent: i64,
}

fn choices(catalogue: &Catalogue, archetype: &Archetype, colours: &[&str], draw: &mut Draw) -> (Vec<i64>, Vec<Choice>) {
    let mut options = Vec::new();
    let mut choices = vec![Choice { values: Vec::new(), percent: 100 }];
    if archetype.colours > 0 && colours.len() > 1 {
        let attribute = catalogue.attribute("colour");
        options.push(attribute);
        let colour =
            |colour: &&str| Choice { values: vec![(attribute, catalogue.value("colour", colour))], percent: 100 };
        choices = colours.iter().map(colour).collect();
    }
    if let Some(sizes) = &archetype.sizes {
        let attribute = catalogue.attribute(&sizes.of);
        options.push(attribute);
        // Some run short of the smallest or the largest size.
        let from = draw.below(2).min(sizes.values.len() - 1);
        let to = sizes.values.len() - if sizes.values.len() - from > 2 { draw.below(2) } else { 0 };
        let mut multiplied = Vec::new();
        for choice in choices {
            for (steps, size) in (0..).zip(&sizes.values[from..to]) {
                let mut values = choice.values.clone();
                values.push((attribute, catalogue.value(&sizes.of, size)));
                multiplied.push(Choice { values, percent: 100 + sizes.step * steps });
            }
        }
        choices = multiplied;
    }
    (options, choices)
}

struct Pricing {
    pence: i64,
    /// Per market in permille of the converted price; `None` where it is not sold.
    factors: [Option<i64>; 3],
    /// The earlier price in percent of this one.
    compare_percent: Option<i64>,
}

impl Pricing {
    fn of(archetype: &Archetype, brand: &Brand, draw: &mut Draw) -> Self {
        let [low, high] = archetype.price;
        let spread = (high - low) * draw.low_millionths() / 1_000_000;
        let mut factors = [0, 1, 2].map(|market| Some(if market == 0 { 1000 } else { draw.between(920, 1080) }));
        if draw.permille(70) {
            factors[draw.below(3)] = None;
        }
        Self {
            pence: (low + spread) * brand.tier / 100,
            factors,
            compare_percent: draw.permille(100).then(|| *draw.pick(&[118, 125, 134, 145])),
        }
    }

    fn prices(&self, percent: i64) -> Vec<Price> {
        let sold = self.factors.iter().enumerate().filter_map(|(market, factor)| factor.map(|factor| (market, factor)));
        sold.map(|(market, factor)| {
            let pence = stepped(self.pence, percent) * factor / 1000;
            let amount_minor = local_price(market, pence);
            Price {
                market: MARKETS[market].code,
                amount_minor,
                compare_at_minor: self
                    .compare_percent
                    .map(|compare| local_price(market, pence * compare / 100))
                    .filter(|compare| *compare > amount_minor),
            }
        })
        .collect()
    }
}

fn stepped(amount: i64, percent: i64) -> i64 {
    amount * percent / 100
}
