//! A price with its earlier price, if there was one.

use leptos::prelude::*;

use crate::context::Context;
use crate::view::Price;

pub(crate) fn price(cx: Context<'_>, price: &Price) -> impl IntoView {
    let amount = cx.money(price.amount);
    let shown = if price.is_lowest { cx.tell("price-from", &[("price", amount.into())]) } else { amount };
    let earlier = price.compare_at.map(|earlier| {
        view! {
            " "
            <s class="price-was">
                <span class="visually-hidden">{cx.say("price-was")} " "</span>
                {cx.money(earlier)}
            </s>
        }
    });
    view! {
        <p class="price" class:price-cut=price.compare_at.is_some()>
            <span class="price-now">{shown}</span>
            {earlier}
        </p>
    }
}

/// The words about tax beside a price: `incl. VAT`.
pub(crate) fn tax_label(cx: Context<'_>) -> &'static str {
    cx.say(if cx.shell.tax_included { "price-tax-included" } else { "price-tax-added" })
}
