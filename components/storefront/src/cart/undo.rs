//! `POST /{m}/cart/undo`: puts the line back that was removed last.

use axum::response::Response;
use outpost_domain::cart::CartError;
use outpost_web_shop::paths;

use crate::cookies;
use crate::cookies::flash::{self, Flash};
use crate::failure::Failure;
use crate::form::Form;
use crate::visit::Visit;

/// Puts it back where it was with its old quantity, once; with nothing to put back, the cart is just shown.
pub(crate) async fn undo(mut visit: Visit, _: Form) -> Result<Response, Failure> {
    if let Some((at, mut line)) = cookies::cart::take_removed(&mut visit.jar) {
        let sku = line.sku.clone();
        line.quantity = line.quantity.max(visit.cart.quantity_of(&sku));
        let said = match visit.cart.put_back(at, line) {
            Err(CartError::Full) => Flash::CartFull,
            Err(error) => return Err(Failure::Unprocessable(error.to_string())),
            Ok(()) => Flash::Restored(sku),
        };
        cookies::cart::write(&mut visit.jar, &visit.cart);
        flash::say(&mut visit.jar, &said);
    }
    Ok(visit.see_other(&paths::cart(visit.prefix)))
}
