//! `GET /{m}/checkout/review`: shows the whole order, and the button that places it.

use axum::response::Response;
use http::StatusCode;
use outpost_domain::ids::OrderId;
use outpost_http::{Failure, HttpState};
use outpost_web_shop::paths;
use outpost_web_shop::view::{Refusal, Review};

use super::step::{Step, method_view, nothing_to_buy};
use super::token::{CheckoutToken, line_digest};
use crate::page_request::PageRequest;
use crate::payment::methods;

/// The review, with the id of the order it will become.
pub(crate) async fn show(request: PageRequest) -> Result<Response, Failure> {
    let step = Step::load(&request).await?;
    // The button may have been pressed and its response lost: the same lines are then the same order.
    let pending = step.draft.as_ref().and_then(|draft| draft.order.as_ref());
    let digest = line_digest(step.quote.orderable().map(|line| (&line.line.sku, line.orderable())));
    let id = match pending.filter(|order| order.line_digest == digest) {
        Some(order) => order.id,
        None => OrderId::new(request.state.new_uuid()),
    };
    respond(request, &step, Attempt { id, refusals: Vec::new(), status: StatusCode::OK })
}

/// What a review shows besides the draft: nothing more at first, the reasons after a refusal.
pub(crate) struct Attempt {
    /// The order's id.
    pub id: OrderId,
    /// Why the order was refused.
    pub refusals: Vec<Refusal>,
    /// The status of the page.
    pub status: StatusCode,
}

/// Shows the review, or goes back to the step that is missing.
pub(crate) fn respond(mut request: PageRequest, step: &Step, attempt: Attempt) -> Result<Response, Failure> {
    if !step.quote.is_orderable() {
        return Ok(nothing_to_buy(request));
    }
    let Some(draft) = &step.draft else {
        return Ok(request.see_other(&paths::checkout(request.prefix)));
    };
    let offered = methods::offered(&request.state, &step.layout);
    let payment = draft.payment_method().filter(|method| offered.contains(method));
    let (Some(method), Some(payment)) = (step.chosen_method()?, payment) else {
        return Ok(request.see_other(&paths::checkout_delivery(request.prefix)));
    };
    let totals = step.quote.totals(Some(&method))?;
    let token = CheckoutToken {
        id: attempt.id,
        prefix: request.prefix,
        total: totals.total.minor(),
        agreement: step.quote.agreement(Some(&method)),
        payment: payment.code().to_owned(),
        draft: draft.digest(),
    };
    let sealed = token.seal(&request.state.config.secrets, request.state.now())?;
    draft.clone().with_order(token.id, token.line_digest()).write(&mut request.cookies)?;
    let page = Review {
        order_id: sealed,
        email: draft.email.clone(),
        shipping: draft.shipping.clone(),
        billing: draft.billing.clone(),
        delivery: method_view(&request, step, &method, true),
        slot: step.quote.slot,
        delay: step.quote.delay(request.state.clock.now()),
        payment,
        lines: step.quote.ordered_lines()?,
        totals,
        refusals: attempt.refusals,
        hold_minutes: payment.hold_seconds().and_then(|seconds| u32::try_from(seconds / 60).ok()),
    };
    Ok(request.own_page(attempt.status, outpost_web_shop::review(&step.layout.shell, &page)))
}
