//! `GET /{m}/cart`: the lines, their problems, and the sums.

use axum::response::Response;
use http::StatusCode;
use outpost_domain::ids::Sku;
use outpost_http::{Failure, cookies};
use outpost_web_shop::view::{Cart, Notice};

use super::notice::notice;
use super::quote::Quote;
use crate::catalogue::parts;
use crate::flash;
use crate::layout;
use crate::order::own_orders;
use crate::page_request::PageRequest;

/// The cart.
pub(crate) async fn show(mut request: PageRequest) -> Result<Response, Failure> {
    let flash = flash::take(&mut request.cookies);
    let mut layout = layout::load(&request).await?;
    let home = layout.home_country.clone();
    let notice_sku = flash.as_ref().and_then(|flash| flash.sku());
    let (quote, notice_line) = Quote::load(&request, &home, layout.shell.tax_included, notice_sku).await?;
    layout.shell.notice = match &flash {
        Some(flash) => notice(flash, notice_line.as_ref(), request.prefix, quote.free_delivery_gap()?),
        None => None,
    };
    if request.cart_damaged {
        layout.shell.notice = Some(Notice::CartReset);
        cookies::cart::write(&mut request.cookies, &request.cart);
    }
    if has_statement_left(&request, notice_sku) {
        layout.shell.unpaid = own_orders::unpaid(&request).await?;
    }
    let lines = quote.all_lines()?;
    let suggestions = if lines.is_empty() {
        let home = outpost_db::home::load(&*request.state.replica, request.prefix).await?;
        parts::cards(home.popular, request.prefix.market)
    } else {
        Vec::new()
    };
    let cheapest = quote.cheapest()?.filter(|_| quote.is_orderable());
    let is_too_heavy = !quote.too_heavy().is_empty();
    let page = Cart {
        totals: if lines.is_empty() { None } else { Some(quote.totals(cheapest.as_ref())?) },
        lines,
        arrives: cheapest.and_then(|method| quote.windows(&method, request.state.clock.now()).pop()),
        delay: quote.delay(request.state.clock.now()),
        estimated_for: home,
        can_check_out: quote.is_orderable() && !is_too_heavy,
        is_too_heavy,
        free_delivery_gap: quote.free_delivery_gap()?,
        suggestions,
    };
    Ok(request.own_page(StatusCode::OK, outpost_web_shop::cart(&layout.shell, &page)))
}

/// Whether the budget of three statements has room for the reminder of an unpaid order: an empty cart reads the
/// suggestions, and where its last line was removed, that line's name.
fn has_statement_left(request: &PageRequest, notice_sku: Option<&Sku>) -> bool {
    !request.cart.is_empty() || notice_sku.is_none()
}
