//! Everything needed to decide and buy: name, price, options, stock, the form, delivery.

use leptos::prelude::*;

use super::{delivery, options};
use crate::context::Context;
use crate::parts::price::{price, tax_label};
use crate::parts::stars::stars;
use crate::parts::stock;
use crate::paths;
use crate::view::{Product, RatingSummary};

pub(super) fn panel(cx: Context<'_>, page: &Product) -> impl IntoView {
    view! {
        <div class="buy" id="buy">
            {page.brand.as_deref().map(|brand| view! { <p class="buy-brand">{brand}</p> })}
            <h1>{page.name.as_str()}</h1>
            {page.rating.map(|summary| rating(cx, summary))}
            <div class="buy-price">
                {price(cx, &page.price)}
                <p class="buy-tax">{tax_label(cx)}</p>
            </div>
            {options::options(cx, &page.options)}
            {stock::badge(cx, page.stock)}
            {if page.stock.can_be_bought() {
                leptos::either::Either::Left(form(cx, page))
            } else {
                leptos::either::Either::Right(view! { <p class="buy-gone">{cx.say("buy-sold-out")}</p> })
            }}
            {page.delivery.as_ref().filter(|_| page.stock.can_be_bought()).map(|estimate| delivery::estimate(cx, estimate))}
        </div>
    }
}

fn rating(cx: Context<'_>, summary: RatingSummary) -> impl IntoView {
    view! { <a class="buy-rating" href="#ratings">{stars(cx, summary.rating)}</a> }
}

fn form(cx: Context<'_>, page: &Product) -> impl IntoView {
    view! {
        <form class="buy-form" method="post" action=paths::cart_lines(cx.shell.prefix)>
            <input type="hidden" name="sku" value=page.sku.as_str() />
            <div class="field field-quantity">
                <label for="quantity">{cx.say("buy-quantity")}</label>
                <input
                    id="quantity"
                    name="quantity"
                    type="number"
                    inputmode="numeric"
                    min="1"
                    max=page.max_quantity.max(1).to_string()
                    value="1"
                    required
                />
            </div>
            <button class="button button-buy" type="submit">{cx.say("buy-add")}</button>
        </form>
    }
}
