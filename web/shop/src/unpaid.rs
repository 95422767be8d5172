//! The page for an order that is refused because others are not paid yet: how to go on.

use leptos::prelude::*;

use crate::context::Context;
use crate::layout::{Options, document};
use crate::paths;
use crate::view::{Shell, UnpaidLimit};

/// Names the way out: to pay or cancel one of the orders, and then to place this one.
pub fn unpaid_limit(shell: &Shell, page: &UnpaidLimit) -> String {
    let cx = Context::new(shell);
    let market_locale = cx.shell.market_locale;
    let heading = cx.text("unpaid-heading");
    let options = Options { title: heading.to_owned(), style: "order.css", is_private: true, ..Options::default() };
    let limit = [("count", page.limit.into()), ("email", page.email.as_str().into())];
    document(cx, &options, || {
        view! {
            <div class="narrow">
                <h1>{heading}</h1>
                <p>{cx.format("unpaid-explained", &limit)}</p>
                <p>{cx.text("unpaid-way-out")}</p>
                {(!page.orders.is_empty()).then(|| orders(cx, &page.orders))}
                <p>{cx.text("unpaid-find")} " " <a href=paths::track(market_locale)>{cx.text("nav-track")}</a></p>
                <p><a class="button" href=paths::checkout_review(market_locale)>{cx.text("unpaid-continue")}</a></p>
            </div>
        }
    })
}

fn orders(cx: Context<'_>, numbers: &[String]) -> impl IntoView {
    let items = numbers
        .iter()
        .map(|number| {
            let title = cx.format("order-title", &[("number", number.as_str().into())]);
            view! { <li><a href=paths::order(cx.shell.market_locale, number)>{title}</a></li> }
        })
        .collect::<Vec<_>>();
    view! {
        <section aria-labelledby="unpaid-orders">
            <h2 id="unpaid-orders">{cx.text("unpaid-orders")}</h2>
            <ul>{items}</ul>
        </section>
    }
}
