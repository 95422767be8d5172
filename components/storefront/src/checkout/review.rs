//! `GET /{m}/checkout/review`: everything once more, and the button that places the order.

use axum::response::Response;
use http::StatusCode;
use outpost_domain::ids::OrderId;
use outpost_domain::payment::PaymentGateway;
use outpost_web_shop::paths;
use outpost_web_shop::view::{Refusal, Review, Totals};

use super::draft::Draft;
use super::step::{Step, method_view, nothing_to_buy};
use super::ticket::{self, Ticket};
use crate::cart::quote::QuotedLine;
use crate::failure::Failure;
use crate::payment::gateway;
use crate::visit::Visit;

/// The review, with the id of the order it will become.
pub(crate) async fn show(visit: Visit) -> Result<Response, Failure> {
    let step = Step::load(&visit, None).await?;
    // The button may have been pressed and its answer lost: then the same goods are the same order.
    let shown = step.draft.as_ref().and_then(|draft| draft.order.as_ref());
    let goods = ticket::goods(step.quote.orderable().map(|line| (&line.known.sku, line.orderable())));
    let id = match shown.filter(|(_, of)| *of == goods) {
        Some((id, _)) => *id,
        None => OrderId::new(visit.state.entropy.uuid_v7(visit.state.clock.now())),
    };
    respond(visit, &step, Attempt { id, refusals: Vec::new(), totals: None, status: StatusCode::OK })
}

/// How a review comes about: fresh, or after the order was refused.
pub(crate) struct Attempt {
    /// The order's id.
    pub id: OrderId,
    /// Why it was refused.
    pub refusals: Vec<Refusal>,
    /// The sums as the primary sees them, where the replica is behind.
    pub totals: Option<Totals>,
    /// The status of the page.
    pub status: StatusCode,
}

/// Shows the review, or goes back to the step that is missing.
pub(crate) fn respond(mut visit: Visit, step: &Step, attempt: Attempt) -> Result<Response, Failure> {
    if !step.quote.is_orderable() {
        return Ok(nothing_to_buy(visit));
    }
    let Some(draft) = &step.draft else {
        return Ok(visit.see_other(&paths::checkout(visit.prefix)));
    };
    let offered = gateway::offered(&visit.state);
    let payment = draft.payment_gateway().filter(|kind| offered.contains(kind));
    let (Some(method), Some(payment)) = (step.chosen_method()?, payment) else {
        return Ok(visit.see_other(&paths::checkout_delivery(visit.prefix)));
    };
    let totals = match attempt.totals {
        Some(totals) => totals,
        None => step.quote.totals(Some(&method))?,
    };
    let ticket = ticket(&visit, step, draft, attempt.id, &totals, payment);
    let sealed = ticket.seal(&visit.state.config.key).map_err(|error| Failure::Internal(error.to_string()))?;
    draft
        .clone()
        .becoming(ticket.id, ticket.goods())
        .write(&mut visit.jar)
        .map_err(|error| Failure::Internal(error.to_string()))?;
    let hold_seconds = gateway::of(payment).hold_seconds();
    let page = Review {
        order_id: sealed,
        email: draft.email.clone(),
        shipping: draft.shipping.clone(),
        billing: draft.billing.clone(),
        delivery: method_view(&visit, step, &method, true),
        payment,
        lines: step.quote.ordered_lines()?,
        totals,
        refusals: attempt.refusals,
        hold_minutes: u32::try_from(hold_seconds / 60).unwrap_or(u32::MAX),
    };
    Ok(visit.own_page(attempt.status, outpost_web_shop::review(&step.surroundings.shell, &page)))
}

fn ticket(visit: &Visit, step: &Step, draft: &Draft, id: OrderId, totals: &Totals, payment: PaymentGateway) -> Ticket {
    let agreed =
        |line: &QuotedLine| line.known.unit.map(|unit| (line.known.sku.clone(), line.orderable(), unit.minor()));
    Ticket {
        id,
        prefix: visit.prefix,
        total: totals.total.minor(),
        lines: step.quote.orderable().filter_map(agreed).collect(),
        gateway: payment.code().to_owned(),
        draft: draft.digest(),
    }
}
