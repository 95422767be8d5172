//! The response when the primary refuses an order: the review with current values and the reasons, or the page that asks
//! to pay or cancel another order first.

use axum::response::Response;
use http::StatusCode;
use outpost_db::order::{Change, Changed, PlaceOrderError};
use outpost_domain::ids::Sku;
use outpost_domain::money::Money;
use outpost_domain::order::UNPAID_ORDERS_MAX;
use outpost_domain::payment::PaymentMethod;
use outpost_http::{Failure, HttpState, granted_orders};
use outpost_web_shop::view::{LineChange, Refusal, UnpaidLimit};

use super::draft::Draft;
use super::review::{self, Attempt};
use super::step::Step;
use super::token::CheckoutToken;
use crate::flash::{self, Flash};
use crate::layout;
use crate::page_request::PageRequest;
use crate::payment::methods;

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
    let refusals = match refusal {
        PlaceOrderError::Changed(changed) => {
            step.quote.correct(&changed, &token.agreement);
            if let Some(line) = changed.lines.first().filter(|_| !step.quote.is_orderable()) {
                // The cart is shown next, from a replica that may be behind the primary.
                flash::set(&mut request.cookies, &Flash::SoldOut(line.sku.clone()));
            }
            named(&request, &step, &changed)
        }
        PlaceOrderError::SlotGone => vec![Refusal::SlotGone],
        // The shop adds up otherwise than when the review was shown.
        PlaceOrderError::SumsDiffer => {
            let was = Money::new(token.total, token.prefix.market.currency());
            vec![Refusal::TotalChanged { was, now: token.agreement.priced()?.total }]
        }
        PlaceOrderError::PlacedOtherwise
        | PlaceOrderError::TooManyUnpaid
        | PlaceOrderError::SessionEnded
        | PlaceOrderError::BadLines
        | PlaceOrderError::Money(_)
        | PlaceOrderError::Sql(_) => {
            return Err(Failure::Internal(refusal.to_string()));
        }
    };
    review::respond(request, &step, Attempt { id: token.id, refusals, status: StatusCode::CONFLICT })
}

/// As many orders as may be with this mail address wait for their payment.
async fn unpaid_limit(request: PageRequest) -> Result<Response, Failure> {
    let layout = layout::load(&request).await?;
    let draft = Draft::read(&request.cookies, request.prefix.market, request.state.now());
    let page = UnpaidLimit {
        limit: UNPAID_ORDERS_MAX,
        email: draft.map(|draft| draft.email).unwrap_or_default(),
        orders: granted_orders::granted(&request.cookies, request.state.now())
            .iter()
            .rev()
            .map(ToString::to_string)
            .collect(),
    };
    Ok(request.own_page(StatusCode::CONFLICT, outpost_web_shop::unpaid_limit(&layout.shell, &page)))
}

/// Everything that changed, as the review shows it.
fn named(request: &PageRequest, step: &Step, changed: &Changed) -> Vec<Refusal> {
    let card_offered = methods::offered(&request.state, &step.layout).contains(&PaymentMethod::Card);
    let name = |sku: &Sku| {
        let line = step.quote.lines.iter().find(|line| line.line.sku == *sku);
        line.map_or(sku.to_string(), |line| line.line.title.clone())
    };
    let line = |sku: &Sku, change| Refusal::Line { name: name(sku), change };
    let refusal = |change: &Change| match change {
        Change::NotSold { sku } => line(sku, LineChange::NotSoldHere),
        Change::OutOfStock { sku, available: 0 } => line(sku, LineChange::SoldOut),
        Change::OutOfStock { sku, available } => line(sku, LineChange::OnlyLeft { available: *available }),
        Change::PaymentLimit { sku, available } => {
            line(sku, LineChange::PaymentLimit { available: *available, card_offered })
        }
        Change::Price { sku, was, now } => line(sku, LineChange::PriceChanged { was: *was, now: *now }),
        Change::TaxRate { sku, was, now } => line(sku, LineChange::TaxChanged { was: *was, now: *now }),
        Change::Weight { sku } => line(sku, LineChange::WeightChanged),
        Change::DeliveryRate { was, now, .. } => Refusal::DeliveryRate { was: *was, now: *now },
        Change::FreeDelivery { now, .. } => Refusal::FreeDelivery { from: *now },
        Change::DeliveryTax { .. } => Refusal::DeliveryTax,
        Change::NotDelivered { .. } => Refusal::DeliveryGone,
        Change::PaymentNotOffered => Refusal::PaymentGone,
    };
    changed.changes.iter().map(refusal).collect()
}
