//! `GET /{m}/cart`: the lines, what changed about them, and what they come to.

use axum::response::Response;
use http::StatusCode;
use outpost_web_shop::view::{Cart, Notice};

use super::notice::notice;
use super::quote::Quote;
use crate::catalogue::parts;
use crate::cookies::{self, flash};
use crate::failure::Failure;
use crate::shell;
use crate::visit::Visit;

/// The cart.
pub(crate) async fn show(mut visit: Visit) -> Result<Response, Failure> {
    let flash = flash::take(&mut visit.jar);
    let mut surroundings = shell::load(&visit).await?;
    let home = surroundings.home_country.clone();
    let spoken_of = flash.as_ref().and_then(|flash| flash.sku());
    let (quote, noted) = Quote::load(&visit, &home, surroundings.shell.tax_included, spoken_of).await?;
    surroundings.shell.notice = flash.and_then(|flash| notice(&flash, noted.as_ref()));
    if visit.cart_damaged {
        surroundings.shell.notice = Some(Notice::CartReset);
        cookies::cart::write(&mut visit.jar, &visit.cart);
    }
    let lines = quote.all_lines()?;
    let suggestions = if lines.is_empty() {
        let found = outpost_db::home::load(&*visit.state.replica, visit.prefix).await?;
        parts::cards(found.popular, visit.prefix.market)
    } else {
        Vec::new()
    };
    let cheapest = quote.cheapest()?.filter(|_| quote.is_orderable());
    let page = Cart {
        totals: if lines.is_empty() { None } else { Some(quote.totals(cheapest.as_ref())?) },
        lines,
        arrives: cheapest.map(|method| quote.window(&method, visit.state.clock.now())),
        estimated_for: home,
        can_check_out: quote.is_orderable(),
        free_delivery_gap: quote.free_delivery_gap()?,
        suggestions,
    };
    Ok(visit.own_page(StatusCode::OK, outpost_web_shop::cart(&surroundings.shell, &page)))
}
