//! Step three: everything once more, then the order.

use leptos::prelude::*;

use super::delivery::payment_name;
use super::steps::{Step, steps};
use crate::context::Context;
use crate::layout::{Frame, document};
use crate::parts::problems::alert;
use crate::parts::summary::brief_lines;
use crate::parts::{address::address, icon, line_problem, totals::totals};
use crate::paths;
use crate::view::{InfoPage, PaymentKind, Refusal, Review, Shell};

/// The review and the button that places the order.
pub fn review(shell: &Shell, page: &Review) -> String {
    let cx = Context::new(shell);
    let title = cx.say(if page.refusals.is_empty() { "step-review" } else { "title-error" }).to_owned();
    let frame = Frame { title, style: "order.css", private: true, quiet: true, ..Frame::default() };
    document(cx, &frame, || {
        view! {
            {steps(cx, Step::Review)}
            <div class="with-aside">
                <div>
                    <h1>{cx.say("review-heading")}</h1>
                    {refusals(cx, &page.refusals)}
                    <h2>{cx.say("review-lines")}</h2>
                    {brief_lines(cx, &page.lines)}
                    <p><a href=paths::cart(cx.shell.prefix)>{cx.say("summary-change")}</a></p>
                    {particulars(cx, page)}
                </div>
                {place(cx, page)}
            </div>
        }
    })
}

fn refusals(cx: Context<'_>, refusals: &[Refusal]) -> Option<impl IntoView> {
    (!refusals.is_empty()).then(|| {
        let items = refusals.iter().map(|refusal| view! { <li>{words(cx, refusal)}</li> }).collect::<Vec<_>>();
        alert(
            cx.say("review-refused").to_owned(),
            view! {
                <p>{cx.say("review-refused-hint")}</p>
                <ul>{items}</ul>
            },
        )
    })
}

fn words(cx: Context<'_>, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Line { name, problem } => {
            let what = line_problem::words(cx, *problem);
            cx.tell("refusal-line", &[("name", name.as_str().into()), ("what", what.into())])
        }
        Refusal::TotalChanged { was, now } => {
            cx.tell("refusal-total", &[("was", cx.money(*was).into()), ("now", cx.money(*now).into())])
        }
        Refusal::DeliveryGone => cx.say("refusal-delivery").to_owned(),
    }
}

fn particulars(cx: Context<'_>, page: &Review) -> impl IntoView {
    let prefix = cx.shell.prefix;
    view! {
        <div class="particulars">
            <section class="recap">
                <h2>{cx.say("recap-to")}</h2>
                {address(cx, &page.shipping)}
                <p>{page.email.as_str()}</p>
                <p><a href=paths::checkout(prefix)>{cx.say("recap-change-address")}</a></p>
            </section>
            {page
                .billing
                .as_ref()
                .map(|bill| {
                    view! {
                        <section class="recap">
                            <h2>{cx.say("recap-bill")}</h2>
                            {address(cx, bill)}
                        </section>
                    }
                })}
            <section class="recap">
                <h2>{cx.say("recap-how")}</h2>
                <p>{page.delivery.name.as_str()}</p>
                <p>{cx.tell("delivery-arrives", &[("window", cx.words.window(page.delivery.window).into())])}</p>
                <p>{payment_name(cx, page.payment)}</p>
                <p><a href=paths::checkout_delivery(prefix)>{cx.say("recap-change-delivery")}</a></p>
            </section>
        </div>
    }
}

fn place(cx: Context<'_>, page: &Review) -> impl IntoView {
    let terms = paths::info(cx.shell.prefix, InfoPage::Terms);
    let button = match page.payment {
        PaymentKind::Test => "review-place-and-pay",
        PaymentKind::Manual => "review-place",
    };
    view! {
        <aside class="aside" aria-labelledby="sums">
            <h2 id="sums">{cx.say("cart-sums")}</h2>
            {totals(cx, &page.totals)}
            <form method="post" action=paths::checkout_review(cx.shell.prefix)>
                <input type="hidden" name="order_id" value=page.order_id.as_str() />
                <input type="hidden" name="expected_total" value=page.totals.total.minor().to_string() />
                <button class="button button-wide" type="submit">{cx.say(button)}</button>
            </form>
            <p class="aside-note">{icon::lock()} {hold(cx, page.hold_minutes)}</p>
            <p class="hint">
                {cx.say("review-terms")} " " <a href=terms>{crate::info::name(cx, InfoPage::Terms)}</a>
            </p>
        </aside>
    }
}

/// How long the goods are held: in days where it is days.
fn hold(cx: Context<'_>, minutes: u32) -> String {
    const DAY: u32 = 24 * 60;
    if minutes >= DAY {
        cx.count("review-hold-days", u64::from(minutes / DAY))
    } else {
        cx.count("review-hold", u64::from(minutes))
    }
}
