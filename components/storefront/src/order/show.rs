//! `GET /{m}/orders/{number}`: confirmation and status of an order.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use outpost_http::cookies::Kind;
use outpost_http::{Failure, HttpState, order_account};

use super::lookup::own_order;
use super::page;
use crate::cart::notice::notice;
use crate::flash::{self, Flash};
use crate::layout;
use crate::page_request::PageRequest;
use crate::payment::methods;
use crate::payment::page::is_payable;

/// The order, for a browser that may see it; any other browser is asked for the mail address.
pub(crate) async fn show(
    mut request: PageRequest,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let order = own_order(&mut request, &number).await?;
    let flash = flash::take(&mut request.cookies);
    let mut layout = layout::load(&request).await?;
    layout.shell.notice = flash.as_ref().and_then(|flash| notice(flash, None, request.prefix, None));
    let just_placed = flash == Some(Flash::Thanks) && !order.status(request.state.now()).is_over();
    let mut page = page::view(&order, request.prefix, request.state.clock.now(), just_placed)?;
    page.bank.clone_from(&layout.settings.bank);
    page.can_pay = is_payable(&request, &order) && !methods::hosted(&request.state, &layout).is_empty();
    if !request.cookies.has(Kind::Session) && !order.email.is_empty() {
        let state = &request.state;
        page.account_offer = Some(order_account::seal_email(&state.config.secrets, &order.email, state.now())?);
    }
    Ok(request.own_page(StatusCode::OK, outpost_web_shop::order(&layout.shell, &page)))
}
