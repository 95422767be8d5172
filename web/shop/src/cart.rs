//! The cart.

use leptos::either::Either;
use leptos::prelude::*;
use outpost_web_ui::parts::picture::{Fetch, picture_beside};
use outpost_web_ui::parts::{icon, stock_badge};

use crate::context::Context;
use crate::layout::{Options, document};
use crate::parts::card;
use crate::parts::line_change::line_change;
use crate::parts::totals::totals;
use crate::paths;
use crate::view::{Cart, CartLine, Shell, Totals};

/// The cart with its totals, or the empty cart with suggestions.
pub fn cart(shell: &Shell, page: &Cart) -> String {
    let cx = Context::new(shell);
    let options = Options {
        title: cx.text("cart-heading").to_owned(),
        style: "order.css",
        is_private: true,
        ..Options::default()
    };
    document(cx, &options, || {
        view! {
            <h1>{cx.text("cart-heading")}</h1>
            {match &page.totals {
                Some(sums) if !page.lines.is_empty() => Either::Left(filled(cx, page, sums)),
                _ => Either::Right(empty(cx, page)),
            }}
        }
    })
}

fn filled(cx: Context<'_>, page: &Cart, sums: &Totals) -> impl IntoView {
    let lines = page.lines.iter().map(|item| line(cx, item)).collect::<Vec<_>>();
    let changed = page.lines.iter().filter(|line| !line.changes.is_empty()).count() as u64;
    view! {
        {(changed > 0)
            .then(|| {
                let message = cx.plural("cart-changed", changed);
                view! { <p class="notice notice-warn" role="status">{icon::warning()} {message}</p> }
            })}
        <div class="with-aside">
            <ul class="lines" role="list" aria-label=cx.text("cart-lines")>{lines}</ul>
            <aside class="aside" aria-labelledby="sums">
                <h2 id="sums">{cx.text("cart-sums")}</h2>
                {totals(cx, sums)}
                {page
                    .arrives
                    .map(|window| {
                        let message = cx.format("delivery-arrives", &[("window", cx.window(window).into())]);
                        view! { <p class="arrives">{icon::parcel()} {message}</p> }
                    })}
                <p class="hint">{estimated_for(cx, page)}</p>
                {page
                    .free_delivery_gap
                    .map(|gap| {
                        let message = cx.format("cart-free-gap", &[("gap", cx.money(gap).into())]);
                        view! { <p class="free-delivery-gap">{icon::van()} {message}</p> }
                    })}
                {if page.can_check_out {
                    let href = paths::checkout(cx.shell.market_locale);
                    Either::Left(view! { <a class="button button-wide" href=href>{cx.text("cart-checkout")}</a> })
                } else {
                    Either::Right(view! { <p class="hint">{cx.text("cart-nothing-to-buy")}</p> })
                }}
                <p class="aside-hint">{icon::lock()} {cx.text("cart-guest")}</p>
            </aside>
        </div>
    }
}

fn estimated_for(cx: Context<'_>, page: &Cart) -> String {
    cx.format("cart-estimated-for", &[("country", cx.country(&page.estimated_for, "").into())])
}

fn line(cx: Context<'_>, line: &CartLine) -> impl IntoView {
    let name = match &line.slug {
        Some(slug) => {
            let href = format!("{}?v={}", paths::product(cx.shell.market_locale, slug), line.sku);
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
                {line.stock.and_then(|stock| stock_badge::card_badge(*cx, stock))}
            </div>
            {(!changes.is_empty()).then(|| view! { <div class="line-changes">{changes}</div> })}
            <div class="line-actions">
                {(line.max_quantity > 0).then(|| quantity(cx, line))}
                {remove(cx, line)}
            </div>
            {line.total.map(|sum| view! { <p class="line-total">{cx.money(sum)}</p> })}
        </li>
    }
}

fn quantity(cx: Context<'_>, line: &CartLine) -> impl IntoView {
    let id = format!("quantity-{}", line.sku);
    view! {
        <form class="line-quantity" method="post" action=paths::cart_line(cx.shell.market_locale, &line.sku)>
            <label class="visually-hidden" for=id.clone()>{cx.named("line-quantity", &line.name)}</label>
            <input
                id=id
                name="quantity"
                type="number"
                inputmode="numeric"
                min="0"
                max=line.max_quantity.max(line.quantity).to_string()
                value=line.quantity.to_string()
                required
            />
            <button class="button button-quiet" type="submit" aria-label=cx.named("line-update-named", &line.name)>
                {cx.text("line-update")}
            </button>
        </form>
    }
}

fn remove(cx: Context<'_>, line: &CartLine) -> impl IntoView {
    view! {
        <form method="post" action=paths::cart_line(cx.shell.market_locale, &line.sku)>
            <input type="hidden" name="quantity" value="0" />
            <button class="button-link" type="submit" aria-label=cx.named("line-remove-named", &line.name)>
                {cx.text("line-remove")}
            </button>
        </form>
    }
}

fn empty(cx: Context<'_>, page: &Cart) -> impl IntoView {
    view! {
        <div class="empty">
            <p>{cx.text("cart-empty")}</p>
            <a class="button" href=paths::home(cx.shell.market_locale)>{cx.text("cart-empty-on")}</a>
        </div>
        {(!page.suggestions.is_empty())
            .then(|| {
                view! {
                    <section aria-labelledby="suggestions">
                        <h2 id="suggestions">{cx.text("home-popular")}</h2>
                        {card::grid(cx, &page.suggestions, 2, false)}
                    </section>
                }
            })}
    }
}
