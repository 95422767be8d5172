//! Step one: who orders, and where the parcel goes.

use leptos::either::Either;
use leptos::prelude::*;

use super::country::Whose;
use super::inputs::Inputs;
use super::problem;
use super::steps::{Step, steps};
use crate::context::Context;
use crate::layout::{Frame, document};
use crate::parts::field::{self, Field, field};
use crate::parts::{problems::problems, summary::summary};
use crate::paths;
use crate::view::{AddressField, Checkout, Shell};

/// Contact and address.
pub fn checkout(shell: &Shell, page: &Checkout) -> String {
    let cx = Context::new(shell);
    let title =
        if page.errors.is_empty() { cx.say("step-address").to_owned() } else { cx.say("title-error").to_owned() };
    let frame = Frame { title, style: "order.css", private: true, quiet: true, ..Frame::default() };
    document(cx, &frame, || {
        view! {
            {steps(cx, Step::Address)}
            <div class="with-aside">
                <div>
                    <h1>{cx.say("address-heading")}</h1>
                    {problems(cx, problem::all(cx, page))}
                    {form(cx, page)}
                </div>
                {summary(cx, &page.lines, &page.totals)}
            </div>
        }
    })
}

fn form<'a>(cx: Context<'a>, page: &'a Checkout) -> impl IntoView + use<'a> {
    let shipping = Inputs { cx, page, whose: Whose::Shipping };
    view! {
        <form class="form" method="post" action=paths::checkout(cx.shell.prefix) novalidate>
            {enter(cx)}
            {contact(cx, page)}
            <fieldset>
                <legend>{cx.say("address-shipping")}</legend>
                {country(cx, page, Whose::Shipping)}
                {shipping.all()}
                {phone(cx, page)}
            </fieldset>
            {billing(cx, page)}
            <button class="button button-wide" type="submit" name="step" value="next">{cx.say("address-next")}</button>
        </form>
    }
}

/// The button that Enter presses: the first one of the form, which must not be the one that changes the country.
fn enter(cx: Context<'_>) -> impl IntoView {
    view! {
        <button class="visually-hidden" type="submit" name="step" value="next" tabindex="-1" aria-hidden="true">
            {cx.say("address-next")}
        </button>
    }
}

fn contact<'a>(cx: Context<'a>, page: &'a Checkout) -> impl IntoView + use<'a> {
    view! {
        <fieldset>
            <legend>{cx.say("address-contact")}</legend>
            {field(Field {
                id: AddressField::Email.input_name(),
                label: cx.say("field-email"),
                value: &page.form.email,
                kind: "email",
                autocomplete: "email",
                inputmode: "email",
                maxlength: 254,
                required: true,
                error: problem::of(cx, page, AddressField::Email),
                hint: Some(cx.say("field-email-hint")),
                ..Field::default()
            })}
        </fieldset>
    }
}

fn phone<'a>(cx: Context<'a>, page: &'a Checkout) -> impl IntoView + use<'a> {
    field(Field {
        id: AddressField::Phone.input_name(),
        label: cx.say("field-phone"),
        value: &page.form.shipping.phone,
        kind: "tel",
        autocomplete: "shipping tel",
        inputmode: "tel",
        maxlength: 30,
        error: problem::of(cx, page, AddressField::Phone),
        optional: cx.say("field-optional"),
        ..Field::default()
    })
}

/// The country, and a button that shows the fields of another one. With one country there is nothing to choose.
fn country<'a>(cx: Context<'a>, page: &'a Checkout, whose: Whose) -> impl IntoView + use<'a> {
    let (id, address, autocomplete) = match whose {
        Whose::Shipping => (AddressField::Country, &page.form.shipping, "shipping country"),
        Whose::Billing => (AddressField::BillingCountry, &page.form.billing, "billing country"),
    };
    let (name, error) = (id.input_name(), problem::of(cx, page, id));
    let wrong = error.is_some();
    if let ([only], None) = (page.countries.as_slice(), &error) {
        let known = cx.country(&only.code, &only.name);
        let key = if whose == Whose::Shipping { "address-only-country" } else { "address-only-bill-country" };
        return Either::Left(view! {
            <input type="hidden" name=name value=only.code.as_str() />
            <p class="only-country">{cx.tell(key, &[("country", known.into())])}</p>
        });
    }
    let options = page
        .countries
        .iter()
        .map(|country| {
            let selected = country.code == address.country;
            let known = cx.country(&country.code, &country.name);
            view! { <option value=country.code.as_str() selected=selected>{known}</option> }
        })
        .collect::<Vec<_>>();
    Either::Right(view! {
        <div class="field">
            {field::label(name, cx.say("field-country"), "")}
            {field::error(name, error)}
            <div class="with-button">
                <select
                    id=name
                    name=name
                    autocomplete=autocomplete
                    aria-invalid=wrong.then_some("true")
                    aria-describedby=field::described_by(name, false, wrong)
                >
                    {options}
                </select>
                <button class="button button-quiet" type="submit" name="step" value="country">
                    {cx.say("address-change-country")}
                </button>
            </div>
        </div>
    })
}

/// The bill goes to the same address unless this is ticked or filled in. `billing_was` tells a tick that was taken away
/// from one that was never there.
fn billing<'a>(cx: Context<'a>, page: &'a Checkout) -> impl IntoView + use<'a> {
    let inputs = Inputs { cx, page, whose: Whose::Billing };
    let differs = page.form.billing_differs;
    view! {
        <details class="billing" open=differs>
            <summary>{cx.say("address-billing")}</summary>
            <p class="hint">{cx.say("address-billing-hint")}</p>
            {differs.then(|| view! { <input type="hidden" name="billing_was" value="1" /> })}
            <div class="check">
                <input type="checkbox" id="billing_differs" name="billing_differs" value="1" checked=differs />
                <label for="billing_differs">{cx.say("address-billing-differs")}</label>
            </div>
            <fieldset>
                <legend class="visually-hidden">{cx.say("address-billing")}</legend>
                {country(cx, page, Whose::Billing)}
                {inputs.all()}
            </fieldset>
        </details>
    }
}
