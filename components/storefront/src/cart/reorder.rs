//! `POST /{m}/orders/{number}/again`: puts the lines of an order into the cart.

use axum::extract::Path;
use axum::response::Response;
use outpost_http::form::{Form, NoFields};
use outpost_http::{Failure, cookies};
use outpost_web_shop::paths;

use crate::flash::{self, Flash};
use crate::order::lookup::own_order;
use crate::page_request::PageRequest;

/// Adds every line with its quantity to what the cart holds. Stock is checked whenever the cart is shown.
pub(crate) async fn reorder(
    mut request: PageRequest,
    Path((_, number)): Path<(String, String)>,
    _: Form<NoFields>,
) -> Result<Response, Failure> {
    let order = own_order(&mut request, &number).await?;
    let mut flash = Flash::CartUpdated;
    for line in order.lines {
        let quantity = line.quantity.max(request.cart.quantity_of(&line.sku));
        if request.cart.set(line.sku, quantity).is_err() {
            flash = Flash::CartFull;
        }
    }
    cookies::cart::write(&mut request.cookies, &request.cart);
    flash::set(&mut request.cookies, &flash);
    Ok(request.see_other(&paths::cart(request.prefix)))
}
