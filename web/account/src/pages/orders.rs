//! A customer's orders: the first page of an account.

use leptos::either::Either;
use leptos::prelude::*;
use outpost_web_ui::formatting::iso_datetime;
use outpost_web_ui::parts::order_status::status_key;

use crate::context::Context;
use crate::layout::document;
use crate::view::{OrderList, OrderSummary, Shell};
use crate::{paths, routes};

/// The list.
pub fn orders(shell: &Shell, page: &OrderList) -> String {
    let cx = Context::new(shell);
    let heading = if page.name.is_empty() {
        cx.text("account-hello").to_owned()
    } else {
        cx.named("account-hello-name", &page.name)
    };
    document(cx, cx.text("account-orders"), || {
        view! {
            <div class="narrow">
                <h1>{heading}</h1>
                <section aria-labelledby="orders">
                    <h2 id="orders">{cx.text("account-orders")}</h2>
                    {if page.orders.is_empty() {
                        Either::Left(none(cx))
                    } else {
                        Either::Right(list(cx, &page.orders))
                    }}
                    {page
                        .older
                        .clone()
                        .map(|href| view! { <p><a class="button button-quiet" href=href>{cx.text("orders-older")}</a></p> })}
                </section>
            </div>
        }
    })
}

fn none(cx: Context<'_>) -> impl IntoView + use<> {
    view! {
        <p>{cx.text("orders-none")}</p>
        <p><a class="button" href=routes::SHOP.path(cx.shell.market_locale, &[])>{cx.text("orders-shop")}</a></p>
    }
}

fn list(cx: Context<'_>, orders: &[OrderSummary]) -> impl IntoView + use<> {
    let items = orders.iter().map(|order| item(cx, order)).collect::<Vec<_>>();
    view! { <ul class="summary-lines">{items}</ul> }
}

fn item(cx: Context<'_>, order: &OrderSummary) -> impl IntoView + use<> {
    let titles = order.titles.join(", ");
    let more = (order.more_lines > 0).then(|| cx.plural("orders-more", order.more_lines));
    view! {
        <li>
            <div>
                <h3>
                    <a href=paths::order(cx.shell.market_locale, &order.number)>
                        {cx.format("order-title", &[("number", order.number.as_str().into())])}
                    </a>
                </h3>
                <p>
                    <strong>{cx.text(status_key(order.status))}</strong> " · "
                    <time datetime=iso_datetime(order.placed_at)>{cx.moment(order.placed_at)}</time>
                </p>
                <p class="hint">{titles} {more.map(|more| format!(" {more}"))}</p>
            </div>
            <strong class="line-total">{cx.money(order.total)}</strong>
        </li>
    }
}
