//! Step two: delivery method and payment method.

use leptos::either::Either;
use leptos::prelude::*;
use outpost_domain::payment::PaymentMethod;
use outpost_web_ui::parts::address::address;
use outpost_web_ui::parts::error_summary::{SummaryItem, error_summary};
use outpost_web_ui::parts::{field, icon};

use super::steps::{Step, steps};
use super::suggestion::suggestion;
use crate::context::Context;
use crate::layout::{Options, document};
use crate::parts::arrival::arrival;
use crate::parts::delay::delay;
use crate::parts::line_change::line_change;
use crate::parts::payment_name::payment_name;
use crate::parts::summary::summary;
use crate::paths;
use crate::view::{Delivery, DeliveryMethod, ParcelOffer, PaymentChoice, Shell};

/// The id of the form.
const FORM: &str = "delivery";

/// Delivery method and payment method.
pub fn delivery(shell: &Shell, page: &Delivery) -> String {
    let cx = Context::new(shell);
    let wrong = page.delivery_missing || page.payment_missing;
    let title = cx.text(if wrong { "title-error" } else { "step-delivery" }).to_owned();
    let options = Options { title, style: "order.css", is_private: true, hides_navigation: true, ..Options::default() };
    document(cx, &options, || {
        view! {
            {steps(cx, Step::Delivery)}
            <div class="with-aside">
                {summary(cx, &page.lines, &page.totals)}
                <div>
                    <h1>{cx.text("delivery-heading")}</h1>
                    {error_summary(*cx, errors(cx, page))}
                    {destination(cx, page)}
                    {if page.methods.is_empty() {
                        Either::Left(undeliverable(cx, page))
                    } else {
                        Either::Right(form(cx, page))
                    }}
                </div>
            </div>
        }
    })
}

fn errors(cx: Context<'_>, page: &Delivery) -> Vec<SummaryItem> {
    let item = |field, key| SummaryItem { field, message: cx.text(key).to_owned() };
    let delivery = page.delivery_missing.then(|| item("delivery-0", "missing-delivery"));
    let payment = page.payment_missing.then(|| item("payment-0", "missing-payment"));
    delivery.into_iter().chain(payment).collect()
}

fn destination(cx: Context<'_>, page: &Delivery) -> impl IntoView {
    view! {
        <div class="recap">
            <h2>{cx.text("recap-to")}</h2>
            {address(*cx, &page.shipping)}
            <p>{page.email.as_str()}</p>
            {page
                .email_suggestion
                .as_deref()
                .filter(|_| !page.methods.is_empty())
                .map(|meant| suggestion(cx, meant, Some(FORM)))}
            <p><a href=paths::checkout(cx.shell.market_locale)>{cx.text("recap-change-address")}</a></p>
        </div>
    }
}

/// Why no method carries the order: what is too heavy, else the address.
fn undeliverable(cx: Context<'_>, page: &Delivery) -> impl IntoView {
    let lines = page
        .too_heavy
        .iter()
        .map(|(name, change)| {
            let what = line_change(cx, *change);
            view! { <li>{cx.format("refusal-line", &[("name", name.as_str().into()), ("what", what.into())])}</li> }
        })
        .collect::<Vec<_>>();
    let key = if lines.is_empty() { "delivery-none" } else { "delivery-too-heavy" };
    view! {
        <div class="notice notice-warn">
            {icon::warning()}
            <p>{cx.text(key)}</p>
            {(!lines.is_empty()).then(|| view! { <ul class="notice-list">{lines}</ul> })}
        </div>
        <p><a class="button" href=paths::cart(cx.shell.market_locale)>{cx.text("summary-change")}</a></p>
    }
}

fn form(cx: Context<'_>, page: &Delivery) -> impl IntoView {
    let methods = page.methods.iter().enumerate().map(|(index, item)| method(cx, index, item)).collect::<Vec<_>>();
    let payments = page.payments.iter().enumerate().map(|(index, item)| payment(cx, index, item)).collect::<Vec<_>>();
    let delivery_error = page.delivery_missing.then(|| cx.text("missing-delivery").to_owned());
    let payment_error = page.payment_missing.then(|| cx.text("missing-payment").to_owned());
    view! {
        <form id=FORM class="form" method="post" action=paths::checkout_delivery(cx.shell.market_locale) novalidate>
            // The first button of a form is the one that Enter presses.
            <button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">{cx.text("delivery-next")}</button>
            <fieldset aria-describedby=field::described_by("delivery", false, page.delivery_missing)>
                <legend>{cx.text("delivery-method")}</legend>
                {field::error("delivery", delivery_error)}
                {page.delay.as_ref().map(|item| delay(cx, item))}
                {page.parcels.as_ref().map(|offer| parcels(cx, offer))}
                <div class="choices">{methods}</div>
                {(!page.slots.is_empty()).then(|| slots(cx, page))}
            </fieldset>
            <fieldset aria-describedby=field::described_by("payment", false, page.payment_missing)>
                <legend>{cx.text("payment-method")}</legend>
                {field::error("payment", payment_error)}
                <div class="choices">{payments}</div>
            </fieldset>
            <button class="button button-wide" type="submit">{cx.text("delivery-next")}</button>
        </form>
    }
}

/// The time of day at which the carrier shall come.
fn slots(cx: Context<'_>, page: &Delivery) -> impl IntoView {
    let options = page
        .slots
        .iter()
        .map(|&slot| {
            let selected = page.slot == Some(slot);
            view! { <option value=slot.to_string() selected=selected>{cx.time_slot(slot)}</option> }
        })
        .collect::<Vec<_>>();
    view! {
        <div class="field">
            {field::label("slot", cx.text("delivery-slot"), "")}
            <select id="slot" name="slot">
                <option value="">{cx.text("delivery-slot-any")}</option>
                {options}
            </select>
        </div>
    }
}

/// The offer of another number of parcels.
fn parcels(cx: Context<'_>, offer: &ParcelOffer) -> impl IntoView {
    let (value, question, button) = match offer.windows.len() {
        ..=1 => (ParcelOffer::ONE, "parcels-one", "parcels-one-take"),
        _ => (ParcelOffer::TWO, "parcels-two", "parcels-two-take"),
    };
    let cost = if offer.cost.minor() == 0 { cx.text("totals-free").to_owned() } else { cx.money(offer.cost) };
    let what = cx.format(question, &[("arrival", arrival(cx, &offer.windows).into()), ("cost", cost.into())]);
    view! {
        <div class="parcels">
            <p>{what}</p>
            <button class="button button-quiet" type="submit" name="parcels" value=value>{cx.text(button)}</button>
        </div>
    }
}

fn method(cx: Context<'_>, index: usize, method: &DeliveryMethod) -> impl IntoView {
    let id = format!("delivery-{index}");
    let cost = if method.cost.minor() == 0 { cx.text("totals-free").to_owned() } else { cx.money(method.cost) };
    view! {
        <div class="choice">
            <input type="radio" id=id.clone() name="delivery" value=method.code.as_str() checked=method.selected />
            <label for=id>
                <span class="choice-name">{method.name.as_str()}</span>
                <span class="choice-cost">{cost}</span>
                <span class="choice-hint">{arrival(cx, &method.windows)}</span>
            </label>
        </div>
    }
}

fn payment(cx: Context<'_>, index: usize, method: &PaymentChoice) -> impl IntoView {
    let id = format!("payment-{index}");
    view! {
        <div class="choice">
            <input type="radio" id=id.clone() name="payment" value=method.method.code() checked=method.selected />
            <label for=id>
                <span class="choice-name">{payment_name(cx, method.method)}</span>
                <span class="choice-hint">
                    {cx.text(match method.method {
                        PaymentMethod::Card => "payment-card-note",
                        PaymentMethod::ConvenienceStore => "payment-convenience-store-note",
                        PaymentMethod::Transfer => "payment-transfer-note",
                        PaymentMethod::OnDelivery => "payment-on-delivery-note",
                    })}
                </span>
            </label>
        </div>
    }
}
