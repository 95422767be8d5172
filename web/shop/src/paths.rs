//! Addresses of the shop's pages, so that views and handlers write them the same way.
//!
//! Every function takes the market's prefix and gives an absolute path.

use outpost_domain::market::MarketLocale;

use crate::view::InfoPage;

/// The front page of a market.
pub fn home(prefix: MarketLocale) -> String {
    format!("/{prefix}")
}

/// Remembers a market and leads to `path` (what follows the prefix, query included) in it.
pub fn choose(prefix: MarketLocale, path: &str) -> String {
    let to = path.replace('%', "%25").replace('&', "%26").replace('+', "%2B");
    if to.is_empty() { format!("/{prefix}/choose") } else { format!("/{prefix}/choose?to={to}") }
}

/// A category.
pub fn category(prefix: MarketLocale, slug: &str) -> String {
    format!("/{prefix}/c/{slug}")
}

/// The results of a search; `q` is added by the form or the caller.
pub fn search(prefix: MarketLocale) -> String {
    format!("/{prefix}/search")
}

/// Suggestions for the search box.
pub fn suggest(prefix: MarketLocale) -> String {
    format!("/{prefix}/suggest")
}

/// A product.
pub fn product(prefix: MarketLocale, slug: &str) -> String {
    format!("/{prefix}/p/{slug}")
}

/// The cart.
pub fn cart(prefix: MarketLocale) -> String {
    format!("/{prefix}/cart")
}

/// Where lines are added.
pub fn cart_lines(prefix: MarketLocale) -> String {
    format!("/{prefix}/cart/lines")
}

/// One line, where its quantity is changed.
pub fn cart_line(prefix: MarketLocale, sku: &str) -> String {
    format!("/{prefix}/cart/lines/{sku}")
}

/// Where a removed line is put back.
pub fn cart_undo(prefix: MarketLocale) -> String {
    format!("/{prefix}/cart/undo")
}

/// Checkout, step one.
pub fn checkout(prefix: MarketLocale) -> String {
    format!("/{prefix}/checkout")
}

/// Checkout, step two.
pub fn checkout_delivery(prefix: MarketLocale) -> String {
    format!("/{prefix}/checkout/delivery")
}

/// Checkout, step three.
pub fn checkout_review(prefix: MarketLocale) -> String {
    format!("/{prefix}/checkout/review")
}

/// An order's status.
pub fn order(prefix: MarketLocale, number: &str) -> String {
    format!("/{prefix}/orders/{number}")
}

/// Paying an order.
pub fn order_pay(prefix: MarketLocale, number: &str) -> String {
    format!("/{prefix}/orders/{number}/pay")
}

/// Where an order's hold is extended.
pub fn order_hold(prefix: MarketLocale, number: &str) -> String {
    format!("/{prefix}/orders/{number}/hold")
}

/// Where an order's lines are put into the cart once more.
pub fn order_again(prefix: MarketLocale, number: &str) -> String {
    format!("/{prefix}/orders/{number}/again")
}

/// Finding an order.
pub fn track(prefix: MarketLocale) -> String {
    format!("/{prefix}/track")
}

/// An information page.
pub fn info(prefix: MarketLocale, page: InfoPage) -> String {
    format!("/{prefix}/pages/{}", page.slug())
}
