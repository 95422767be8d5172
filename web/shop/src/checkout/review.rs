//! Step three: everything once more, then the order.

use leptos::prelude::*;
use outpost_domain::payment::PaymentMethod;
use outpost_web_ui::parts::address::address;
use outpost_web_ui::parts::error_summary::alert;
use outpost_web_ui::parts::icon;

use super::steps::{Step, steps};
use crate::context::Context;
use crate::layout::{Options, document};
use crate::parts::arrival::arrival;
use crate::parts::delay::delay;
use crate::parts::info_link::info_link;
use crate::parts::line_change::line_change;
use crate::parts::payment_name::payment_name;
use crate::parts::summary::brief_lines;
use crate::parts::totals::totals;
use crate::paths;
use crate::view::{InfoPage, LineChange, Refusal, Review, Shell};

/// The review and the button that places the order.
pub fn review(shell: &Shell, page: &Review) -> String {
    let cx = Context::new(shell);
    let title = cx.text(if page.refusals.is_empty() { "step-review" } else { "title-error" }).to_owned();
    let options = Options { title, style: "order.css", is_private: true, hides_navigation: true, ..Options::default() };
    document(cx, &options, || {
        view! {
            {steps(cx, Step::Review)}
            <div class="with-aside">
                <div>
                    <h1>{cx.text("review-heading")}</h1>
                    {refusals(cx, &page.refusals)}
                    <h2>{cx.text("review-lines")}</h2>
                    {brief_lines(cx, &page.lines)}
                    <p><a href=paths::cart(cx.shell.market_locale)>{cx.text("summary-change")}</a></p>
                    {particulars(cx, page)}
                </div>
                {place(cx, page)}
            </div>
        }
    })
}

fn refusals(cx: Context<'_>, refusals: &[Refusal]) -> Option<impl IntoView> {
    (!refusals.is_empty()).then(|| {
        let items = refusals.iter().map(|refusal| view! { <li>{message(cx, refusal)}</li> }).collect::<Vec<_>>();
        // What transfers may hold is no change that placing the order again would accept.
        let is_transfer =
            |refusal: &Refusal| matches!(refusal, Refusal::Line { change: LineChange::PaymentLimit { .. }, .. });
        let hint = if refusals.iter().any(is_transfer) { "review-payment-hint" } else { "review-refused-hint" };
        alert(
            cx.text("review-refused").to_owned(),
            view! {
                <p>{cx.text(hint)}</p>
                <ul>{items}</ul>
            },
        )
    })
}

fn message(cx: Context<'_>, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Line { name, change } => {
            let what = line_change(cx, *change);
            cx.format("refusal-line", &[("name", name.as_str().into()), ("what", what.into())])
        }
        Refusal::TotalChanged { was, now } => {
            cx.format("refusal-total", &[("was", cx.money(*was).into()), ("now", cx.money(*now).into())])
        }
        Refusal::SlotGone => cx.text("refusal-slot").to_owned(),
        Refusal::DeliveryGone => cx.text("refusal-delivery").to_owned(),
        Refusal::DeliveryRate { was, now } => {
            cx.format("refusal-delivery-rate", &[("was", cx.money(*was).into()), ("now", cx.money(*now).into())])
        }
        Refusal::FreeDelivery { from: Some(from) } => {
            cx.format("refusal-free-delivery", &[("from", cx.money(*from).into())])
        }
        Refusal::FreeDelivery { from: None } => cx.text("refusal-free-delivery-gone").to_owned(),
        Refusal::DeliveryTax => cx.text("refusal-delivery-tax").to_owned(),
        Refusal::PaymentGone => cx.text("refusal-payment").to_owned(),
    }
}

fn particulars(cx: Context<'_>, page: &Review) -> impl IntoView {
    let market_locale = cx.shell.market_locale;
    view! {
        <div class="order-details">
            <section class="recap">
                <h2>{cx.text("recap-to")}</h2>
                {address(*cx, &page.shipping)}
                <p>{page.email.as_str()}</p>
                <p><a href=paths::checkout(market_locale)>{cx.text("recap-change-address")}</a></p>
            </section>
            {page
                .billing
                .as_ref()
                .map(|bill| {
                    view! {
                        <section class="recap">
                            <h2>{cx.text("recap-bill")}</h2>
                            {address(*cx, bill)}
                        </section>
                    }
                })}
            <section class="recap">
                <h2>{cx.text("recap-how")}</h2>
                <p>{page.delivery.name.as_str()}</p>
                <p>{arrival(cx, &page.delivery.windows)}</p>
                {page.slot.map(|slot| view! { <p>{cx.time_slot(slot)}</p> })}
                {page.delay.as_ref().map(|item| delay(cx, item))}
                <p>{payment_name(cx, page.payment)}</p>
                <p><a href=paths::checkout_delivery(market_locale)>{cx.text("recap-change-delivery")}</a></p>
            </section>
        </div>
    }
}

fn place(cx: Context<'_>, page: &Review) -> impl IntoView {
    let button = match page.payment {
        PaymentMethod::Card => "review-place-and-pay",
        PaymentMethod::ConvenienceStore | PaymentMethod::Transfer | PaymentMethod::OnDelivery => "review-place",
    };
    view! {
        <aside class="aside" aria-labelledby="sums">
            <h2 id="sums">{cx.text("cart-sums")}</h2>
            {totals(cx, &page.totals)}
            <form method="post" action=paths::checkout_review(cx.shell.market_locale)>
                <input type="hidden" name="order_id" value=page.order_id.as_str() />
                <input type="hidden" name="expected_total" value=page.totals.total.minor().to_string() />
                <button class="button button-wide" type="submit">{cx.text(button)}</button>
            </form>
            {page.hold_minutes.map(|minutes| view! { <p class="aside-hint">{icon::lock()} {hold(cx, minutes)}</p> })}
            <p class="hint">
                {cx.text("review-terms")} " " {info_link(cx, InfoPage::Terms)}
            </p>
        </aside>
    }
}

/// How long stock is held: in days from one day on.
fn hold(cx: Context<'_>, minutes: u32) -> String {
    const DAY: u32 = 24 * 60;
    if minutes >= DAY {
        cx.plural("review-hold-days", u64::from(minutes / DAY))
    } else {
        cx.plural("review-hold", u64::from(minutes))
    }
}
