//! `POST /{m}/orders/{number}/again`: puts what was ordered into the cart once more.

use axum::extract::Path;
use axum::response::Response;
use outpost_web_shop::paths;

use crate::cookies;
use crate::cookies::flash::{self, Flash};
use crate::failure::Failure;
use crate::form::Form;
use crate::order::show::own;
use crate::visit::Visit;

/// Every line with the pieces it had, beside what the cart holds already. Whether there are as many is checked whenever
/// the cart is shown.
pub(crate) async fn again(
    mut visit: Visit,
    Path((_, number)): Path<(String, String)>,
    _: Form,
) -> Result<Response, Failure> {
    let order = match own(&mut visit, &number).await? {
        Ok(order) => order,
        Err(answer) => return Ok(answer),
    };
    let mut said = Flash::CartUpdated;
    for line in order.lines {
        let pieces = line.quantity.max(visit.cart.quantity_of(&line.sku));
        if visit.cart.set(line.sku, pieces).is_err() {
            said = Flash::CartFull;
        }
    }
    cookies::cart::write(&mut visit.jar, &visit.cart);
    flash::say(&mut visit.jar, &said);
    Ok(visit.see_other(&paths::cart(visit.prefix)))
}
