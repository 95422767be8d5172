//! `GET /{m}/orders/{number}`: confirmation and status of an order.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use outpost_db::order::Order;
use outpost_domain::market::MarketLocale;
use outpost_domain::order::OrderNumber;
use outpost_web_shop::paths;
use outpost_web_shop::view::{Retry, UnavailableOperation};

use super::{access, freshness, page};
use crate::cart::notice::notice;
use crate::cookies::flash::{self, Flash};
use crate::failure::Failure;
use crate::paused;
use crate::shell;
use crate::visit::Visit;

/// The order, for a browser that may see it; any other is asked for the mail address.
pub(crate) async fn show(mut visit: Visit, Path((_, number)): Path<(String, String)>) -> Result<Response, Failure> {
    let order = match own(&mut visit, &number).await? {
        Ok(order) => order,
        Err(answer) => return Ok(answer),
    };
    let flash = flash::take(&mut visit.jar);
    let mut surroundings = shell::load(&visit).await?;
    surroundings.shell.notice = flash.as_ref().and_then(|flash| notice(flash, None));
    let just_placed = flash == Some(Flash::Thanks);
    let mut page = page::view(&order, visit.prefix, visit.state.clock.now(), just_placed)?;
    page.bank.clone_from(&visit.state.config.bank);
    Ok(visit.own_page(StatusCode::OK, outpost_web_shop::order(&surroundings.shell, &page)))
}

/// The order that an address names, if this browser may see it; else what to answer instead. Nothing is told apart: an
/// order of somebody else is like one that never was.
pub(crate) async fn own(visit: &mut Visit, number: &str) -> Result<Result<Order, Response>, Failure> {
    let parsed: OrderNumber = number.parse().map_err(|_| Failure::NotFound)?;
    if !access::may_see(&visit.jar, &parsed) {
        return Ok(Err(visit.see_other(&format!("{}?number={parsed}", paths::track(visit.prefix)))));
    }
    let order = match freshness::load(visit, &parsed).await {
        Ok(order) => order.ok_or(Failure::NotFound)?,
        Err(error) => {
            let again = Retry::Page(paths::order(visit.prefix, parsed.as_str()));
            return paused::answer(visit, UnavailableOperation::ShowOrder, again, error).map(Err);
        }
    };
    // An order is shown in the market that sold it, in the visitor's language where that market speaks it.
    match home_of(&order, visit.prefix) {
        Some(prefix) if prefix != visit.prefix => Ok(Err(visit.see_other(&paths::order(prefix, parsed.as_str())))),
        _ => Ok(Ok(order)),
    }
}

fn home_of(order: &Order, at: MarketLocale) -> Option<MarketLocale> {
    let of = |locale: &str| format!("{locale}-{}", order.market_code).parse().ok();
    of(at.locale.code()).or_else(|| of(&order.locale_code))
}
