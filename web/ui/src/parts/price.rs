//! A price with its earlier price, if there was one.

use leptos::prelude::*;
use outpost_domain::catalogue::UnitPrice;

use crate::localizer::Localizer;
use crate::view::Price;

/// A price as a paragraph.
pub fn price(l10n: Localizer, price: &Price) -> impl IntoView {
    let amount = l10n.money(price.amount);
    let shown = if price.is_lowest { l10n.format("price-from", &[("price", amount.into())]) } else { amount };
    let earlier = price.compare_at.map(|earlier| {
        view! {
            " "
            <s class="price-was">
                <span class="visually-hidden">{l10n.text("price-was")} " "</span>
                {l10n.money(earlier)}
            </s>
        }
    });
    view! {
        <p class="price" class:price-reduced=price.compare_at.is_some()>
            <span class="price-now">{shown}</span>
            {earlier}
        </p>
        {price.unit.map(|unit| view! { <p class="price-unit">{unit_price(l10n, unit)}</p> })}
        {price
            .lowest_before
            .map(|lowest| {
                let lowest = l10n.format("price-lowest-before", &[("price", l10n.money(lowest).into())]);
                view! { <p class="price-unit">{lowest}</p> }
            })}
    }
}

/// The price of a whole unit: `£12.00 per kg`.
pub fn unit_price(l10n: Localizer, unit: UnitPrice) -> String {
    l10n.format("price-unit", &[("price", l10n.money(unit.price).into()), ("unit", unit.unit.into())])
}

/// The note about tax beside a price: `incl. VAT`.
pub fn tax_note(l10n: Localizer, tax_included: bool) -> &'static str {
    l10n.text(if tax_included { "price-tax-included" } else { "price-tax-added" })
}
