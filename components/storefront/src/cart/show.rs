//! `GET /{m}/cart`: the lines, their problems, and the sums.

use axum::response::Response;
use http::StatusCode;
use outpost_web_shop::view::{Cart, Notice};

use super::notice::notice;
use super::quote::Quote;
use crate::catalogue::parts;
use crate::cookies::{self, flash};
use crate::failure::Failure;
use crate::layout;
use crate::page_request::PageRequest;

/// The cart.
pub(crate) async fn show(mut request: PageRequest) -> Result<Response, Failure> {
    let flash = flash::take(&mut request.cookies);
    let mut layout = layout::load(&request).await?;
    let home = layout.home_country.clone();
    let notice_sku = flash.as_ref().and_then(|flash| flash.sku());
    let (quote, notice_line) = Quote::load(&request, &home, layout.shell.tax_included, notice_sku).await?;
    layout.shell.notice = flash.and_then(|flash| notice(&flash, notice_line.as_ref()));
    if request.cart_damaged {
        layout.shell.notice = Some(Notice::CartReset);
        cookies::cart::write(&mut request.cookies, &request.cart);
    }
    let lines = quote.all_lines()?;
    let suggestions = if lines.is_empty() {
        let home = outpost_db::home::load(&*request.state.replica, request.prefix).await?;
        parts::cards(home.popular, request.prefix.market)
    } else {
        Vec::new()
    };
    let cheapest = quote.cheapest()?.filter(|_| quote.is_orderable());
    let page = Cart {
        totals: if lines.is_empty() { None } else { Some(quote.totals(cheapest.as_ref())?) },
        lines,
        arrives: cheapest.map(|method| quote.window(&method, request.state.clock.now())),
        estimated_for: home,
        can_check_out: quote.is_orderable(),
        free_delivery_gap: quote.free_delivery_gap()?,
        suggestions,
    };
    Ok(request.own_page(StatusCode::OK, outpost_web_shop::cart(&layout.shell, &page)))
}
