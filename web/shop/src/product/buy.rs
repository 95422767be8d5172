//! The panel beside the pictures: name, price, options, stock, the form, delivery.

use leptos::either::Either;
use leptos::prelude::*;
use outpost_web_ui::parts::price::{price, tax_note};
use outpost_web_ui::parts::stars::stars;
use outpost_web_ui::parts::stock_badge;

use super::{delivery, options};
use crate::context::Context;
use crate::paths;
use crate::view::{Product, RatingSummary};

pub(super) fn panel(cx: Context<'_>, page: &Product) -> impl IntoView {
    view! {
        <div class="buy" id="buy">
            {page.brand.as_deref().map(|brand| view! { <p class="buy-brand">{brand}</p> })}
            <h1>{page.name.as_str()}</h1>
            {page.rating.map(|summary| rating(cx, summary))}
            <div class="buy-price">
                {price(*cx, &page.price)}
                <p class="buy-tax">{tax_note(*cx, cx.shell.tax_included)}</p>
            </div>
            {options::options(cx, &page.options)}
            {stock_badge::badge(*cx, page.stock)}
            {if page.stock.is_buyable() {
                Either::Left(form(cx, page))
            } else {
                Either::Right(view! { <p class="buy-sold-out">{cx.text("buy-sold-out")}</p> })
            }}
            {page.delivery.as_ref().filter(|_| page.stock.is_buyable()).map(|estimate| delivery::estimate(cx, estimate))}
        </div>
    }
}

fn rating(cx: Context<'_>, summary: RatingSummary) -> impl IntoView {
    view! { <a class="buy-rating" href="#ratings">{stars(*cx, summary.rating)}</a> }
}

fn form(cx: Context<'_>, page: &Product) -> impl IntoView {
    view! {
        <form class="buy-form" method="post" action=paths::cart_lines(cx.shell.market_locale)>
            <input type="hidden" name="sku" value=page.sku.as_str() />
            <div class="field field-quantity">
                <label for="quantity">{cx.text("buy-quantity")}</label>
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
            <button class="button button-buy" type="submit">{cx.text("buy-add")}</button>
        </form>
    }
}
