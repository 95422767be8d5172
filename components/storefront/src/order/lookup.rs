//! Finds the order that an address names, for a browser that may see it.

use outpost_db::order::Order;
use outpost_domain::market::{MarketLocale, Markets};
use outpost_domain::order::OrderNumber;
use outpost_http::{Failure, HttpState, granted_orders};
use outpost_web_shop::paths;
use outpost_web_shop::view::{Retry, UnavailableOperation};

use super::consistency;
use crate::page_request::PageRequest;
use crate::unavailable;

/// The order, or the response that ends the request. An order of somebody else gets the same response as one that does
/// not exist: a redirect to the form that asks for the mail address.
pub(crate) async fn own_order(request: &mut PageRequest, number: &str) -> Result<Order, Failure> {
    let number: OrderNumber = number.parse().map_err(|_| Failure::NotFound)?;
    if !granted_orders::is_granted(&request.cookies, &number, request.state.now()) {
        return Err(request.see_other(&format!("{}?number={number}", paths::track(request.prefix))).into());
    }
    let order = match consistency::load(request, &number).await {
        Ok(order) => order.ok_or(Failure::NotFound)?,
        Err(error) => {
            let retry = Retry::Page(paths::order(request.prefix, number.as_str()));
            return Err(unavailable::respond(request, UnavailableOperation::ShowOrder, retry, error)?.into());
        }
    };
    // An order is shown in the market that sold it, in the visitor's language where that market speaks it.
    match prefix_of_order(&request.markets, &order, request.prefix) {
        Some(prefix) if prefix != request.prefix => {
            Err(request.see_other(&paths::order(prefix, number.as_str())).into())
        }
        _ => Ok(order),
    }
}

fn prefix_of_order(markets: &Markets, order: &Order, requested: MarketLocale) -> Option<MarketLocale> {
    let with_locale = |locale: &str| markets.prefix(&format!("{locale}-{}", order.market_code));
    with_locale(requested.locale.code()).or_else(|| with_locale(&order.locale_code))
}
