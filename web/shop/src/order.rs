//! Confirmation and status of an order. Prints as a record of the purchase.

mod hold;
mod timeline;
mod transfer;

use leptos::prelude::*;

use crate::checkout::payment_name;
use crate::context::Context;
use crate::layout::{Frame, document};
use crate::parts::picture::{Fetch, picture_beside};
use crate::parts::{address::address, icon, totals::totals};
use crate::paths;
use crate::view::{Order, OrderLine, OrderStatus, Shell};
use crate::words::machine;

/// An order as its buyer sees it.
pub fn order(shell: &Shell, page: &Order) -> String {
    let cx = Context::new(shell);
    let number = || [("number", page.number.as_str().into())];
    let frame =
        Frame { title: cx.tell("order-title", &number()), style: "order.css", private: true, ..Frame::default() };
    let heading = if page.just_placed { cx.say("order-thanks").to_owned() } else { cx.tell("order-title", &number()) };
    document(cx, &frame, || {
        view! {
            <div class="order">
                <header class="order-head">
                    <h1>{heading}</h1>
                    {opening(cx, page)}
                </header>
                {page.hold.map(|hold| hold::hold(cx, page, hold))}
                {again(cx, page)}
                {transfer::transfer(cx, page)}
                <div class="with-aside">
                    <div>
                        {timeline::timeline(cx, page)}
                        <section aria-labelledby="lines">
                            <h2 id="lines">{cx.say("review-lines")}</h2>
                            {lines(cx, &page.lines)}
                        </section>
                    </div>
                    <aside class="aside" aria-labelledby="sums">
                        <h2 id="sums">{cx.say("cart-sums")}</h2>
                        {totals(cx, &page.totals)}
                    </aside>
                </div>
                {particulars(cx, page)}
            </div>
        }
    })
}

fn opening(cx: Context<'_>, page: &Order) -> impl IntoView {
    let status = cx.say(status_key(page.status));
    view! {
        <p class="order-status">
            <span class=status_class(page.status)>{status}</span>
            {page
                .just_placed
                .then(|| view! { <span>{cx.tell("order-number", &[("number", page.number.as_str().into())])}</span> })}
            <time datetime=machine(page.placed_at)>{cx.words.moment(page.placed_at)}</time>
        </p>
        {page
            .just_placed
            .then(|| view! { <p>{cx.tell("order-mail", &[("email", page.email.as_str().into())])}</p> })}
    }
}

/// An order that came to nothing: its lines can be put into the cart once more.
fn again(cx: Context<'_>, page: &Order) -> Option<impl IntoView> {
    matches!(page.status, OrderStatus::Expired | OrderStatus::Cancelled).then(|| {
        view! {
            <form method="post" action=paths::order_again(cx.shell.prefix, &page.number)>
                <button class="button" type="submit">{cx.say("order-again")}</button>
            </form>
        }
    })
}

fn lines(cx: Context<'_>, lines: &[OrderLine]) -> impl IntoView {
    let items = lines.iter().map(|item| line(cx, item)).collect::<Vec<_>>();
    view! { <ul class="brief-lines" role="list">{items}</ul> }
}

fn line(cx: Context<'_>, line: &OrderLine) -> impl IntoView {
    let each = cx.tell("line-pieces-each", &[("count", line.quantity.into()), ("price", cx.money(line.unit).into())]);
    let name = match &line.slug {
        Some(slug) => {
            let href = format!("{}?v={}", paths::product(cx.shell.prefix, slug), line.sku);
            leptos::either::Either::Left(view! { <a href=href>{line.name.as_str()}</a> })
        }
        None => leptos::either::Either::Right(line.name.as_str()),
    };
    view! {
        <li>
            {line.picture.as_ref().map(|image| picture_beside(&line.name, image, Fetch::Lazily))}
            <div>
                <p class="line-name">{name}</p>
                {(!line.options.is_empty()).then(|| view! { <p class="line-options">{line.options.as_str()}</p> })}
                <p class="line-options">{each} "\u{a0}· " <span class="code">{line.sku.as_str()}</span></p>
            </div>
            <p class="line-total">{cx.money(line.total)}</p>
        </li>
    }
}

fn particulars(cx: Context<'_>, page: &Order) -> impl IntoView {
    let window = page
        .delivery_window
        .map(|window| view! { <p>{cx.tell("delivery-arrives", &[("window", cx.words.window(window).into())])}</p> });
    let bill = page.billing.as_ref().unwrap_or(&page.shipping);
    view! {
        <div class="particulars">
            <section class="recap">
                <h2>{cx.say("recap-to")}</h2>
                {address(cx, &page.shipping)}
            </section>
            <section class="recap">
                <h2>{cx.say("recap-bill")}</h2>
                {address(cx, bill)}
                <p>{page.email.as_str()}</p>
            </section>
            <section class="recap">
                <h2>{cx.say("recap-how")}</h2>
                <p>{page.delivery_name.as_str()}</p>
                {window}
                <p>{payment_name(cx, page.payment)}</p>
            </section>
        </div>
        <p class="order-later">
            {icon::parcel()}
            <span>
                {cx.say("order-track-later")} " " <a href=paths::track(cx.shell.prefix)>{cx.say("nav-track")}</a>
            </span>
        </p>
    }
}

const fn status_key(status: OrderStatus) -> &'static str {
    match status {
        OrderStatus::AwaitingPayment => "status-awaiting-payment",
        OrderStatus::Paid => "status-paid",
        OrderStatus::PartlyShipped => "status-partly-shipped",
        OrderStatus::Shipped => "status-shipped",
        OrderStatus::Delivered => "status-delivered",
        OrderStatus::Cancelled => "status-cancelled",
        OrderStatus::Expired => "status-expired",
        OrderStatus::Refunded => "status-refunded",
    }
}

const fn status_class(status: OrderStatus) -> &'static str {
    match status {
        OrderStatus::AwaitingPayment => "badge badge-wait",
        OrderStatus::Cancelled | OrderStatus::Expired | OrderStatus::Refunded => "badge badge-over",
        OrderStatus::Paid | OrderStatus::PartlyShipped | OrderStatus::Shipped | OrderStatus::Delivered => "badge",
    }
}
