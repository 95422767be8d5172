//! `POST /{m}/cart/lines`: puts pieces of a variant into the cart.

use axum::response::Response;
use outpost_domain::cart::{CartError, QUANTITY_MAX};
use outpost_domain::ids::Sku;
use outpost_web_shop::paths;

use crate::cookies;
use crate::cookies::flash::{self, Flash};
use crate::failure::Failure;
use crate::form::Form;
use crate::visit::Visit;

/// Adds what there is; more than that, or than one order may hold, is cut back and said.
pub(crate) async fn add(mut visit: Visit, Form(fields): Form) -> Result<Response, Failure> {
    let unknown = || Failure::Unprocessable("the shop does not know this SKU".to_owned());
    let sku: Sku = fields.text("sku").parse().map_err(|_| unknown())?;
    let quantity = quantity(fields.get("quantity"))?;
    // Which country does not matter here: only price and stock are looked at.
    let found = outpost_db::cart::lines(&*visit.state.replica, visit.prefix, std::slice::from_ref(&sku), "").await?;
    let line = found.lines.into_iter().next().ok_or_else(unknown)?;
    if line.unit.is_none() {
        return Err(Failure::Unprocessable(format!("{sku} is not sold in this market")));
    }
    if line.available == 0 {
        let page = format!("{}?v={sku}", paths::product(visit.prefix, &line.slug));
        return Ok(visit.see_other(&page));
    }
    let wanted = visit.cart.quantity_of(&sku) + quantity;
    let allowed = wanted.min(line.available).min(QUANTITY_MAX);
    let said = match visit.cart.set(sku.clone(), allowed) {
        Err(CartError::Full) => Flash::CartFull,
        Err(error) => return Err(Failure::Unprocessable(error.to_string())),
        Ok(()) if allowed < wanted => Flash::Limited(sku, allowed),
        Ok(()) => Flash::Added(sku, quantity),
    };
    cookies::cart::write(&mut visit.jar, &visit.cart);
    flash::say(&mut visit.jar, &said);
    Ok(visit.see_other(&paths::cart(visit.prefix)))
}

/// One piece unless said otherwise.
fn quantity(text: Option<&str>) -> Result<u32, Failure> {
    match text.map(str::trim) {
        None | Some("") => Ok(1),
        Some(text) => text
            .parse()
            .ok()
            .filter(|quantity| (1..=QUANTITY_MAX).contains(quantity))
            .ok_or_else(|| Failure::Unprocessable(format!("a quantity is a number from 1 to {QUANTITY_MAX}"))),
    }
}
