//! `POST /{m}/cart`: the form of the cart. It carries the quantity of every line, and a button says what is next.

use axum::response::Response;
use outpost_domain::cart::{Cart, CartError, CartLine, QUANTITY_MAX};
use outpost_domain::ids::Sku;
use outpost_http::form::{Fields, Form};
use outpost_http::{Failure, cookies};
use outpost_web_shop::paths;
use outpost_web_shop::view::CartStep;

use crate::flash::{self, Flash};
use crate::page_request::PageRequest;

/// Stores the quantities and goes where the button leads: back to the cart, or on to the checkout. Costs no statement:
/// stock is checked whenever the cart is shown, and when the order is placed.
pub(crate) async fn change(mut request: PageRequest, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    let before = request.cart.clone();
    let mut flash = None;
    for line in before.lines() {
        let Some(quantity) = wanted(&fields, &line.sku)? else { continue };
        if quantity == line.quantity {
            continue;
        }
        let message = apply(&mut request, &before, line, quantity)?;
        // One message is shown, and a removal is the one that can be undone.
        flash = flash.filter(|flash| matches!(flash, Flash::Removed(_))).or(Some(message));
    }
    if request.cart != before {
        cookies::cart::write(&mut request.cookies, &request.cart);
    }
    let has_step = |step: CartStep| fields.get("step") == Some(step.code());
    let leaves = has_step(CartStep::CheckOut) && !request.cart.is_empty();
    let is_quiet = leaves || (has_step(CartStep::Refresh) && flash == Some(Flash::CartUpdated));
    if let Some(flash) = flash.filter(|_| !is_quiet) {
        flash::set(&mut request.cookies, &flash);
    }
    let next = if leaves { paths::checkout(request.prefix) } else { paths::cart(request.prefix) };
    Ok(request.see_other(&next))
}

/// The quantity that the form has for a line: none for the line whose button removes it.
fn wanted(fields: &Fields, sku: &Sku) -> Result<Option<u32>, Failure> {
    if fields.get("remove") == Some(sku.as_str()) {
        return Ok(Some(0));
    }
    let Some(text) = fields.get(&CartStep::quantity_name(sku.as_str())) else { return Ok(None) };
    match text.trim().parse() {
        Ok(quantity) => Ok(Some(quantity)),
        // Who removes one line may have emptied the field of another.
        Err(_) if fields.get("remove").is_some() => Ok(None),
        Err(_) => Err(Failure::Unprocessable(format!("a quantity is a number from 0 to {QUANTITY_MAX}"))),
    }
}

/// Changes one line, and gives the message about it. A removed line can be put back.
fn apply(request: &mut PageRequest, before: &Cart, line: &CartLine, quantity: u32) -> Result<Flash, Failure> {
    let refused = |error: CartError| Failure::Unprocessable(error.to_string());
    request.cart.set(line.sku.clone(), quantity.min(QUANTITY_MAX)).map_err(refused)?;
    if quantity == 0 {
        let position = before.position_of(&line.sku).unwrap_or_default();
        cookies::cart::save_removed(&mut request.cookies, position, line);
        return Ok(Flash::Removed(line.sku.clone()));
    }
    Ok(if quantity > QUANTITY_MAX { Flash::Limited(line.sku.clone(), QUANTITY_MAX) } else { Flash::CartUpdated })
}
