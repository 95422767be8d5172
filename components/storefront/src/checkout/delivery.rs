//! `GET` and `POST /{m}/checkout/delivery`: how it is sent, how it is paid.

use axum::response::Response;
use http::StatusCode;
use outpost_domain::payment::PaymentGateway;
use outpost_web_shop::paths;
use outpost_web_shop::view::{Delivery, PaymentMethod};

use super::draft::Draft;
use super::step::{Step, method_view, nothing_to_buy};
use crate::failure::Failure;
use crate::form::Form;
use crate::payment::gateway;
use crate::visit::Visit;

/// The choices, with the earlier ones or the first of each marked.
pub(crate) async fn show(visit: Visit) -> Result<Response, Failure> {
    let step = Step::load(&visit, None).await?;
    if !step.quote.is_orderable() {
        return Ok(nothing_to_buy(visit));
    }
    let Some(draft) = step.draft.clone() else {
        return Ok(visit.see_other(&paths::checkout(visit.prefix)));
    };
    page(&visit, StatusCode::OK, &step, &draft, Missing::default())
}

/// Keeps the choices and goes on, or asks again.
pub(crate) async fn save(mut visit: Visit, Form(fields): Form) -> Result<Response, Failure> {
    let step = Step::load(&visit, None).await?;
    if !step.quote.is_orderable() {
        return Ok(nothing_to_buy(visit));
    }
    let Some(mut draft) = step.draft.clone() else {
        return Ok(visit.see_other(&paths::checkout(visit.prefix)));
    };
    let offered = step.quote.methods()?;
    let method = offered.iter().find(|quote| quote.method.code == fields.text("delivery"));
    let payment =
        fields.text("payment").parse().ok().filter(|payment| gateway::offered(&visit.state).contains(payment));
    draft.method = method.map(|quote| quote.method.code.clone());
    draft.payment = payment.map(|payment| payment.code().to_owned());
    if let (Some(_), Some(_)) = (method, payment) {
        draft.write(&mut visit.jar).map_err(|error| Failure::Internal(error.to_string()))?;
        return Ok(visit.see_other(&paths::checkout_review(visit.prefix)));
    }
    let missing = Missing { delivery: method.is_none(), payment: payment.is_none() };
    page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &step, &draft, missing)
}

/// What was not chosen.
#[derive(Default)]
struct Missing {
    delivery: bool,
    payment: bool,
}

fn page(visit: &Visit, status: StatusCode, step: &Step, draft: &Draft, missing: Missing) -> Result<Response, Failure> {
    let quotes = step.quote.methods()?;
    let named = |code: Option<&str>| quotes.iter().position(|quote| Some(quote.method.code.as_str()) == code);
    let marked = named(draft.method.as_deref()).or((!missing.delivery).then_some(0));
    let methods =
        quotes.iter().enumerate().map(|(at, quote)| method_view(visit, step, quote, Some(at) == marked)).collect();
    let totals = step.quote.totals(marked.and_then(|at| quotes.get(at)).or(quotes.first()))?;
    let page = Delivery {
        email: draft.email.clone(),
        shipping: draft.shipping.clone(),
        methods,
        payments: payments(gateway::offered(&visit.state), draft.payment_gateway(), missing.payment),
        delivery_missing: missing.delivery,
        payment_missing: missing.payment,
        lines: step.quote.ordered_lines()?,
        totals,
    };
    Ok(visit.own_page(status, outpost_web_shop::delivery(&step.surroundings.shell, &page)))
}

fn payments(offered: Vec<PaymentGateway>, chosen: Option<PaymentGateway>, missing: bool) -> Vec<PaymentMethod> {
    let chosen = chosen.filter(|gateway| offered.contains(gateway)).or(offered.first().copied().filter(|_| !missing));
    offered.into_iter().map(|gateway| PaymentMethod { gateway, selected: Some(gateway) == chosen }).collect()
}
