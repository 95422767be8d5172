//! One line of the cart, with its quantity and the button that removes it.

use leptos::either::Either;
use leptos::prelude::*;
use outpost_web_ui::parts::picture::{Fetch, picture_beside};
use outpost_web_ui::parts::price::unit_price;
use outpost_web_ui::parts::{icon, stock_badge};

use crate::context::Context;
use crate::parts::line_change::line_change;
use crate::paths;
use crate::view::{CartLine, CartStep};

pub(super) fn line(cx: Context<'_>, line: &CartLine) -> impl IntoView {
    let name = match &line.slug {
        Some(slug) => {
            let href = paths::variant(cx.shell.market_locale, slug, &line.sku);
            Either::Left(view! { <a href=href>{line.name.as_str()}</a> })
        }
        None => Either::Right(line.name.as_str()),
    };
    let changes = line
        .changes
        .iter()
        .map(|&change| view! { <p class="line-change">{icon::warning()} {line_change(cx, change)}</p> })
        .collect::<Vec<_>>();
    view! {
        <li class="line" class:line-unavailable=line.max_quantity == 0>
            <div class="line-picture">
                {line.picture.as_ref().map(|image| picture_beside(&line.name, image, Fetch::Eager))}
            </div>
            <div class="line-text">
                <h2 class="line-name">{name}</h2>
                {(!line.options.is_empty()).then(|| view! { <p class="line-options">{line.options.as_str()}</p> })}
                {line.unit.map(|unit| view! { <p class="line-options">{cx.format("line-each", &[("price", cx.money(unit).into())])}</p> })}
                {line.unit_price.map(|unit| view! { <p class="line-options">{unit_price(*cx, unit)}</p> })}
                {line.stock.and_then(|stock| stock_badge::card_badge(*cx, stock))}
            </div>
            {(!changes.is_empty()).then(|| view! { <div class="line-changes">{changes}</div> })}
            <div class="line-actions">
                {(line.max_quantity > 0).then(|| quantity(cx, line))}
                <button class="button-link" type="submit" name="remove" value=line.sku.as_str() aria-label=cx.named("line-remove-named", &line.name) formnovalidate>
                    {cx.text("line-remove")}
                </button>
            </div>
            {line.total.map(|sum| view! { <p class="line-total">{cx.money(sum)}</p> })}
        </li>
    }
}

/// The quantity. With scripts it is saved as soon as it changes.
fn quantity(cx: Context<'_>, line: &CartLine) -> impl IntoView {
    let id = format!("quantity-{}", line.sku);
    view! {
        <div class="line-quantity">
            <label for=id.clone()>{cx.text("line-quantity")} <span class="visually-hidden">" " {line.name.as_str()}</span></label>
            <input
                id=id
                name=CartStep::quantity_name(&line.sku)
                type="number"
                inputmode="numeric"
                min="0"
                max=line.max_quantity.max(line.quantity).to_string()
                value=line.quantity.to_string()
                required
                data-refresh=format!("step={}", CartStep::Refresh.code())
            />
        </div>
    }
}
