//! The cart.

use leptos::either::Either;
use leptos::prelude::*;

use crate::context::Context;
use crate::layout::{Frame, document};
use crate::parts::picture::{Fetch, picture_beside};
use crate::parts::{card, icon, line_problem, stock, totals::totals};
use crate::paths;
use crate::view::{Cart, CartLine, Shell, Totals};

/// The cart with its sums, or the empty cart with ways on.
pub fn cart(shell: &Shell, page: &Cart) -> String {
    let cx = Context::new(shell);
    let frame =
        Frame { title: cx.say("cart-heading").to_owned(), style: "order.css", private: true, ..Frame::default() };
    document(cx, &frame, || {
        view! {
            <h1>{cx.say("cart-heading")}</h1>
            {match &page.totals {
                Some(sums) if !page.lines.is_empty() => Either::Left(filled(cx, page, sums)),
                _ => Either::Right(empty(cx, page)),
            }}
        }
    })
}

fn filled(cx: Context<'_>, page: &Cart, sums: &Totals) -> impl IntoView {
    let lines = page.lines.iter().map(|item| line(cx, item)).collect::<Vec<_>>();
    let changed = page.lines.iter().filter(|line| !line.problems.is_empty()).count() as u64;
    view! {
        {(changed > 0)
            .then(|| {
                let words = cx.count("cart-changed", changed);
                view! { <p class="notice notice-warn" role="status">{icon::warning()} {words}</p> }
            })}
        <div class="with-aside">
            <ul class="lines" role="list" aria-label=cx.say("cart-lines")>{lines}</ul>
            <aside class="aside" aria-labelledby="sums">
                <h2 id="sums">{cx.say("cart-sums")}</h2>
                {totals(cx, sums)}
                {page
                    .arrives
                    .map(|window| {
                        let words = cx.tell("delivery-arrives", &[("window", cx.words.window(window).into())]);
                        view! { <p class="arrives">{icon::parcel()} {words}</p> }
                    })}
                <p class="hint">{estimated_for(cx, page)}</p>
                {page
                    .free_delivery_gap
                    .map(|gap| {
                        let words = cx.tell("cart-free-gap", &[("gap", cx.money(gap).into())]);
                        view! { <p class="gap">{icon::van()} {words}</p> }
                    })}
                {if page.can_check_out {
                    let href = paths::checkout(cx.shell.prefix);
                    Either::Left(view! { <a class="button button-wide" href=href>{cx.say("cart-checkout")}</a> })
                } else {
                    Either::Right(view! { <p class="hint">{cx.say("cart-nothing-to-buy")}</p> })
                }}
                <p class="aside-note">{icon::lock()} {cx.say("cart-guest")}</p>
            </aside>
        </div>
    }
}

fn estimated_for(cx: Context<'_>, page: &Cart) -> String {
    cx.tell("cart-estimated-for", &[("country", cx.country(&page.estimated_for, "").into())])
}

fn line(cx: Context<'_>, line: &CartLine) -> impl IntoView {
    let name = match &line.slug {
        Some(slug) => {
            let href = format!("{}?v={}", paths::product(cx.shell.prefix, slug), line.sku);
            Either::Left(view! { <a href=href>{line.name.as_str()}</a> })
        }
        None => Either::Right(line.name.as_str()),
    };
    let problems = line
        .problems
        .iter()
        .map(|&problem| view! { <p class="line-problem">{icon::warning()} {line_problem::words(cx, problem)}</p> })
        .collect::<Vec<_>>();
    view! {
        <li class="line" class:line-gone=line.max_quantity == 0>
            <div class="line-picture">
                {line.picture.as_ref().map(|image| picture_beside(&line.name, image, Fetch::Soon))}
            </div>
            <div class="line-text">
                <h2 class="line-name">{name}</h2>
                {(!line.options.is_empty()).then(|| view! { <p class="line-options">{line.options.as_str()}</p> })}
                {line.unit.map(|unit| view! { <p class="line-options">{cx.tell("line-each", &[("price", cx.money(unit).into())])}</p> })}
                {line.stock.and_then(|stock| stock::card_badge(cx, stock))}
            </div>
            {(!problems.is_empty()).then(|| view! { <div class="line-problems">{problems}</div> })}
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
        <form class="line-quantity" method="post" action=paths::cart_line(cx.shell.prefix, &line.sku)>
            <label class="visually-hidden" for=id.clone()>{cx.name("line-quantity", &line.name)}</label>
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
            <button class="button button-quiet" type="submit" aria-label=cx.name("line-update-named", &line.name)>
                {cx.say("line-update")}
            </button>
        </form>
    }
}

fn remove(cx: Context<'_>, line: &CartLine) -> impl IntoView {
    view! {
        <form method="post" action=paths::cart_line(cx.shell.prefix, &line.sku)>
            <input type="hidden" name="quantity" value="0" />
            <button class="button-link" type="submit" aria-label=cx.name("line-remove-named", &line.name)>
                {cx.say("line-remove")}
            </button>
        </form>
    }
}

fn empty(cx: Context<'_>, page: &Cart) -> impl IntoView {
    view! {
        <div class="empty">
            <p>{cx.say("cart-empty")}</p>
            <a class="button" href=paths::home(cx.shell.prefix)>{cx.say("cart-empty-on")}</a>
        </div>
        {(!page.suggestions.is_empty())
            .then(|| {
                view! {
                    <section aria-labelledby="suggestions">
                        <h2 id="suggestions">{cx.say("home-popular")}</h2>
                        {card::grid(cx, &page.suggestions, 2, false)}
                    </section>
                }
            })}
    }
}
