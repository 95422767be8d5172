//! `POST /{m}/cart/lines/{sku}`: another quantity of a line; 0 removes it.

use axum::extract::Path;
use axum::response::Response;
use outpost_domain::cart::{CartLine, QUANTITY_MAX};
use outpost_domain::ids::Sku;
use outpost_web_shop::paths;

use crate::cookies;
use crate::cookies::flash::{self, Flash};
use crate::failure::Failure;
use crate::form::Form;
use crate::visit::Visit;

/// Changes a line that is in the cart; for one that is not there, the cart is just shown. Costs no statement: whether
/// there are as many is checked whenever the cart is shown, and when the order is placed.
pub(crate) async fn change(
    mut visit: Visit,
    Path((_, sku)): Path<(String, String)>,
    Form(fields): Form,
) -> Result<Response, Failure> {
    let sku: Sku = sku.parse().map_err(|_| Failure::NotFound)?;
    let quantity: u32 = fields
        .text("quantity")
        .trim()
        .parse()
        .map_err(|_| Failure::Unprocessable(format!("a quantity is a number from 0 to {QUANTITY_MAX}")))?;
    let present = visit.cart.quantity_of(&sku);
    if present > 0 && quantity != present {
        let said = match quantity {
            0 => Flash::Removed(sku.clone()),
            1..=QUANTITY_MAX => Flash::CartUpdated,
            _ => Flash::Limited(sku.clone(), QUANTITY_MAX),
        };
        if let Some(at) = visit.cart.position_of(&sku).filter(|_| quantity == 0) {
            cookies::cart::remember_removed(&mut visit.jar, at, &CartLine { sku: sku.clone(), quantity: present });
        }
        visit.cart.set(sku, quantity.min(QUANTITY_MAX)).map_err(|error| Failure::Unprocessable(error.to_string()))?;
        cookies::cart::write(&mut visit.jar, &visit.cart);
        flash::say(&mut visit.jar, &said);
    }
    Ok(visit.see_other(&paths::cart(visit.prefix)))
}
