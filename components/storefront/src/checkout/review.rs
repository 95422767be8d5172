//! `GET /{m}/checkout/review`: everything once more, and the button that places the order.

use axum::response::Response;
use http::StatusCode;
use outpost_domain::ids::OrderId;
use outpost_pages::paths;
use outpost_pages::view::{PaymentKind, Refusal, Review, Totals};

use super::draft::Draft;
use super::step::{Step, method_view, nothing_to_buy};
use super::ticket::{self, Ticket};
use crate::cart::quote::MethodQuote;
use crate::failure::Failure;
use crate::payment::gateway;
use crate::visit::Visit;

/// The review, with the id of the order it will become.
pub(crate) async fn show(visit: Visit) -> Result<Response, Failure> {
    let step = Step::load(&visit, None).await?;
    // An order that nobody knows whether it was placed is never placed a second time beside itself.
    let unanswered = step.draft.as_ref().and_then(|draft| draft.unanswered.as_ref());
    let goods = ticket::goods(step.quote.orderable().map(|line| (&line.known.sku, line.orderable())));
    let id = match unanswered.filter(|(_, of)| *of == goods) {
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
pub(crate) fn respond(visit: Visit, step: &Step, attempt: Attempt) -> Result<Response, Failure> {
    if !step.quote.is_orderable() {
        return Ok(nothing_to_buy(visit));
    }
    let Some(draft) = &step.draft else {
        return Ok(visit.see_other(&paths::checkout(visit.prefix)));
    };
    let offered = gateway::offered(&visit.state);
    let payment = draft.payment_kind().filter(|kind| offered.contains(kind));
    let (Some(method), Some(payment)) = (step.chosen_method()?, payment) else {
        return Ok(visit.see_other(&paths::checkout_delivery(visit.prefix)));
    };
    let status = attempt.status;
    let page = page(&visit, step, draft, &method, payment, attempt)?;
    Ok(visit.own_page(status, outpost_pages::review(&step.surroundings.shell, &page)))
}

fn page(
    visit: &Visit,
    step: &Step,
    draft: &Draft,
    method: &MethodQuote,
    payment: PaymentKind,
    attempt: Attempt,
) -> Result<Review, Failure> {
    let totals = match attempt.totals {
        Some(totals) => totals,
        None => step.quote.totals(Some(method))?,
    };
    let agreed = |line: &crate::cart::quote::QuotedLine| {
        line.known.unit.map(|unit| (line.known.sku.clone(), line.orderable(), unit.minor()))
    };
    let ticket = Ticket {
        id: attempt.id,
        prefix: visit.prefix,
        total: totals.total.minor(),
        lines: step.quote.orderable().filter_map(agreed).collect(),
        gateway: payment.code().to_owned(),
        draft: draft.digest(),
    };
    let hold_seconds = gateway::of(payment).hold_seconds();
    Ok(Review {
        order_id: ticket.seal(&visit.state.config.key).map_err(|error| Failure::Internal(error.to_string()))?,
        email: draft.email.clone(),
        shipping: draft.shipping_view(),
        billing: draft.billing_view(),
        delivery: method_view(visit, step, method, true),
        payment,
        lines: step.quote.ordered_lines()?,
        totals,
        refusals: attempt.refusals,
        hold_minutes: u32::try_from(hold_seconds / 60).unwrap_or(u32::MAX),
    })
}
