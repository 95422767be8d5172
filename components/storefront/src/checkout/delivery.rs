//! `GET` and `POST /{m}/checkout/delivery`: delivery method and payment method.

use axum::response::Response;
use http::StatusCode;
use outpost_domain::payment::PaymentMethod;
use outpost_http::form::Form;
use outpost_http::{Failure, email};
use outpost_web_shop::paths;
use outpost_web_shop::view::{Delivery, LineChange, ParcelOffer, PaymentChoice};
use serde::Deserialize;

use super::draft::Draft;
use super::step::{Step, method_view, nothing_to_buy};
use crate::cart::quote::MethodQuote;
use crate::page_request::PageRequest;
use crate::payment::methods;

/// The methods, with the earlier choices or the first of each selected.
pub(crate) async fn show(request: PageRequest) -> Result<Response, Failure> {
    let step = Step::load(&request).await?;
    if !step.quote.is_orderable() {
        return Ok(nothing_to_buy(request));
    }
    let Some(draft) = step.draft.clone() else {
        return Ok(request.see_other(&paths::checkout(request.prefix)));
    };
    page(&request, StatusCode::OK, &step, &draft, Missing::default())
}

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DeliveryChoice {
    delivery: String,
    payment: String,
    /// The time of day, e.g. `14-16`; empty: any.
    slot: String,
    /// The suggested mail address, from the button that accepts it.
    email_suggestion: Option<String>,
    /// From the button that chooses how many parcels there are: `one` or `two`.
    parcels: Option<String>,
}

/// Stores the choices and continues, or shows the page again.
pub(crate) async fn save(mut request: PageRequest, Form(form): Form<DeliveryChoice>) -> Result<Response, Failure> {
    let step = Step::load(&request).await?;
    if !step.quote.is_orderable() {
        return Ok(nothing_to_buy(request));
    }
    let Some(mut draft) = step.draft.clone() else {
        return Ok(request.see_other(&paths::checkout(request.prefix)));
    };
    let offered = step.quote.methods()?;
    let method = offered.iter().find(|quote| quote.method.code == form.delivery);
    let ways = methods::offered(&request.state, &step.layout);
    let payment = form.payment.parse().ok().filter(|method| ways.contains(method));
    draft.slot = form.slot.parse().ok().filter(|slot| step.quote.slots.contains(slot));
    draft.method = method.map(|quote| quote.method.code.clone());
    draft.payment = payment.map(|method| method.code().to_owned());
    if let Some(suggestion) = email::suggestion(&draft.email).filter(|_| form.email_suggestion.is_some()) {
        draft.email = suggestion;
        draft.write(&mut request.cookies)?;
        return Ok(request.see_other(&paths::checkout_delivery(request.prefix)));
    }
    if let Some(parcels) = form.parcels {
        draft.in_two_parcels = parcels == ParcelOffer::TWO;
        draft.write(&mut request.cookies)?;
        return Ok(request.see_other(&paths::checkout_delivery(request.prefix)));
    }
    if let (Some(_), Some(_)) = (method, payment) {
        draft.write(&mut request.cookies)?;
        return Ok(request.see_other(&paths::checkout_review(request.prefix)));
    }
    let missing = Missing { delivery: method.is_none(), payment: payment.is_none() };
    page(&request, StatusCode::UNPROCESSABLE_ENTITY, &step, &draft, missing)
}

/// Which choices are missing.
#[derive(Default)]
struct Missing {
    delivery: bool,
    payment: bool,
}

fn page(
    request: &PageRequest,
    status: StatusCode,
    step: &Step,
    draft: &Draft,
    missing: Missing,
) -> Result<Response, Failure> {
    let quotes = step.quote.methods()?;
    let chosen = quotes.iter().position(|quote| Some(&quote.method.code) == draft.method.as_ref());
    let selected = chosen.or((!missing.delivery).then_some(0));
    let methods =
        quotes.iter().enumerate().map(|(at, quote)| method_view(request, step, quote, Some(at) == selected)).collect();
    let method = selected.and_then(|at| quotes.get(at)).or(quotes.first());
    let totals = step.quote.totals(method)?;
    let page = Delivery {
        email: draft.email.clone(),
        email_suggestion: email::suggestion(&draft.email),
        delay: step.quote.delay(request.state.clock.now()),
        slots: step.quote.slots.clone(),
        slot: draft.slot,
        parcels: method.map(|method| parcel_offer(request, step, method)).transpose()?.flatten(),
        too_heavy: too_heavy(step),
        shipping: draft.shipping.clone(),
        methods,
        payments: payments(methods::offered(&request.state, &step.layout), draft.payment_method(), missing.payment),
        delivery_missing: missing.delivery,
        payment_missing: missing.payment,
        lines: step.quote.ordered_lines()?,
        totals,
    };
    Ok(request.own_page(status, outpost_web_shop::delivery(&step.layout.shell, &page)))
}

/// The other number of parcels, where there is a choice: its days and its cost by the same method.
fn parcel_offer(request: &PageRequest, step: &Step, method: &MethodQuote) -> Result<Option<ParcelOffer>, Failure> {
    let now = request.state.clock.now();
    let is_split = step.quote.windows(method, now).len() > 1;
    let other = match (is_split, step.quote.delay(now)) {
        (true, _) => step.quote.clone().in_one_parcel(),
        (false, Some(_)) => step.quote.clone().in_two_parcels(now),
        (false, None) => return Ok(None),
    };
    let offered = other.methods()?.into_iter().find(|quote| quote.method.code == method.method.code);
    Ok(offered.map(|quote| ParcelOffer { windows: other.windows(&quote, now), cost: quote.cost }))
}

/// The lines that are too heavy for any parcel to the address.
fn too_heavy(step: &Step) -> Vec<(String, LineChange)> {
    step.quote.too_heavy().into_iter().map(|(line, change)| (line.line.title.clone(), change)).collect()
}

fn payments(offered: Vec<PaymentMethod>, chosen: Option<PaymentMethod>, missing: bool) -> Vec<PaymentChoice> {
    let chosen = chosen.filter(|method| offered.contains(method)).or(offered.first().copied().filter(|_| !missing));
    offered.into_iter().map(|method| PaymentChoice { method, selected: Some(method) == chosen }).collect()
}
