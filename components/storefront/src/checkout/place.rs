//! `POST /{m}/checkout/review`: places the order that the review page showed, exactly once.

use axum::response::Response;
use outpost_db::command::Sender;
use outpost_db::order::{PlaceOrder, PlaceOrderError};
use outpost_domain::cart::Cart;
use outpost_domain::ids::{CommandId, Sku};
use outpost_domain::money::Money;
use outpost_domain::order::OrderNumber;
use outpost_domain::payment::PaymentMethod;
use outpost_http::cookies::{self, Kind};
use outpost_http::customer_session::CustomerSession;
use outpost_http::form::Form;
use outpost_http::{Failure, HttpState, consistency, granted_orders};
use outpost_web_shop::paths;
use outpost_web_shop::view::{Retry, UnavailableOperation};
use serde::Deserialize;

use super::draft::Draft;
use super::refusal;
use super::token::CheckoutToken;
use super::visitor;
use crate::flash::{self, Flash};
use crate::log;
use crate::page_request::PageRequest;
use crate::unavailable;

/// The form of the review page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Placement {
    /// The sealed checkout token.
    order_id: String,
    expected_total: String,
}

/// Sends one statement to the primary. A second press of the button sends the same id and ends at the same page.
pub(crate) async fn place(mut request: PageRequest, Form(form): Form<Placement>) -> Result<Response, Failure> {
    let now = request.state.now();
    let Some(token) = CheckoutToken::open(&request.state.config.secrets, &form.order_id, now) else {
        return Ok(request.see_other(&paths::checkout_review(request.prefix)));
    };
    let number = OrderNumber::of(token.id);
    if granted_orders::is_granted(&request.cookies, &number, request.state.now()) {
        // This browser placed the order before; its cart and draft are gone already.
        return Ok(request.see_other(&next_page(&token, &number)));
    }
    let draft = Draft::read(&request.cookies, request.prefix.market, now);
    // The draft must be what the page showed: another tab may have changed it.
    let agreed = draft.filter(|draft| draft.digest() == token.draft && token.prefix == request.prefix);
    let Some((draft, payment)) = agreed.and_then(|draft| draft.payment_method().map(|method| (draft, method))) else {
        return Ok(request.see_other(&paths::checkout_review(request.prefix)));
    };
    let visitor = visitor::id(&mut request);
    let order = order(&request, &token, &draft, payment, visitor);
    match send(&mut request, order).await {
        Ok(()) => {
            let flash = (!payment.is_hosted()).then_some(Flash::Thanks);
            Ok(placed(request, &token, flash, &next_page(&token, &number)))
        }
        // An earlier response was lost, and the shopper changed something since. The first order stands and is shown.
        Err(PlaceOrderError::PlacedOtherwise) => {
            let order = paths::order(token.prefix, number.as_str());
            Ok(placed(request, &token, Some(Flash::PlacedBefore), &order))
        }
        Err(PlaceOrderError::Sql(error)) => {
            unavailable::respond(&request, UnavailableOperation::PlaceOrder, retry(&request, form), error)
        }
        Err(error) => refusal::respond(request, &token, error).await,
    }
}

/// Sends the order. Where the shopper's session is over meanwhile, it is placed as a guest's, under the same id.
async fn send(request: &mut PageRequest, order: PlaceOrder) -> Result<(), PlaceOrderError> {
    let primary = request.state.primary.clone();
    match outpost_db::order::place(&*primary, &order).await {
        Err(PlaceOrderError::SessionEnded) => {
            request.cookies.remove(Kind::Session);
            outpost_db::order::place(&*primary, &PlaceOrder { sender: request.sender(), ..order }).await
        }
        answer => answer,
    }
}

/// The order may or may not be stored: the same token finds out, and never places two.
fn retry(request: &PageRequest, form: Placement) -> Retry {
    let fields = vec![("order_id", form.order_id), ("expected_total", form.expected_total)];
    Retry::Form(paths::checkout_review(request.prefix), fields)
}

fn order(
    request: &PageRequest,
    token: &CheckoutToken,
    draft: &Draft,
    payment: PaymentMethod,
    visitor: String,
) -> PlaceOrder {
    PlaceOrder {
        id: token.id,
        sender: shopper(request),
        prefix: token.prefix,
        email: draft.email.clone(),
        phone: Some(draft.phone.clone()).filter(|phone| !phone.is_empty()),
        shipping: draft.shipping.clone(),
        billing: draft.billing.clone(),
        visitor: Some(visitor),
        payment_method_code: payment.code().to_owned(),
        agreement: token.agreement.clone(),
        total: Money::new(token.total, token.prefix.market.currency()),
        hold_seconds: payment.hold_seconds(),
    }
}

/// The customer whose session this is, else a visitor.
fn shopper(request: &PageRequest) -> Sender {
    let session = CustomerSession::read(&request.cookies);
    session.map_or_else(|| request.sender(), |session| session.sender(&request.context.request_id, request.state.now()))
}

/// Removes the ordered lines from the cart, and lets this browser see the order.
fn placed(mut request: PageRequest, token: &CheckoutToken, flash: Option<Flash>, next: &str) -> Response {
    let ordered: Vec<_> = token.agreement.lines.iter().map(|line| line.sku.clone()).collect();
    remove_lines(&mut request, &ordered);
    request.cookies.remove(Kind::Checkout);
    let now = request.state.now();
    granted_orders::grant(&mut request.cookies, &OrderNumber::of(token.id), now);
    consistency::record_command(&mut request.cookies, CommandId::new(token.id.uuid()));
    if let Some(flash) = flash {
        flash::set(&mut request.cookies, &flash);
    }
    request.see_other(next)
}

fn remove_lines(request: &mut PageRequest, skus: &[Sku]) {
    let mut rest = Cart::default();
    for line in request.cart.lines().iter().filter(|line| !skus.contains(&line.sku)) {
        // A line of a valid cart fits a smaller one.
        if let Err(error) = rest.set(line.sku.clone(), line.quantity) {
            log::warning(&request.context.request_id, "a line was dropped from the cart", &error.to_string());
        }
    }
    request.cart = rest;
    cookies::cart::write(&mut request.cookies, &request.cart);
}

/// The page that follows when the order is placed.
fn next_page(token: &CheckoutToken, number: &OrderNumber) -> String {
    match token.payment.parse() {
        Ok(payment) if PaymentMethod::is_hosted(payment) => paths::order_pay(token.prefix, number.as_str()),
        _ => paths::order(token.prefix, number.as_str()),
    }
}
