//! `POST /{m}/checkout/review`: places the order that the review page showed, exactly once.

use axum::response::Response;
use http::StatusCode;
use outpost_db::order::{PlaceOrder, PlaceOrderError};
use outpost_domain::ids::CommandId;
use outpost_domain::money::Money;
use outpost_domain::order::OrderNumber;
use outpost_domain::payment::PaymentGateway;
use outpost_web_shop::paths;
use outpost_web_shop::view::{Retry, UnavailableOperation};

use super::draft::Draft;
use super::refused;
use super::ticket::Ticket;
use crate::cookies::flash::{self, Flash};
use crate::cookies::{self, Kind};
use crate::failure::Failure;
use crate::form::Form;
use crate::order::{access, freshness};
use crate::paused;
use crate::payment::gateway;
use crate::visit::Visit;

/// One statement to the primary; a second press of the button sends the same id and ends at the same page.
pub(crate) async fn place(visit: Visit, Form(fields): Form) -> Result<Response, Failure> {
    let Some(ticket) = Ticket::open(&visit.state.config.key, fields.text("order_id")) else {
        return Ok(visit.see_other(&paths::checkout_review(visit.prefix)));
    };
    let number = OrderNumber::of(ticket.id);
    if access::may_see(&visit.jar, &number) {
        // Placed before, by this browser: its cart and draft are gone already.
        return Ok(visit.see_other(&next_page(&ticket, &number)));
    }
    let now = visit.state.now();
    let draft = Draft::read(&visit.jar, visit.prefix.market, now);
    // What was agreed to on that page must be what is ordered now: another tab may have changed it.
    let agreed = draft.filter(|draft| draft.digest() == ticket.draft && ticket.prefix == visit.prefix);
    let Some((draft, payment)) = agreed.and_then(|draft| draft.payment_gateway().map(|kind| (draft, kind))) else {
        return Ok(visit.see_other(&paths::checkout_review(visit.prefix)));
    };
    let order = order(&ticket, &draft, payment, now);
    match outpost_db::order::place(&*visit.state.primary, &order).await {
        Ok(()) => {
            let pays_here = gateway::of(payment).pays_here();
            let said = (!pays_here).then_some(Flash::Thanks);
            Ok(placed(visit, &ticket, said, &next_page(&ticket, &number)))
        }
        // Its answer was lost, and something was changed since: what was ordered first stands, and is shown.
        Err(PlaceOrderError::PlacedOtherwise) => {
            let order = paths::order(ticket.prefix, number.as_str());
            Ok(placed(visit, &ticket, Some(Flash::PlacedBefore), &order))
        }
        // The order may or may not be there: the same ticket finds out, and never orders twice.
        Err(PlaceOrderError::Sql(error)) => {
            let kept = ["order_id", "expected_total"].map(|name| (name, fields.text(name).to_owned()));
            let again = Retry::Form(paths::checkout_review(visit.prefix), kept.to_vec());
            paused::answer(&visit, UnavailableOperation::PlaceOrder, again, error)
        }
        Err(refusal) => refused::changed(visit, &ticket, refusal).await,
    }
}

fn order(ticket: &Ticket, draft: &Draft, payment: PaymentGateway, now: i64) -> PlaceOrder {
    PlaceOrder {
        id: ticket.id,
        prefix: ticket.prefix,
        email: draft.email.clone(),
        phone: Some(draft.phone.clone()).filter(|phone| !phone.is_empty()),
        shipping: draft.shipping.clone(),
        billing: draft.billing.clone(),
        method_code: draft.method.clone().unwrap_or_default(),
        gateway: payment.code().to_owned(),
        lines: ticket.order_lines(),
        expected_total: Money::new(ticket.total, ticket.prefix.market.currency()),
        placed_at: now,
        expires_at: now + gateway::of(payment).hold_seconds(),
    }
}

/// What was ordered leaves the cart; this browser may see the order from now on.
fn placed(mut visit: Visit, ticket: &Ticket, said: Option<Flash>, next: &str) -> Response {
    let ordered: Vec<_> = ticket.lines.iter().map(|(sku, ..)| sku.clone()).collect();
    cookies::cart::forget(&mut visit, &ordered);
    visit.jar.remove(Kind::Checkout);
    access::grant(&mut visit.jar, &OrderNumber::of(ticket.id));
    freshness::wrote(&mut visit.jar, CommandId::new(ticket.id.uuid()));
    if let Some(said) = said {
        flash::say(&mut visit.jar, &said);
    }
    visit.see_other(next)
}

/// Where an order goes once it is placed.
fn next_page(ticket: &Ticket, number: &OrderNumber) -> String {
    match ticket.gateway.parse() {
        Ok(chosen) if gateway::of(chosen).pays_here() => paths::order_pay(ticket.prefix, number.as_str()),
        _ => paths::order(ticket.prefix, number.as_str()),
    }
}

/// The status of a review page after a refusal.
pub(crate) const REFUSED: StatusCode = StatusCode::CONFLICT;
