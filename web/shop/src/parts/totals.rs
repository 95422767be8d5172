//! The totals of a cart or an order.

use leptos::prelude::*;

use crate::context::Context;
use crate::view::Totals;

pub(crate) fn totals(cx: Context<'_>, totals: &Totals) -> impl IntoView {
    let shipping = match totals.shipping {
        None => cx.text("totals-shipping-later").to_owned(),
        Some(cost) if cost.minor() == 0 => cx.text("totals-free").to_owned(),
        Some(cost) => cx.money(cost),
    };
    let key = if totals.tax_included { "totals-tax-included" } else { "totals-tax-added" };
    let taxes = totals
        .taxes
        .iter()
        .map(|(rate, amount)| {
            let label = cx.format(key, &[("rate", cx.percent(*rate).into())]);
            view! {
                <div class="totals-tax">
                    <dt>{label}</dt>
                    <dd>{cx.money(*amount)}</dd>
                </div>
            }
        })
        .collect::<Vec<_>>();
    // Added tax stands before the total; included tax is a note after it.
    let (before, after) = if totals.tax_included { (None, Some(taxes)) } else { (Some(taxes), None) };
    view! {
        <dl class="totals">
            <div>
                <dt>{cx.text("totals-lines")}</dt>
                <dd>{cx.money(totals.lines)}</dd>
            </div>
            <div>
                <dt>{cx.text("totals-shipping")}</dt>
                <dd>{shipping}</dd>
            </div>
            {before}
            <div class="totals-total">
                <dt>{cx.text("totals-total")}</dt>
                <dd>{cx.money(totals.total)}</dd>
            </div>
            {after}
        </dl>
    }
}
