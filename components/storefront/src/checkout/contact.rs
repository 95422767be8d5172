//! `GET` and `POST /{m}/checkout`: contact and address.

use axum::response::Response;
use http::StatusCode;
use outpost_http::form::{Fields, Form};
use outpost_http::{Failure, HttpState, email};
use outpost_web_shop::paths;
use outpost_web_shop::view::{AddressForm, Checkout, Country, FieldError};

use super::address_form;
use super::draft::Draft;
use super::step::{Step, nothing_to_buy};
use crate::layout::{self, Layout};
use crate::order::own_orders;
use crate::page_request::PageRequest;

/// The form, filled in as far as it was before.
pub(crate) async fn show(request: PageRequest) -> Result<Response, Failure> {
    if request.cart.is_empty() {
        return Ok(nothing_to_buy(request));
    }
    let mut step = Step::load(&request).await?;
    // The cart says what is sold out, or too heavy.
    if !step.quote.is_orderable() || !step.quote.too_heavy().is_empty() {
        return Ok(nothing_to_buy(request));
    }
    step.layout.shell.unpaid = own_orders::unpaid(&request).await?;
    let mut form = step.draft.as_ref().map(Draft::form).unwrap_or_default();
    for address in [&mut form.shipping, &mut form.billing] {
        if address.country.is_empty() {
            address.country.clone_from(&step.layout.home_country);
        }
    }
    page(&request, StatusCode::OK, step, form, Vec::new())
}

/// Stores the form and continues, or shows it again: with its errors, for another country, or with what the shop fills in.
pub(crate) async fn save(mut request: PageRequest, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    if request.cart.is_empty() {
        return Ok(nothing_to_buy(request));
    }
    let market = request.prefix.market;
    let layout = layout::load(&request).await?;
    let mut form = address_form::parse(&fields, &layout.home_country);
    if address_form::shows_again(&fields) {
        replace_undeliverable_countries(&mut form, &layout);
        address_form::fill_in(&mut form, &fields);
        let step = Step::with_layout(&request, layout, &form.shipping.country).await?;
        return page(&request, StatusCode::OK, step, form, Vec::new());
    }
    let errors = address_form::validate(&mut form, &layout.countries);
    if errors.is_empty() {
        let now = request.state.now();
        let before = Draft::read(&request.cookies, market, now);
        let mut draft = Draft::new(market, now, &form);
        if let Some(before) = before {
            draft = draft.with_choices_of(before);
        }
        draft.write(&mut request.cookies)?;
        return Ok(request.see_other(&paths::checkout_delivery(request.prefix)));
    }
    let step = Step::with_layout(&request, layout, &form.shipping.country).await?;
    page(&request, StatusCode::UNPROCESSABLE_ENTITY, step, form, errors)
}

/// Replaces countries that the market does not deliver to by its home country.
fn replace_undeliverable_countries(form: &mut AddressForm, layout: &Layout) {
    for address in [&mut form.shipping, &mut form.billing] {
        if !layout.countries.contains(&address.country) {
            address.country.clone_from(&layout.home_country);
        }
    }
}

fn page(
    request: &PageRequest,
    status: StatusCode,
    step: Step,
    form: AddressForm,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let countries = step.layout.countries.iter().map(|code| Country { code: code.clone(), name: code.clone() });
    let page = Checkout {
        email_suggestion: email::suggestion(&form.email),
        form,
        countries: countries.collect(),
        errors,
        lines: step.quote.ordered_lines()?,
        totals: step.quote.totals(step.quote.cheapest()?.as_ref())?,
    };
    Ok(request.own_page(status, outpost_web_shop::checkout(&step.layout.shell, &page)))
}
