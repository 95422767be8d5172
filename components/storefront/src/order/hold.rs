//! `POST /{m}/orders/{number}/hold`: extends the time to pay.

use axum::extract::Path;
use axum::response::Response;
use outpost_db::order::{ExtendHold, HoldRefusal, extend_hold};
use outpost_domain::order::PAYMENT_HOLD_SECONDS;
use outpost_http::form::Form;
use outpost_http::{Failure, consistency};
use outpost_web_shop::paths;
use outpost_web_shop::view::{Retry, UnavailableOperation};
use serde::Deserialize;

use super::lookup::own_order;
use super::page::count;
use crate::flash::{self, Flash};
use crate::page_request::PageRequest;
use crate::payment::attempt;
use crate::unavailable;

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct HoldForm {
    /// The extensions before this one.
    extension: String,
}

/// Extends the hold and redirects to the order, whose page shows how it stands where the hold cannot be extended.
pub(crate) async fn extend(
    mut request: PageRequest,
    Path((_, number)): Path<(String, String)>,
    Form(form): Form<HoldForm>,
) -> Result<Response, Failure> {
    let order = own_order(&mut request, &number).await?;
    // Every press of the button on one page has the same id, so that pressing twice extends once.
    let extension = attempt::step_number(&form.extension, count(&order, "hold_extended"));
    let id = attempt::command_id(order.id, "hold", extension);
    let sender = request.sender();
    let hold = ExtendHold { id, sender, order_id: order.id, hold_seconds: PAYMENT_HOLD_SECONDS };
    match extend_hold(&*request.state.primary, &hold).await {
        Ok(()) => {
            flash::set(&mut request.cookies, &Flash::HoldExtended);
            consistency::record_command(&mut request.cookies, id);
        }
        Err(HoldRefusal::Sql(error)) => {
            let fields = vec![("extension", extension.to_string())];
            let retry = Retry::Form(paths::order_hold(request.prefix, order.number.as_str()), fields);
            return unavailable::respond(&request, UnavailableOperation::ExtendHold, retry, error);
        }
        Err(HoldRefusal::HoldExpired | HoldRefusal::HoldLimit | HoldRefusal::RepeatedOtherwise) => {}
    }
    Ok(request.see_other(&paths::order(request.prefix, order.number.as_str())))
}
