//! Step two: how it is sent, how it is paid.

use leptos::either::Either;
use leptos::prelude::*;

use super::steps::{Step, steps};
use crate::context::Context;
use crate::layout::{Frame, document};
use crate::parts::problems::{Problem, problems};
use crate::parts::{address::address, field, summary::summary};
use crate::paths;
use crate::view::{Delivery, DeliveryMethod, PaymentKind, PaymentMethod, Shell};

/// Delivery method and payment method.
pub fn delivery(shell: &Shell, page: &Delivery) -> String {
    let cx = Context::new(shell);
    let wrong = page.delivery_missing || page.payment_missing;
    let title = cx.say(if wrong { "title-error" } else { "step-delivery" }).to_owned();
    let frame = Frame { title, style: "order.css", private: true, quiet: true, ..Frame::default() };
    document(cx, &frame, || {
        view! {
            {steps(cx, Step::Delivery)}
            <div class="with-aside">
                <div>
                    <h1>{cx.say("delivery-heading")}</h1>
                    {problems(cx, missing(cx, page))}
                    {destination(cx, page)}
                    {if page.methods.is_empty() {
                        Either::Left(view! { <p class="notice notice-warn">{cx.say("delivery-none")}</p> })
                    } else {
                        Either::Right(form(cx, page))
                    }}
                </div>
                {summary(cx, &page.lines, &page.totals)}
            </div>
        }
    })
}

fn missing(cx: Context<'_>, page: &Delivery) -> Vec<Problem> {
    let problem = |field, key| Problem { field, words: cx.say(key).to_owned() };
    let delivery = page.delivery_missing.then(|| problem("delivery-0", "missing-delivery"));
    let payment = page.payment_missing.then(|| problem("payment-0", "missing-payment"));
    delivery.into_iter().chain(payment).collect()
}

fn destination(cx: Context<'_>, page: &Delivery) -> impl IntoView {
    view! {
        <div class="recap">
            <h2>{cx.say("recap-to")}</h2>
            {address(cx, &page.shipping)}
            <p>{page.email.as_str()}</p>
            <p><a href=paths::checkout(cx.shell.prefix)>{cx.say("recap-change-address")}</a></p>
        </div>
    }
}

fn form(cx: Context<'_>, page: &Delivery) -> impl IntoView {
    let methods = page.methods.iter().enumerate().map(|(index, item)| method(cx, index, item)).collect::<Vec<_>>();
    let payments = page.payments.iter().enumerate().map(|(index, item)| payment(cx, index, item)).collect::<Vec<_>>();
    let delivery_error = page.delivery_missing.then(|| cx.say("missing-delivery").to_owned());
    let payment_error = page.payment_missing.then(|| cx.say("missing-payment").to_owned());
    view! {
        <form class="form" method="post" action=paths::checkout_delivery(cx.shell.prefix) novalidate>
            <fieldset aria-describedby=field::described_by("delivery", false, page.delivery_missing)>
                <legend>{cx.say("delivery-method")}</legend>
                {field::error("delivery", delivery_error)}
                <div class="choices">{methods}</div>
            </fieldset>
            <fieldset aria-describedby=field::described_by("payment", false, page.payment_missing)>
                <legend>{cx.say("payment-method")}</legend>
                {field::error("payment", payment_error)}
                <div class="choices">{payments}</div>
            </fieldset>
            <button class="button button-wide" type="submit">{cx.say("delivery-next")}</button>
        </form>
    }
}

fn method(cx: Context<'_>, index: usize, method: &DeliveryMethod) -> impl IntoView {
    let id = format!("delivery-{index}");
    let cost = if method.cost.minor() == 0 { cx.say("totals-free").to_owned() } else { cx.money(method.cost) };
    view! {
        <div class="choice">
            <input type="radio" id=id.clone() name="delivery" value=method.code.as_str() checked=method.selected />
            <label for=id>
                <span class="choice-name">{method.name.as_str()}</span>
                <span class="choice-cost">{cost}</span>
                <span class="choice-note">
                    {cx.tell("delivery-arrives", &[("window", cx.words.window(method.window).into())])}
                </span>
            </label>
        </div>
    }
}

fn payment(cx: Context<'_>, index: usize, method: &PaymentMethod) -> impl IntoView {
    let id = format!("payment-{index}");
    view! {
        <div class="choice">
            <input type="radio" id=id.clone() name="payment" value=method.kind.code() checked=method.selected />
            <label for=id>
                <span class="choice-name">{payment_name(cx, method.kind)}</span>
                <span class="choice-note">
                    {cx.say(match method.kind {
                        PaymentKind::Test => "payment-test-note",
                        PaymentKind::Manual => "payment-manual-note",
                    })}
                </span>
            </label>
        </div>
    }
}

/// What a way to pay is called.
pub(crate) fn payment_name(cx: Context<'_>, kind: PaymentKind) -> &'static str {
    cx.say(match kind {
        PaymentKind::Test => "payment-test",
        PaymentKind::Manual => "payment-manual",
    })
}
