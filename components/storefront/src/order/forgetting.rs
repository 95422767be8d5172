//! `POST /{m}/orders/{number}/forgetting`: the browser forgets its orders and what was entered to place them.

use axum::response::Response;
use outpost_http::Failure;
use outpost_http::cookies::Kind;
use outpost_http::form::{Form, NoFields};
use outpost_web_shop::paths;

use crate::flash::{self, Flash};
use crate::page_request::PageRequest;

/// Removes the cookies that open orders. The orders themselves stay, and are found by number and mail address.
pub(crate) async fn create(mut request: PageRequest, _: Form<NoFields>) -> Result<Response, Failure> {
    for kind in [Kind::Orders, Kind::Visitor, Kind::Checkout, Kind::Consistency] {
        request.cookies.remove(kind);
    }
    flash::set(&mut request.cookies, &Flash::BrowserForgotten);
    Ok(request.see_other(&paths::track(request.prefix)))
}
