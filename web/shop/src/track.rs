//! Finding an order by its number and the mail address it was placed with.

use leptos::prelude::*;
use outpost_web_ui::formatting::iso_datetime;
use outpost_web_ui::parts::error_summary::{SummaryItem, alert, error_summary};
use outpost_web_ui::parts::field::{Field, field};
use outpost_web_ui::parts::order_status::{status_class, status_key};

use crate::context::Context;
use crate::layout::{Options, document};
use crate::paths;
use crate::view::{OrderSummary, Shell, Track, TrackProblem};

/// The form that finds an order.
pub fn track(shell: &Shell, page: &Track) -> String {
    let cx = Context::new(shell);
    let options = Options {
        title: cx.text(if page.problem.is_some() { "title-error" } else { "track-heading" }).to_owned(),
        style: "order.css",
        is_private: true,
        ..Options::default()
    };
    document(cx, &options, || {
        view! {
            <div class="narrow">
                <h1>{cx.text("track-heading")}</h1>
                {(!page.orders.is_empty()).then(|| own_orders(cx, &page.orders))}
                <p>{cx.text("track-explained")}</p>
                {(page.problem == Some(TrackProblem::NotFound))
                    .then(|| {
                        let hint = view! { <p>{cx.text("track-not-found-hint")}</p> };
                        alert(cx.text("track-not-found").to_owned(), hint)
                    })}
                {error_summary(*cx, errors(cx, page))}
                {form(cx, page)}
            </div>
        }
    })
}

/// The orders of this browser, which need no number and no address.
fn own_orders(cx: Context<'_>, orders: &[OrderSummary]) -> impl IntoView {
    let items = orders.iter().map(|order| summary(cx, order)).collect::<Vec<_>>();
    view! {
        <section class="own-orders" aria-labelledby="own-orders">
            <h2 id="own-orders">{cx.text("unpaid-orders")}</h2>
            <ul role="list">{items}</ul>
        </section>
    }
}

fn summary(cx: Context<'_>, order: &OrderSummary) -> impl IntoView {
    let market_locale = cx.shell.market_locale;
    let title = cx.format("order-title", &[("number", order.number.as_str().into())]);
    view! {
        <li>
            <a href=paths::order(market_locale, &order.number)>{title}</a>
            <span class=status_class(order.status)>{cx.text(status_key(order.status))}</span>
            <time datetime=iso_datetime(order.placed_at)>{cx.moment(order.placed_at)}</time>
            <span class="line-total">{cx.money(order.total)}</span>
            {order
                .pays_here
                .then(|| {
                    let href = paths::order_pay(market_locale, &order.number);
                    view! { <a class="button button-quiet" href=href>{cx.text("unpaid-finish")}</a> }
                })}
        </li>
    }
}

fn form(cx: Context<'_>, page: &Track) -> impl IntoView {
    let (number, email) = malformed(page);
    view! {
        <form class="form" method="post" action=paths::track(cx.shell.market_locale) novalidate>
            {field(Field {
                id: "number",
                label: cx.text("track-number"),
                value: &page.number,
                maxlength: 40,
                required: true,
                error: number.then(|| cx.text("missing-number").to_owned()),
                hint: Some(cx.text("track-number-hint")),
                ..Field::default()
            })}
            {field(Field {
                id: "email",
                label: cx.text("field-email"),
                value: &page.email,
                kind: "email",
                autocomplete: "email",
                inputmode: "email",
                maxlength: 254,
                required: true,
                error: email.then(|| cx.text("invalid-email").to_owned()),
                ..Field::default()
            })}
            <button class="button button-wide" type="submit">{cx.text("track-submit")}</button>
        </form>
    }
}

/// Whether number and mail address were not accepted.
fn malformed(page: &Track) -> (bool, bool) {
    match page.problem {
        Some(TrackProblem::Malformed { number, email }) => (number, email),
        Some(TrackProblem::NotFound) | None => (false, false),
    }
}

fn errors(cx: Context<'_>, page: &Track) -> Vec<SummaryItem> {
    let (number, email) = malformed(page);
    [number.then_some(("number", "missing-number")), email.then_some(("email", "invalid-email"))]
        .into_iter()
        .flatten()
        .map(|(field, key)| SummaryItem { field, message: cx.text(key).to_owned() })
        .collect()
}
