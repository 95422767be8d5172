//! Confirmation and status of an order. Prints as a record of the purchase.

mod cancellation;
mod hold;
mod timeline;
mod transfer;

use leptos::either::Either;
use leptos::prelude::*;
use outpost_web_ui::formatting::iso_datetime;
use outpost_web_ui::parts::address::address;
use outpost_web_ui::parts::icon;
use outpost_web_ui::parts::order_status::{status_class, status_key};
use outpost_web_ui::parts::picture::{Fetch, picture_beside};

use crate::context::Context;
use crate::layout::{Options, document};
use crate::parts::arrival::arrival;
use crate::parts::payment_name::payment_name;
use crate::parts::totals::totals;
use crate::paths;
use crate::view::{Order, OrderLine, Shell};

pub use cancellation::cancellation;

/// An order as its buyer sees it.
pub fn order(shell: &Shell, page: &Order) -> String {
    let cx = Context::new(shell);
    let number = || [("number", page.number.as_str().into())];
    let options = Options {
        title: cx.format("order-title", &number()),
        style: "order.css",
        script: "forms.js",
        is_private: true,
        ..Options::default()
    };
    let heading =
        if page.just_placed { cx.text("order-thanks").to_owned() } else { cx.format("order-title", &number()) };
    document(cx, &options, || {
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
                            <h2 id="lines">{cx.text("review-lines")}</h2>
                            {lines(cx, &page.lines)}
                        </section>
                    </div>
                    <aside class="aside" aria-labelledby="sums">
                        <h2 id="sums">{cx.text("cart-sums")}</h2>
                        {totals(cx, &page.totals)}
                    </aside>
                </div>
                {particulars(cx, page)}
                {account(cx, page)}
            </div>
        }
    })
}

fn opening(cx: Context<'_>, page: &Order) -> impl IntoView {
    let status = cx.text(status_key(page.status));
    view! {
        <p class="order-status">
            <span class=status_class(page.status) data-status=page.status.code()>{status}</span>
            {page
                .just_placed
                .then(|| view! { <span>{cx.format("order-number", &[("number", page.number.as_str().into())])}</span> })}
            <time datetime=iso_datetime(page.placed_at)>{cx.moment(page.placed_at)}</time>
        </p>
        {page
            .just_placed
            .then(|| view! { <p>{cx.format("order-mail", &[("email", page.email.as_str().into())])}</p> })}
        <div class="order-actions">
            <button class="button button-quiet with-scripts" type="button" data-print="">{cx.text("order-print")}</button>
            <a class="button button-quiet" href=paths::home(cx.shell.market_locale)>{cx.text("continue-shopping")}</a>
        </div>
    }
}

/// A guest's order can be kept in an account, for a password only.
fn account(cx: Context<'_>, page: &Order) -> Option<impl IntoView> {
    let offer = page.account_offer.clone()?;
    Some(view! {
        <section class="notice" aria-labelledby="account">
            <h2 id="account">{cx.text("order-account")}</h2>
            <p>{cx.text("order-account-text")}</p>
            <form method="get" action=paths::register(cx.shell.market_locale)>
                <input type="hidden" name="order" value=offer />
                <button class="button button-quiet" type="submit">{cx.text("order-account-submit")}</button>
            </form>
        </section>
    })
}

/// An expired or cancelled order: its lines can be put into the cart again.
fn again(cx: Context<'_>, page: &Order) -> Option<impl IntoView> {
    page.status.is_over().then(|| {
        view! {
            <form method="post" action=paths::order_again(cx.shell.market_locale, &page.number)>
                <button class="button" type="submit">{cx.text("order-again")}</button>
            </form>
        }
    })
}

fn lines(cx: Context<'_>, lines: &[OrderLine]) -> impl IntoView {
    let items = lines.iter().map(|item| line(cx, item)).collect::<Vec<_>>();
    view! { <ul class="summary-lines" role="list">{items}</ul> }
}

fn line(cx: Context<'_>, line: &OrderLine) -> impl IntoView {
    let each = cx.format("line-pieces-each", &[("count", line.quantity.into()), ("price", cx.money(line.unit).into())]);
    let name = match &line.slug {
        Some(slug) => {
            let href = paths::variant(cx.shell.market_locale, slug, &line.sku);
            Either::Left(view! { <a href=href>{line.name.as_str()}</a> })
        }
        None => Either::Right(line.name.as_str()),
    };
    view! {
        <li>
            {line.picture.as_ref().map(|image| picture_beside(&line.name, image, Fetch::Lazy))}
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
    let arrives = (!page.delivery_windows.is_empty()).then(|| view! { <p>{arrival(cx, &page.delivery_windows)}</p> });
    let bill = page.billing.as_ref().unwrap_or(&page.shipping);
    view! {
        <div class="order-details">
            <section class="recap">
                <h2>{cx.text("recap-to")}</h2>
                {address(*cx, &page.shipping)}
            </section>
            <section class="recap">
                <h2>{cx.text("recap-bill")}</h2>
                {address(*cx, bill)}
                <p>{page.email.as_str()}</p>
            </section>
            <section class="recap">
                <h2>{cx.text("recap-how")}</h2>
                <p>{page.delivery_name.as_str()}</p>
                {arrives}
                {page.delivery_slot.map(|slot| view! { <p>{cx.time_slot(slot)}</p> })}
                <p>{payment_name(cx, page.payment)}</p>
            </section>
        </div>
        <p class="order-track">
            {icon::parcel()}
            <span>
                {cx.text("order-track-later")} " " <a href=paths::track(cx.shell.market_locale)>{cx.text("nav-track")}</a>
            </span>
        </p>
        {forgetting(cx, page)}
    }
}

/// On a computer that others use as well: the next person cannot open the orders of this one.
fn forgetting(cx: Context<'_>, page: &Order) -> impl IntoView {
    view! {
        <form class="order-forget" method="post" action=paths::order_forgetting(cx.shell.market_locale, &page.number)>
            <p class="hint">{cx.text("order-forget-explained")}</p>
            <button class="button button-quiet" type="submit">{cx.text("order-forget")}</button>
        </form>
    }
}
