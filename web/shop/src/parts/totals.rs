//! The sums under a cart or an order.

use leptos::prelude::*;

use crate::context::Context;
use crate::view::Totals;
use crate::words::percent;

pub(crate) fn totals(cx: Context<'_>, totals: &Totals) -> impl IntoView {
    let shipping = match totals.shipping {
        None => cx.say("totals-shipping-later").to_owned(),
        Some(cost) if cost.minor() == 0 => cx.say("totals-free").to_owned(),
        Some(cost) => cx.money(cost),
    };
    let key = if totals.tax_included { "totals-tax-included" } else { "totals-tax-added" };
    let taxes = totals
        .taxes
        .iter()
        .map(|(rate, amount)| {
            let label = cx.tell(key, &[("rate", percent(cx.words.locale, *rate).into())]);
            view! {
                <div class="totals-tax">
                    <dt>{label}</dt>
                    <dd>{cx.money(*amount)}</dd>
                </div>
            }
        })
        .collect::<Vec<_>>();
    // Tax that is added belongs before the total, tax that is contained is a note after it.
    let (before, after) = if totals.tax_included { (None, Some(taxes)) } else { (Some(taxes), None) };
    view! {
        <dl class="totals">
            <div>
                <dt>{cx.say("totals-lines")}</dt>
                <dd>{cx.money(totals.lines)}</dd>
            </div>
            <div>
                <dt>{cx.say("totals-shipping")}</dt>
                <dd>{shipping}</dd>
            </div>
            {before}
            <div class="totals-sum">
                <dt>{cx.say("totals-total")}</dt>
                <dd>{cx.money(totals.total)}</dd>
            </div>
            {after}
        </dl>
    }
}
