//! `POST /{m}/cart/lines`: puts pieces of a variant into the cart.

use axum::response::Response;
use outpost_domain::cart::{CartError, QUANTITY_MAX};
use outpost_domain::ids::Sku;
use outpost_http::form::Form;
use outpost_http::{Failure, cookies};
use outpost_web_shop::paths;
use serde::Deserialize;

use crate::flash::{self, Flash};
use crate::page_request::PageRequest;

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AddLine {
    sku: String,
    /// A number; empty means one piece.
    quantity: String,
}

/// Adds the pieces. A quantity above the stock or the limit of an order is reduced, and the notice says so.
pub(crate) async fn add(mut request: PageRequest, Form(form): Form<AddLine>) -> Result<Response, Failure> {
    let unknown = || Failure::Unprocessable("the shop does not know this SKU".to_owned());
    let sku: Sku = form.sku.parse().map_err(|_| unknown())?;
    let quantity = quantity(&form.quantity)?;
    // Only price and stock are needed, which do not depend on the country.
    let rows = outpost_db::cart::lines(&*request.state.replica, request.prefix, std::slice::from_ref(&sku), "").await?;
    let line = rows.lines.into_iter().next().ok_or_else(unknown)?;
    if line.unit.is_none() {
        return Err(Failure::Unprocessable(format!("{sku} is not sold in this market")));
    }
    if line.available == 0 {
        return Ok(request.see_other(&paths::variant(request.prefix, &line.slug, sku.as_str())));
    }
    let wanted = request.cart.quantity_of(&sku) + quantity;
    let allowed = wanted.min(line.available).min(QUANTITY_MAX);
    let flash = match request.cart.set(sku.clone(), allowed) {
        Err(CartError::Full) => Flash::CartFull,
        Err(error) => return Err(Failure::Unprocessable(error.to_string())),
        Ok(()) if allowed < wanted => Flash::Limited(sku, allowed),
        Ok(()) => Flash::Added(sku, quantity),
    };
    cookies::cart::write(&mut request.cookies, &request.cart);
    flash::set(&mut request.cookies, &flash);
    Ok(request.see_other(&paths::cart(request.prefix)))
}

fn quantity(text: &str) -> Result<u32, Failure> {
    match text.trim() {
        "" => Ok(1),
        text => text
            .parse()
            .ok()
            .filter(|quantity| (1..=QUANTITY_MAX).contains(quantity))
            .ok_or_else(|| Failure::Unprocessable(format!("a quantity is a number from 1 to {QUANTITY_MAX}"))),
    }
}
