//! One address as a form.

use leptos::prelude::*;
use outpost_web_ui::parts::field::{self, Field};
use outpost_web_ui::prefectures;

use crate::context::Context;
use crate::layout::document;
use crate::pages::problems;
use crate::paths;
use crate::view::{AddressForm, AddressProblem, Shell};

/// The form. The country decides about its fields, so it comes first, with a button of its own.
pub fn address(shell: &Shell, page: &AddressForm) -> String {
    let cx = Context::new(shell);
    let heading = cx.text(if page.is_stored { "addresses-change" } else { "addresses-add" });
    let title = if page.problems.is_empty() { heading } else { cx.text("title-error") };
    let errors = page.problems.iter().map(|(name, _)| (*name, error(cx, page, name))).collect();
    document(cx, title, || {
        view! {
            <div class="narrow">
                <h1>{heading}</h1>
                {problems::summary(cx, errors)}
                <form class="form" method="post" action=paths::address(cx.shell.market_locale, &page.saved.id) novalidate>
                    <button class="visually-hidden" type="submit" name="step" value="save" tabindex="-1" aria-hidden="true">
                        {cx.text("account-save")}
                    </button>
                    {country(cx, page)}
                    {inputs(cx, page)}
                    <div class="check">
                        <input type="checkbox" id="default" name="default" value="1" checked=page.saved.is_default />
                        <label for="default">{cx.text("addresses-make-default")}</label>
                    </div>
                    <button class="button button-wide" type="submit" name="step" value="save">
                        {cx.text("account-save")}
                    </button>
                </form>
                <p><a href=paths::addresses(cx.shell.market_locale)>{cx.text("addresses-back")}</a></p>
            </div>
        }
    })
}

fn error(cx: Context<'_>, page: &AddressForm, name: &str) -> Option<String> {
    let (_, problem) = page.problems.iter().find(|(field, _)| *field == name)?;
    Some(match (problem, name) {
        (AddressProblem::TooLong(limit), _) => cx.plural("invalid-too-long", *limit),
        (AddressProblem::Missing, "name") => cx.text("missing-name").to_owned(),
        (AddressProblem::Missing, "line1") => cx.text("missing-line1").to_owned(),
        (AddressProblem::Missing, "city") => cx.text("missing-city").to_owned(),
        (AddressProblem::Missing, "region") => cx.text("missing-region").to_owned(),
        (AddressProblem::Missing, "postcode") => cx.text("missing-postcode").to_owned(),
        (_, "phone") => cx.text("invalid-phone").to_owned(),
        (_, "postcode") => cx.text("invalid-postcode").to_owned(),
        (_, _) => cx.text("missing-country").to_owned(),
    })
}

fn country(cx: Context<'_>, page: &AddressForm) -> impl IntoView + use<> {
    let chosen = page.saved.address.country.as_str();
    let options = page
        .countries
        .iter()
        .map(|code| view! { <option value=code.clone() selected=code == chosen>{cx.country(code, "")}</option> })
        .collect::<Vec<_>>();
    let wrong = error(cx, page, "country");
    let is_wrong = wrong.is_some();
    view! {
        <div class="field">
            {field::label("country", cx.text("field-country"), "")}
            {field::error("country", wrong)}
            <div class="with-button">
                <select
                    id="country"
                    name="country"
                    autocomplete="country"
                    aria-invalid=is_wrong.then_some("true")
                    aria-describedby=field::described_by("country", false, is_wrong)
                >
                    {options}
                </select>
                <button class="button button-quiet" type="submit" name="step" value="country">
                    {cx.text("address-change-country")}
                </button>
            </div>
        </div>
    }
}

/// The fields in the order of the country.
fn inputs<'a>(cx: Context<'a>, page: &'a AddressForm) -> impl IntoView + use<'a> {
    let address = &page.saved.address;
    let is_japan = address.country == "JP";
    let text = |id: &'static str, label: &'static str, value: &'a str, autocomplete: &'static str| {
        field::field(Field {
            id,
            label: cx.text(label),
            value,
            autocomplete,
            maxlength: 120,
            required: !["line2", "phone"].contains(&id),
            error: error(cx, page, id),
            optional: if ["line2", "phone"].contains(&id) { cx.text("field-optional") } else { "" },
            kind: if id == "phone" { "tel" } else { "" },
            ..Field::default()
        })
        .into_any()
    };
    let name = text("name", "field-name", &address.name, "name");
    let line1 = text("line1", if is_japan { "field-line1-jp" } else { "field-line1" }, &address.line1, "address-line1");
    let line2 = text("line2", if is_japan { "field-line2-jp" } else { "field-line2" }, &address.line2, "address-line2");
    let city = text("city", if is_japan { "field-city-jp" } else { "field-city" }, &address.city, "address-level2");
    let postcode = text("postcode", "field-postcode", &address.postal_code, "postal-code");
    let phone = text("phone", "field-phone", &page.saved.phone, "tel");
    match address.country.as_str() {
        "JP" => vec![name, postcode, prefecture(cx, page).into_any(), city, line1, line2, phone],
        "GB" | "IE" => vec![name, line1, line2, city, postcode, phone],
        _ => vec![name, line1, line2, postcode, city, phone],
    }
}

fn prefecture(cx: Context<'_>, page: &AddressForm) -> impl IntoView + use<> {
    let wrong = error(cx, page, "region");
    let is_wrong = wrong.is_some();
    let chosen = page.saved.address.region.as_str();
    let options = prefectures::ALL
        .iter()
        .map(|(value, _)| {
            view! { <option value=*value selected=*value == chosen>{cx.prefecture(value).to_owned()}</option> }
        })
        .collect::<Vec<_>>();
    view! {
        <div class="field">
            {field::label("region", cx.text("field-region-jp"), "")}
            {field::error("region", wrong)}
            <select
                id="region"
                name="region"
                autocomplete="address-level1"
                aria-invalid=is_wrong.then_some("true")
                aria-describedby=field::described_by("region", false, is_wrong)
            >
                <option value="">{cx.text("field-choose")}</option>
                {options}
            </select>
        </div>
    }
}
