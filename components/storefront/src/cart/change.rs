//! `POST /{m}/cart/lines/{sku}`: changes the quantity of a line; 0 removes it.

use axum::extract::Path;
use axum::response::Response;
use outpost_domain::cart::{CartLine, QUANTITY_MAX};
use outpost_domain::ids::Sku;
use outpost_web_shop::paths;
use serde::Deserialize;

use crate::cookies;
use crate::cookies::flash::{self, Flash};
use crate::failure::Failure;
use crate::form::Form;
use crate::page_request::PageRequest;

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ChangeLine {
    quantity: String,
}

/// Changes a line of the cart; does nothing for a SKU that is not in it. Costs no statement: stock is checked whenever
/// the cart is shown, and when the order is placed.
pub(crate) async fn change(
    mut request: PageRequest,
    Path((_, sku)): Path<(String, String)>,
    Form(form): Form<ChangeLine>,
) -> Result<Response, Failure> {
    let sku: Sku = sku.parse().map_err(|_| Failure::NotFound)?;
    let quantity: u32 = form
        .quantity
        .trim()
        .parse()
        .map_err(|_| Failure::Unprocessable(format!("a quantity is a number from 0 to {QUANTITY_MAX}")))?;
    let present = request.cart.quantity_of(&sku);
    if present > 0 && quantity != present {
        let flash = match quantity {
            0 => Flash::Removed(sku.clone()),
            1..=QUANTITY_MAX => Flash::CartUpdated,
            _ => Flash::Limited(sku.clone(), QUANTITY_MAX),
        };
        if let Some(position) = request.cart.position_of(&sku).filter(|_| quantity == 0) {
            cookies::cart::save_removed(
                &mut request.cookies,
                position,
                &CartLine { sku: sku.clone(), quantity: present },
            );
        }
        request.cart.set(sku, quantity.min(QUANTITY_MAX)).map_err(|error| Failure::Unprocessable(error.to_string()))?;
        cookies::cart::write(&mut request.cookies, &request.cart);
        flash::set(&mut request.cookies, &flash);
    }
    Ok(request.see_other(&paths::cart(request.prefix)))
}
