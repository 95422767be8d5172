//! The cart: one form, whose buttons save the quantities, remove a line or go to the checkout.

mod line;

use leptos::either::Either;
use leptos::prelude::*;
use outpost_web_ui::parts::icon;

use crate::context::Context;
use crate::layout::{Options, document};
use crate::parts::card;
use crate::parts::delay::delay;
use crate::parts::totals::totals;
use crate::paths;
use crate::view::{Cart, CartStep, Shell, Totals};

/// The cart with its totals, or the empty cart with suggestions.
pub fn cart(shell: &Shell, page: &Cart) -> String {
    let cx = Context::new(shell);
    let options = Options {
        title: cx.text("cart-heading").to_owned(),
        style: "order.css",
        script: "forms.js",
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
    let lines = page.lines.iter().map(|item| line::line(cx, item)).collect::<Vec<_>>();
    view! {
        {changed(cx, page)}
        <form class="with-aside" method="post" action=paths::cart(cx.shell.market_locale)>
            // The first button of a form is the one that Enter presses.
            <button class="visually-hidden" type="submit" name="step" value=CartStep::Save.code() tabindex="-1" aria-hidden="true">
                {cx.text("cart-save")}
            </button>
            <div>
                <ul class="lines" role="list" aria-label=cx.text("cart-lines")>{lines}</ul>
                <button class="button button-quiet without-scripts" type="submit" name="step" value=CartStep::Save.code()>
                    {cx.text("cart-save")}
                </button>
            </div>
            {aside(cx, page, sums)}
        </form>
    }
}

/// How many lines are not what they were.
fn changed(cx: Context<'_>, page: &Cart) -> Option<impl IntoView> {
    let changed = page.lines.iter().filter(|line| !line.changes.is_empty()).count() as u64;
    let message = match (changed, page.is_too_heavy) {
        (0, _) => return None,
        (_, true) => cx.text("cart-too-heavy").to_owned(),
        (_, false) => cx.plural("cart-changed", changed),
    };
    Some(view! { <div class="notice notice-warn" role="status">{icon::warning()} <p>{message}</p></div> })
}

fn aside(cx: Context<'_>, page: &Cart, sums: &Totals) -> impl IntoView {
    let market_locale = cx.shell.market_locale;
    let next = if page.can_check_out {
        Either::Left(view! {
            <button class="button button-wide" type="submit" name="step" value=CartStep::CheckOut.code()>
                {cx.text("cart-checkout")}
            </button>
        })
    } else {
        let key = if page.is_too_heavy { "cart-too-heavy" } else { "cart-nothing-to-buy" };
        Either::Right(view! { <p class="hint">{cx.text(key)}</p> })
    };
    view! {
        <aside class="aside" aria-labelledby="sums">
            <h2 id="sums">{cx.text("cart-sums")}</h2>
            <div aria-live="polite">{totals(cx, sums)}</div>
            {page
                .arrives
                .map(|window| {
                    let message = cx.format("delivery-arrives", &[("window", cx.window(window).into())]);
                    view! { <p class="arrives">{icon::parcel()} {message}</p> }
                })}
            {page.delay.as_ref().map(|item| delay(cx, item))}
            <p class="hint">
                {cx.format("cart-estimated-for", &[("country", cx.to_country(&page.estimated_for).into())])}
            </p>
            {page
                .free_delivery_gap
                .map(|gap| {
                    let message = cx.format("cart-free-gap", &[("gap", cx.money(gap).into())]);
                    view! { <p class="free-delivery-gap">{icon::van()} {message}</p> }
                })}
            {next}
            <p class="aside-hint">{icon::lock()} {cx.text("cart-guest")}</p>
            <p><a href=paths::home(market_locale)>{cx.text("continue-shopping")}</a></p>
        </aside>
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
