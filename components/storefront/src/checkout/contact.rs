//! `GET` and `POST /{m}/checkout`: who orders, and where the parcel goes.

use axum::response::Response;
use http::StatusCode;
use outpost_web_shop::paths;
use outpost_web_shop::view::{AddressForm, Checkout, Country, FieldError};

use super::draft::Draft;
use super::entered;
use super::step::{Step, nothing_to_buy};
use crate::failure::Failure;
use crate::form::Form;
use crate::shell::{self, Surroundings};
use crate::visit::Visit;

/// The form, filled in as far as it was before.
pub(crate) async fn show(visit: Visit) -> Result<Response, Failure> {
    if visit.cart.is_empty() {
        return Ok(nothing_to_buy(visit));
    }
    let step = Step::load(&visit, None).await?;
    if !step.quote.is_orderable() {
        return Ok(nothing_to_buy(visit));
    }
    let mut form = step.draft.as_ref().map(Draft::form).unwrap_or_default();
    for address in [&mut form.shipping, &mut form.billing] {
        if address.country.is_empty() {
            address.country.clone_from(&step.surroundings.home_country);
        }
    }
    page(&visit, StatusCode::OK, step, form, Vec::new())
}

/// Keeps the form and goes on, or shows it again with its problems, or for another country.
pub(crate) async fn save(mut visit: Visit, Form(fields): Form) -> Result<Response, Failure> {
    if visit.cart.is_empty() {
        return Ok(nothing_to_buy(visit));
    }
    let market = visit.prefix.market;
    let surroundings = shell::load(&visit).await?;
    let mut form = entered::read(&fields, &surroundings.home_country);
    if fields.get("step") == Some("country") {
        deliverable(&mut form, &surroundings);
        let step = Step::with(&visit, surroundings, &form.shipping.country).await?;
        return page(&visit, StatusCode::OK, step, form, Vec::new());
    }
    let errors = entered::check(&mut form, &surroundings.countries);
    if errors.is_empty() {
        let now = visit.state.now();
        let before = Draft::read(&visit.jar, market, now);
        let mut draft = Draft::new(market, now, &form);
        // Choices of the second step stay; it checks them against the new address.
        if let Some(before) = before {
            (draft.method, draft.payment, draft.order) = (before.method, before.payment, before.order);
        }
        draft.write(&mut visit.jar).map_err(|error| Failure::Internal(error.to_string()))?;
        return Ok(visit.see_other(&paths::checkout_delivery(visit.prefix)));
    }
    let step = Step::with(&visit, surroundings, &form.shipping.country).await?;
    page(&visit, StatusCode::UNPROCESSABLE_ENTITY, step, form, errors)
}

/// Countries that were not offered become the market's own.
fn deliverable(form: &mut AddressForm, surroundings: &Surroundings) {
    for address in [&mut form.shipping, &mut form.billing] {
        if !surroundings.countries.contains(&address.country) {
            address.country.clone_from(&surroundings.home_country);
        }
    }
}

fn page(
    visit: &Visit,
    status: StatusCode,
    step: Step,
    form: AddressForm,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let countries = step.surroundings.countries.iter().map(|code| Country { code: code.clone(), name: code.clone() });
    let page = Checkout {
        form,
        countries: countries.collect(),
        errors,
        lines: step.quote.ordered_lines()?,
        totals: step.quote.totals(step.quote.cheapest()?.as_ref())?,
    };
    Ok(visit.own_page(status, outpost_web_shop::checkout(&step.surroundings.shell, &page)))
}
