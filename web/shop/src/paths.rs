//! Addresses of the shop's pages, so that views and handlers write them the same way.
//!
//! Every function takes the market and locale of the page and returns an absolute path.

use outpost_domain::market::MarketLocale;

use crate::routes;
use crate::view::InfoPage;

/// The front page of a market.
pub fn home(market_locale: MarketLocale) -> String {
    routes::HOME.path(market_locale, &[])
}

/// Remembers a market and redirects to `path` in it (the path after the market, query included).
pub fn choose(market_locale: MarketLocale, path: &str) -> String {
    let to = path.replace('%', "%25").replace('&', "%26").replace('+', "%2B");
    let choose = routes::CHOOSE.path(market_locale, &[]);
    if to.is_empty() { choose } else { format!("{choose}?to={to}") }
}

/// A category.
pub fn category(market_locale: MarketLocale, slug: &str) -> String {
    routes::CATEGORY.path(market_locale, &[slug])
}

/// The results of a search; `q` is added by the form or the caller.
pub fn search(market_locale: MarketLocale) -> String {
    routes::SEARCH.path(market_locale, &[])
}

/// Suggestions for the search box.
pub fn suggest(market_locale: MarketLocale) -> String {
    routes::SUGGEST.path(market_locale, &[])
}

/// A product.
pub fn product(market_locale: MarketLocale, slug: &str) -> String {
    routes::PRODUCT.path(market_locale, &[slug])
}

/// A product with one of its variants chosen.
pub fn variant(market_locale: MarketLocale, slug: &str, sku: &str) -> String {
    format!("{}?v={sku}", product(market_locale, slug))
}

/// The cart, and where its form is sent.
pub fn cart(market_locale: MarketLocale) -> String {
    routes::CART.path(market_locale, &[])
}

/// Where lines are added.
pub fn cart_lines(market_locale: MarketLocale) -> String {
    routes::CART_LINES.path(market_locale, &[])
}

/// Where a removed line is put back.
pub fn cart_undo(market_locale: MarketLocale) -> String {
    routes::CART_UNDO.path(market_locale, &[])
}

/// Checkout, step one.
pub fn checkout(market_locale: MarketLocale) -> String {
    routes::CHECKOUT.path(market_locale, &[])
}

/// Checkout, step two.
pub fn checkout_delivery(market_locale: MarketLocale) -> String {
    routes::CHECKOUT_DELIVERY.path(market_locale, &[])
}

/// Checkout, step three.
pub fn checkout_review(market_locale: MarketLocale) -> String {
    routes::CHECKOUT_REVIEW.path(market_locale, &[])
}

/// An order's status.
pub fn order(market_locale: MarketLocale, number: &str) -> String {
    routes::ORDER.path(market_locale, &[number])
}

/// Paying an order.
pub fn order_pay(market_locale: MarketLocale, number: &str) -> String {
    routes::ORDER_PAY.path(market_locale, &[number])
}

/// Where a payment's provider sends the shopper back.
pub fn order_payment(market_locale: MarketLocale, number: &str, payment_id: &str) -> String {
    routes::ORDER_PAYMENT.path(market_locale, &[number, payment_id])
}

/// Where an order's hold is extended.
pub fn order_hold(market_locale: MarketLocale, number: &str) -> String {
    routes::ORDER_HOLD.path(market_locale, &[number])
}

/// Cancelling an order.
pub fn order_cancellation(market_locale: MarketLocale, number: &str) -> String {
    routes::ORDER_CANCELLATION.path(market_locale, &[number])
}

/// Where an order's lines are put into the cart again.
pub fn order_again(market_locale: MarketLocale, number: &str) -> String {
    routes::ORDER_AGAIN.path(market_locale, &[number])
}

/// Where a browser is made to forget its orders, from an order's page.
pub fn order_forgetting(market_locale: MarketLocale, number: &str) -> String {
    routes::ORDER_FORGETTING.path(market_locale, &[number])
}

/// A customer's account, which another component serves.
pub fn account(market_locale: MarketLocale) -> String {
    routes::ACCOUNT.path(market_locale, &[])
}

/// Making an account.
pub fn register(market_locale: MarketLocale) -> String {
    routes::REGISTER.path(market_locale, &[])
}

/// Finding an order.
pub fn track(market_locale: MarketLocale) -> String {
    routes::TRACK.path(market_locale, &[])
}

/// An information page.
pub fn info(market_locale: MarketLocale, page: InfoPage) -> String {
    routes::INFO.path(market_locale, &[page.slug()])
}
