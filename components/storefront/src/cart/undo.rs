//! `POST /{m}/cart/undo`: restores the line that was removed last.

use axum::response::Response;
use outpost_domain::cart::CartError;
use outpost_http::form::{Form, NoFields};
use outpost_http::{Failure, cookies};
use outpost_web_shop::paths;

use crate::flash::{self, Flash};
use crate::page_request::PageRequest;

/// Restores the line at its old position with its old quantity, once; does nothing where there is none.
pub(crate) async fn undo(mut request: PageRequest, _: Form<NoFields>) -> Result<Response, Failure> {
    if let Some((position, mut line)) = cookies::cart::take_removed(&mut request.cookies) {
        let sku = line.sku.clone();
        line.quantity = line.quantity.max(request.cart.quantity_of(&sku));
        let flash = match request.cart.put_back(position, line) {
            Err(CartError::Full) => Flash::CartFull,
            Err(error) => return Err(Failure::Unprocessable(error.to_string())),
            Ok(()) => Flash::Restored(sku),
        };
        cookies::cart::write(&mut request.cookies, &request.cart);
        flash::set(&mut request.cookies, &flash);
    }
    Ok(request.see_other(&paths::cart(request.prefix)))
}
