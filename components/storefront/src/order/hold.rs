//! `POST /{m}/orders/{number}/hold`: more time to pay.

use axum::extract::Path;
use axum::response::Response;
use outpost_db::order::{ExtendHold, PaymentRefusal, extend_hold};
use outpost_domain::order::PAYMENT_HOLD_SECONDS;
use outpost_web_shop::paths;
use outpost_web_shop::view::{Retry, UnavailableOperation};

use super::freshness;
use super::page::count;
use super::show::own;
use crate::cookies::flash::{self, Flash};
use crate::failure::Failure;
use crate::form::Form;
use crate::paused;
use crate::payment::attempt;
use crate::visit::Visit;

/// Extends the hold and shows the order; where it cannot be extended, the order's page says how it stands.
pub(crate) async fn extend(
    mut visit: Visit,
    Path((_, number)): Path<(String, String)>,
    Form(fields): Form,
) -> Result<Response, Failure> {
    let order = match own(&mut visit, &number).await? {
        Ok(order) => order,
        Err(answer) => return Ok(answer),
    };
    let now = visit.state.now();
    // The same id for every press on one page: pressing twice extends once.
    let extension = attempt::number(&fields, "extension", count(&order, "hold_extended"));
    let id = attempt::command_id(order.id, "hold", extension);
    let hold = ExtendHold { id, order_id: order.id, now, expires_at: now + PAYMENT_HOLD_SECONDS };
    match extend_hold(&*visit.state.primary, &hold).await {
        Ok(()) => {
            flash::say(&mut visit.jar, &Flash::HoldExtended);
            freshness::wrote(&mut visit.jar, id);
        }
        Err(PaymentRefusal::Sql(error)) => {
            let kept = vec![("extension", extension.to_string())];
            let again = Retry::Form(paths::order_hold(visit.prefix, order.number.as_str()), kept);
            return paused::answer(&visit, UnavailableOperation::ExtendHold, again, error);
        }
        Err(PaymentRefusal::UnknownOrder) => return Err(Failure::NotFound),
        Err(PaymentRefusal::OrderState { .. } | PaymentRefusal::HoldExpired | PaymentRefusal::HoldLimit) => {}
    }
    Ok(visit.see_other(&paths::order(visit.prefix, order.number.as_str())))
}
