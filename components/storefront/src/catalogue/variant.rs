//! Selects the variant of a product that a page shows, and the link of each option value.

use outpost_db::product::{Product, ValueId, Variant};
use outpost_domain::cart::QUANTITY_MAX;
use outpost_domain::market::MarketLocale;
use outpost_domain::stock::StockState;
use outpost_web_shop::{paths, view};

/// The variant named by its SKU, else the first that can be bought, else the first.
pub(crate) fn chosen<'a>(product: &'a Product, sku: Option<&str>) -> Option<&'a Variant> {
    let variants = &product.variants;
    sku.and_then(|sku| variants.iter().find(|variant| variant.sku.as_str() == sku))
        .or_else(|| variants.iter().find(|variant| is_buyable(variant)))
        .or_else(|| variants.first())
}

/// Whether pieces of it can be ordered.
pub(crate) fn is_buyable(variant: &Variant) -> bool {
    variant.stock.state != StockState::Out && variant.available > 0
}

/// The largest quantity that the page offers. It is exact only while few pieces are left, because the data version
/// changes with nothing finer; the cart reduces a quantity above the stock.
pub(crate) fn most_at_once(variant: &Variant) -> u32 {
    const FEW: u32 = 5;
    match variant.available {
        _ if !is_buyable(variant) => 1,
        available if available > FEW => QUANTITY_MAX,
        available => available,
    }
}

/// The options with their values. Each value links to the closest variant that has it. A value is sold out only when
/// every variant that has it is.
pub(crate) fn options(prefix: MarketLocale, product: &Product, chosen: &Variant) -> Vec<view::OptionGroup> {
    let group = |(position, option): (usize, &outpost_db::product::ProductOption)| {
        let values = option
            .values
            .iter()
            .filter_map(|value| {
                let variant = closest(&product.variants, chosen, position, value.id)?;
                let mut with_it = product.variants.iter().filter(|variant| has(variant, position, value.id));
                Some(view::OptionValue {
                    label: value.name.clone(),
                    // A phone does not scroll back to the top of the page: the option is in sight as before.
                    href: format!("{}?v={}#option-{position}", paths::product(prefix, &product.slug), variant.sku),
                    selected: has(chosen, position, value.id),
                    sold_out: !with_it.any(is_buyable),
                })
            })
            .collect();
        view::OptionGroup { name: option.name.clone(), values }
    };
    product.options.iter().enumerate().map(group).collect()
}

/// The variant with `value` at `position`: the chosen one, else a buyable one, and of these the one that shares most
/// values with the chosen one.
fn closest<'a>(variants: &'a [Variant], chosen: &'a Variant, position: usize, value: ValueId) -> Option<&'a Variant> {
    if has(chosen, position, value) {
        return Some(chosen);
    }
    variants
        .iter()
        .filter(|variant| has(variant, position, value))
        // `max_by_key` returns the last of equals; the first is wanted.
        .rev()
        .max_by_key(|variant| (is_buyable(variant), shared(variant, chosen)))
}

fn has(variant: &Variant, position: usize, value: ValueId) -> bool {
    variant.values.get(position) == Some(&value)
}

fn shared(a: &Variant, b: &Variant) -> usize {
    a.values.iter().zip(&b.values).filter(|(a, b)| a == b).count()
}
