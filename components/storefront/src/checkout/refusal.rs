//! The response when the primary refuses an order: the review with current values and the reasons, or the page that asks
//! to pay or cancel another order first.

use axum::response::Response;
use http::StatusCode;
use outpost_db::order::{LineProblem, PlaceOrderError, Problem};
use outpost_domain::money::Money;
use outpost_domain::order::UNPAID_ORDERS_MAX;
use outpost_domain::payment::PaymentGateway;
use outpost_web_shop::view::{self, Refusal, Totals, UnpaidLimit};

use super::draft::Draft;
use super::review::{self, Attempt};
use super::step::Step;
use super::token::CheckoutToken;
use crate::cookies::flash::{self, Flash};
use crate::failure::Failure;
use crate::layout;
use crate::order::access;
use crate::page_request::PageRequest;
use crate::payment::gateways;

/// Nothing was stored. The page shows what the primary says, so that the shopper can agree to it.
pub(crate) async fn respond(
    mut request: PageRequest,
    token: &CheckoutToken,
    refusal: PlaceOrderError,
) -> Result<Response, Failure> {
    if refusal == PlaceOrderError::TooManyUnpaid {
        return unpaid_limit(request).await;
    }
    let mut step = Step::load(&request).await?;
    let currency = token.prefix.market.currency();
    let was = Money::new(token.total, currency);
    let (refusals, totals) = match refusal {
        PlaceOrderError::LinesChanged(problems) => {
            let card_offered = gateways::offered(&request.state).contains(&PaymentGateway::Test);
            let refusals =
                problems.iter().map(|problem| line_refusal(problem, token, &mut step, card_offered)).collect();
            if let Some(problem) = problems.first().filter(|_| !step.quote.is_orderable()) {
                // The cart is shown next, from a replica that may be behind the primary.
                flash::set(&mut request.cookies, &Flash::SoldOut(problem.sku.clone()));
            }
            (refusals, None)
        }
        PlaceOrderError::TotalChanged { subtotal_minor, shipping_minor, tax_minor, total_minor } => {
            let money = |minor| Money::new(minor, currency);
            let totals = sums(&step, [subtotal_minor, shipping_minor, tax_minor, total_minor].map(money))?;
            (vec![Refusal::TotalChanged { was, now: money(total_minor) }], Some(totals))
        }
        PlaceOrderError::NotDelivered => (vec![Refusal::DeliveryGone], None),
        PlaceOrderError::PlacedOtherwise
        | PlaceOrderError::TooManyUnpaid
        | PlaceOrderError::BadLines
        | PlaceOrderError::Sql(_) => {
            return Err(Failure::Internal(refusal.to_string()));
        }
    };
    review::respond(request, &step, Attempt { id: token.id, refusals, totals, status: StatusCode::CONFLICT })
}

/// As many orders as may be with this mail address wait for their payment.
async fn unpaid_limit(request: PageRequest) -> Result<Response, Failure> {
    let layout = layout::load(&request).await?;
    let draft = Draft::read(&request.cookies, request.prefix.market, request.state.now());
    let page = UnpaidLimit {
        limit: UNPAID_ORDERS_MAX,
        email: draft.map(|draft| draft.email).unwrap_or_default(),
        orders: access::granted(&request.cookies).iter().rev().map(ToString::to_string).collect(),
    };
    Ok(request.own_page(StatusCode::CONFLICT, outpost_web_shop::unpaid_limit(&layout.shell, &page)))
}

/// Describes a line that changed, and updates the quote to what the primary says.
fn line_refusal(problem: &LineProblem, token: &CheckoutToken, step: &mut Step, card_offered: bool) -> Refusal {
    let currency = token.prefix.market.currency();
    let now = problem.unit_minor.map(|minor| Money::new(minor, currency));
    let available = u32::try_from(problem.available).unwrap_or(0);
    let shown = token.lines.iter().find(|(sku, ..)| *sku == problem.sku);
    let was = Money::new(shown.map_or(0, |(_, _, minor)| *minor), currency);
    let line = step.quote.lines.iter_mut().find(|line| line.line.sku == problem.sku);
    let name = line.as_ref().map_or(problem.sku.to_string(), |line| line.line.title.clone());
    if let Some(line) = line {
        line.line.unit = now.filter(|_| problem.problem != Problem::NotSold);
        if problem.problem == Problem::OutOfStock {
            line.line.available = available;
        }
    }
    let change = match (problem.problem, now) {
        (Problem::NotSold, _) | (Problem::PriceChanged, None) => view::LineChange::NotSoldHere,
        (Problem::OutOfStock, _) if available == 0 => view::LineChange::SoldOut,
        (Problem::OutOfStock, _) => view::LineChange::OnlyLeft { available },
        (Problem::TransferLimit, _) => view::LineChange::TransferLimit { available, card_offered },
        (Problem::PriceChanged, Some(now)) => view::LineChange::PriceChanged { was, now },
    };
    Refusal::Line { name, change }
}

/// The primary's sums. Their tax is split by the replica's rates where these give the same sum, else it is shown under
/// the standard rate.
fn sums(step: &Step, [lines, shipping, tax, total]: [Money; 4]) -> Result<Totals, Failure> {
    let estimate = step.quote.totals(step.chosen_method()?.as_ref())?;
    let expected = Money::sum(tax.currency(), estimate.taxes.iter().map(|(_, tax)| *tax))?;
    let taxes = if expected == tax { estimate.taxes } else { vec![(step.quote.standard_tax, tax)] };
    Ok(Totals { lines, shipping: Some(shipping), taxes, tax_included: estimate.tax_included, total })
}
