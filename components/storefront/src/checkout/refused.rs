//! When the primary does not place an order: the review again, with what is true now and why.

use axum::response::Response;
use outpost_db::order::{LineProblem, PlaceOrderError, Problem};
use outpost_domain::money::Money;
use outpost_web_shop::view::{self, Refusal, Totals};

use super::place::REFUSED;
use super::review::{self, Attempt};
use super::step::Step;
use super::ticket::Ticket;
use crate::cookies::flash::{self, Flash};
use crate::failure::Failure;
use crate::visit::Visit;

/// The order is not what the shopper saw. Nothing was stored; the page that follows agrees with the primary.
pub(crate) async fn changed(mut visit: Visit, ticket: &Ticket, refusal: PlaceOrderError) -> Result<Response, Failure> {
    let mut step = Step::load(&visit, None).await?;
    let currency = ticket.prefix.market.currency();
    let was = Money::new(ticket.total, currency);
    let (refusals, totals) = match refusal {
        PlaceOrderError::LinesChanged(problems) => {
            let named = problems.iter().map(|problem| name(problem, ticket, &mut step)).collect();
            if let Some(problem) = problems.first().filter(|_| !step.quote.is_orderable()) {
                // The cart comes next, from a copy that may not know yet what the primary knows.
                flash::say(&mut visit.jar, &Flash::SoldOut(problem.sku.clone()));
            }
            (named, None)
        }
        PlaceOrderError::TotalChanged { subtotal_minor, shipping_minor, tax_minor, total_minor } => {
            let money = |minor| Money::new(minor, currency);
            let totals = sums(&step, [subtotal_minor, shipping_minor, tax_minor, total_minor].map(money))?;
            (vec![Refusal::TotalChanged { was, now: money(total_minor) }], Some(totals))
        }
        PlaceOrderError::NotDelivered => (vec![Refusal::DeliveryGone], None),
        PlaceOrderError::PlacedOtherwise | PlaceOrderError::BadLines | PlaceOrderError::Sql(_) => {
            return Err(Failure::Internal(refusal.to_string()));
        }
    };
    review::respond(visit, &step, Attempt { id: ticket.id, refusals, totals, status: REFUSED })
}

/// Names a line that changed, and sets it to what the primary says, so that the next review can be agreed to.
fn name(problem: &LineProblem, ticket: &Ticket, step: &mut Step) -> Refusal {
    let currency = ticket.prefix.market.currency();
    let now = problem.unit_minor.map(|minor| Money::new(minor, currency));
    let available = u32::try_from(problem.available).unwrap_or(0);
    let seen = ticket.lines.iter().find(|(sku, ..)| *sku == problem.sku);
    let was = Money::new(seen.map_or(0, |(_, _, minor)| *minor), currency);
    let line = step.quote.lines.iter_mut().find(|line| line.known.sku == problem.sku);
    let name = line.as_ref().map_or(problem.sku.to_string(), |line| line.known.title.clone());
    if let Some(line) = line {
        line.known.unit = now.filter(|_| problem.problem != Problem::NotSold);
        if problem.problem == Problem::OutOfStock {
            line.known.available = available;
        }
    }
    let change = match (problem.problem, now) {
        (Problem::NotSold, _) | (Problem::PriceChanged, None) => view::LineChange::NotSoldHere,
        (Problem::OutOfStock, _) if available == 0 => view::LineChange::SoldOut,
        (Problem::OutOfStock, _) => view::LineChange::OnlyLeft { available },
        (Problem::PriceChanged, Some(now)) => view::LineChange::PriceChanged { was, now },
    };
    Refusal::Line { name, change }
}

/// The primary's sums; its tax is told by the copy's rates where it is what the copy expects, else under the standard rate.
fn sums(step: &Step, [lines, shipping, tax, total]: [Money; 4]) -> Result<Totals, Failure> {
    let estimate = step.quote.totals(step.chosen_method()?.as_ref())?;
    let expected = Money::sum(tax.currency(), estimate.taxes.iter().map(|(_, tax)| *tax))?;
    let taxes = if expected == tax { estimate.taxes } else { vec![(step.quote.standard_tax, tax)] };
    Ok(Totals { lines, shipping: Some(shipping), taxes, tax_included: estimate.tax_included, total })
}
