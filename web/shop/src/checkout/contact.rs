//! Step one: who orders, and where the parcel goes.

use leptos::either::Either;
use leptos::prelude::*;
use outpost_web_ui::parts::error_summary::error_summary;
use outpost_web_ui::parts::field::{self, Field, field};

use super::address_fields::AddressFields;
use super::address_format::AddressKind;
use super::field_errors;
use super::steps::{Step, steps};
use super::suggestion::suggestion;
use crate::context::Context;
use crate::layout::{Options, document};
use crate::parts::summary::summary;
use crate::paths;
use crate::view::{AddressField, Checkout, Shell};

/// Contact and address.
pub fn checkout(shell: &Shell, page: &Checkout) -> String {
    let cx = Context::new(shell);
    let title =
        if page.errors.is_empty() { cx.text("step-address").to_owned() } else { cx.text("title-error").to_owned() };
    let options = Options {
        title,
        style: "order.css",
        script: "forms.js",
        is_private: true,
        hides_navigation: true,
        ..Options::default()
    };
    document(cx, &options, || {
        view! {
            {steps(cx, Step::Address)}
            <div class="with-aside">
                {summary(cx, &page.lines, &page.totals)}
                <div>
                    <h1>{cx.text("address-heading")}</h1>
                    {error_summary(*cx, field_errors::summary_items(cx, page))}
                    {form(cx, page)}
                </div>
            </div>
        }
    })
}

fn form<'a>(cx: Context<'a>, page: &'a Checkout) -> impl IntoView + use<'a> {
    let shipping = AddressFields { cx, page, kind: AddressKind::Shipping };
    view! {
        <form class="form" method="post" action=paths::checkout(cx.shell.market_locale) novalidate>
            {enter(cx)}
            {contact(cx, page)}
            <fieldset>
                <legend>{cx.text("address-shipping")}</legend>
                {country(cx, page, AddressKind::Shipping)}
                {shipping.all()}
                {phone(cx, page)}
            </fieldset>
            {billing(cx, page)}
            <button class="button button-wide" type="submit" name="step" value="next">{cx.text("address-next")}</button>
        </form>
    }
}

/// The form's first submit button, which Enter activates: it must not be the one that changes the country.
fn enter(cx: Context<'_>) -> impl IntoView {
    view! {
        <button class="visually-hidden" type="submit" name="step" value="next" tabindex="-1" aria-hidden="true">
            {cx.text("address-next")}
        </button>
    }
}

fn contact<'a>(cx: Context<'a>, page: &'a Checkout) -> impl IntoView + use<'a> {
    view! {
        <fieldset>
            <legend>{cx.text("address-contact")}</legend>
            {field(Field {
                id: AddressField::Email.input_name(),
                label: cx.text("field-email"),
                value: &page.form.email,
                kind: "email",
                autocomplete: "email",
                inputmode: "email",
                maxlength: 254,
                required: true,
                error: field_errors::error_of(cx, page, AddressField::Email),
                hint: Some(cx.text("field-email-hint")),
                refresh: "step=email",
                ..Field::default()
            })}
            <div class="suggestion" aria-live="polite">
                {page.email_suggestion.as_deref().map(|meant| suggestion(cx, meant, None))}
            </div>
        </fieldset>
    }
}

fn phone<'a>(cx: Context<'a>, page: &'a Checkout) -> impl IntoView + use<'a> {
    field(Field {
        id: AddressField::Phone.input_name(),
        label: cx.text("field-phone"),
        value: &page.form.phone,
        kind: "tel",
        autocomplete: "shipping tel",
        inputmode: "tel",
        maxlength: 30,
        error: field_errors::error_of(cx, page, AddressField::Phone),
        optional: cx.text("field-optional"),
        ..Field::default()
    })
}

/// The country, and a button that shows the fields of another one. A single country is shown as text.
fn country<'a>(cx: Context<'a>, page: &'a Checkout, kind: AddressKind) -> impl IntoView + use<'a> {
    let (id, address, autocomplete) = match kind {
        AddressKind::Shipping => (AddressField::Country, &page.form.shipping, "shipping country"),
        AddressKind::Billing => (AddressField::BillingCountry, &page.form.billing, "billing country"),
    };
    let (name, error) = (id.input_name(), field_errors::error_of(cx, page, id));
    let wrong = error.is_some();
    if let ([only], None) = (page.countries.as_slice(), &error) {
        let known = cx.country(&only.code, &only.name);
        let key = if kind == AddressKind::Shipping { "address-only-country" } else { "address-only-bill-country" };
        return Either::Left(view! {
            <input type="hidden" name=name value=only.code.as_str() />
            <p class="single-country">{cx.format(key, &[("country", known.into())])}</p>
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
            {field::label(name, cx.text("field-country"), "")}
            {field::error(name, error)}
            <div class="with-button">
                <select
                    id=name
                    name=name
                    autocomplete=autocomplete
                    aria-invalid=wrong.then_some("true")
                    aria-describedby=field::described_by(name, false, wrong)
                    data-refresh="step=country"
                >
                    {options}
                </select>
                <button class="button button-quiet without-scripts" type="submit" name="step" value="country">
                    {cx.text("address-change-country")}
                </button>
            </div>
        </div>
    })
}

/// The billing address: that of the parcel while the box is ticked, which hides the fields.
fn billing<'a>(cx: Context<'a>, page: &'a Checkout) -> impl IntoView + use<'a> {
    let inputs = AddressFields { cx, page, kind: AddressKind::Billing };
    view! {
        <fieldset class="billing">
            <legend>{cx.text("address-billing")}</legend>
            <input type="hidden" name="billing_asked" value="1" />
            <div class="check">
                <input type="checkbox" id="billing_same" name="billing_same" value="1" checked=!page.form.billing_differs />
                <label for="billing_same">{cx.text("address-billing-same")}</label>
            </div>
            <div class="billing-fields">
                {country(cx, page, AddressKind::Billing)}
                {inputs.all()}
            </div>
        </fieldset>
    }
}
