//! Addresses of the shop's pages, so that views and handlers write them the same way.
//!
//! Every function takes the market and locale of the page and returns an absolute path.

use outpost_domain::market::MarketLocale;
use outpost_web_ui::paths::in_market;

use crate::view::InfoPage;

/// The front page of a market.
pub fn home(market_locale: MarketLocale) -> String {
    in_market(market_locale, "")
}

/// Remembers a market and redirects to `path` in it (the path after the market, query included).
pub fn choose(market_locale: MarketLocale, path: &str) -> String {
    let to = path.replace('%', "%25").replace('&', "%26").replace('+', "%2B");
    if to.is_empty() {
        in_market(market_locale, "/choose")
    } else {
        in_market(market_locale, &format!("/choose?to={to}"))
    }
}

/// A category.
pub fn category(market_locale: MarketLocale, slug: &str) -> String {
    in_market(market_locale, &format!("/c/{slug}"))
}

/// The results of a search; `q` is added by the form or the caller.
pub fn search(market_locale: MarketLocale) -> String {
    in_market(market_locale, "/search")
}

/// Suggestions for the search box.
pub fn suggest(market_locale: MarketLocale) -> String {
    in_market(market_locale, "/suggest")
}

/// A product.
pub fn product(market_locale: MarketLocale, slug: &str) -> String {
    in_market(market_locale, &format!("/p/{slug}"))
}

/// The cart.
pub fn cart(market_locale: MarketLocale) -> String {
    in_market(market_locale, "/cart")
}

/// Where lines are added.
pub fn cart_lines(market_locale: MarketLocale) -> String {
    in_market(market_locale, "/cart/lines")
}

/// One line, where its quantity is changed.
pub fn cart_line(market_locale: MarketLocale, sku: &str) -> String {
    in_market(market_locale, &format!("/cart/lines/{sku}"))
}

/// Where a removed line is put back.
pub fn cart_undo(market_locale: MarketLocale) -> String {
    in_market(market_locale, "/cart/undo")
}

/// Checkout, step one.
pub fn checkout(market_locale: MarketLocale) -> String {
    in_market(market_locale, "/checkout")
}

/// Checkout, step two.
pub fn checkout_delivery(market_locale: MarketLocale) -> String {
    in_market(market_locale, "/checkout/delivery")
}

/// Checkout, step three.
pub fn checkout_review(market_locale: MarketLocale) -> String {
    in_market(market_locale, "/checkout/review")
}

/// An order's status.
pub fn order(market_locale: MarketLocale, number: &str) -> String {
    in_market(market_locale, &format!("/orders/{number}"))
}

/// Paying an order.
pub fn order_pay(market_locale: MarketLocale, number: &str) -> String {
    in_market(market_locale, &format!("/orders/{number}/pay"))
}

/// Where an order's hold is extended.
pub fn order_hold(market_locale: MarketLocale, number: &str) -> String {
    in_market(market_locale, &format!("/orders/{number}/hold"))
}

/// Cancelling an order.
pub fn order_cancellation(market_locale: MarketLocale, number: &str) -> String {
    in_market(market_locale, &format!("/orders/{number}/cancellation"))
}

/// Where an order's lines are put into the cart again.
pub fn order_again(market_locale: MarketLocale, number: &str) -> String {
    in_market(market_locale, &format!("/orders/{number}/again"))
}

/// Finding an order.
pub fn track(market_locale: MarketLocale) -> String {
    in_market(market_locale, "/track")
}

/// An information page.
pub fn info(market_locale: MarketLocale, page: InfoPage) -> String {
    in_market(market_locale, &format!("/pages/{}", page.slug()))
}
