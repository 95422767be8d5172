//! The routes of the shop, each written once: the router, the links of pages and `robots.txt` are made from them.

use outpost_web_ui::route::Route;

/// The address of the shop, which leads to a market.
pub const ROOT: Route = Route::new("/");
/// What crawlers should not fetch.
pub const ROBOTS: Route = Route::new("/robots.txt");
/// The index of all sitemaps.
pub const SITEMAP_INDEX: Route = Route::new("/sitemap.xml");
/// The front page of a market.
pub const HOME: Route = Route::new("/{market}");
/// The front page with a slash too many.
pub const HOME_WITH_SLASH: Route = Route::new("/{market}/");
/// The cart.
pub const CART: Route = Route::not_crawled("/{market}/cart");
/// Where lines are added.
pub const CART_LINES: Route = Route::not_crawled("/{market}/cart/lines");
/// One line, where its quantity is changed.
/// Where a removed line is put back.
pub const CART_UNDO: Route = Route::not_crawled("/{market}/cart/undo");
/// Checkout, step one.
pub const CHECKOUT: Route = Route::not_crawled("/{market}/checkout");
/// Checkout, step two.
pub const CHECKOUT_DELIVERY: Route = Route::not_crawled("/{market}/checkout/delivery");
/// Checkout, step three.
pub const CHECKOUT_REVIEW: Route = Route::not_crawled("/{market}/checkout/review");
/// An order's status.
pub const ORDER: Route = Route::not_crawled("/{market}/orders/{number}");
/// Paying an order.
pub const ORDER_PAY: Route = Route::not_crawled("/{market}/orders/{number}/pay");
/// Where a payment's provider sends the shopper back.
pub const ORDER_PAYMENT: Route = Route::not_crawled("/{market}/orders/{number}/payments/{id}");
/// Where an order's hold is extended.
pub const ORDER_HOLD: Route = Route::not_crawled("/{market}/orders/{number}/hold");
/// Cancelling an order.
pub const ORDER_CANCELLATION: Route = Route::not_crawled("/{market}/orders/{number}/cancellation");
/// Where an order's lines are put into the cart again.
pub const ORDER_AGAIN: Route = Route::not_crawled("/{market}/orders/{number}/again");
/// Where a browser is made to forget its orders.
pub const ORDER_FORGETTING: Route = Route::not_crawled("/{market}/orders/{number}/forgetting");
/// Finding an order.
pub const TRACK: Route = Route::not_crawled("/{market}/track");
/// A customer's account, which another component serves.
pub const ACCOUNT: Route = Route::not_crawled("/{market}/account");
/// Making an account, which another component serves.
pub const REGISTER: Route = Route::not_crawled("/{market}/account/register");
/// The results of a search.
pub const SEARCH: Route = Route::not_crawled("/{market}/search");
/// Suggestions for the search box.
pub const SUGGEST: Route = Route::not_crawled("/{market}/suggest");
/// Remembers a market.
pub const CHOOSE: Route = Route::not_crawled("/{market}/choose");
/// A category.
pub const CATEGORY: Route = Route::new("/{market}/c/{slug}");
/// A product.
pub const PRODUCT: Route = Route::new("/{market}/p/{slug}");
/// An information page.
pub const INFO: Route = Route::new("/{market}/pages/{slug}");
/// A file of a market: one page of its sitemap.
pub const FILE: Route = Route::new("/{market}/{file}");

/// Every route of this component.
pub const ALL: [Route; 26] = [
    ROOT,
    ROBOTS,
    SITEMAP_INDEX,
    HOME,
    HOME_WITH_SLASH,
    CART,
    CART_LINES,
    CART_UNDO,
    CHECKOUT,
    CHECKOUT_DELIVERY,
    CHECKOUT_REVIEW,
    ORDER,
    ORDER_PAY,
    ORDER_PAYMENT,
    ORDER_HOLD,
    ORDER_CANCELLATION,
    ORDER_AGAIN,
    ORDER_FORGETTING,
    TRACK,
    SEARCH,
    SUGGEST,
    CHOOSE,
    CATEGORY,
    PRODUCT,
    INFO,
    FILE,
];

/// What `robots.txt` disallows: the beginning of every path that is not crawled, each once.
pub fn robots_rules() -> Vec<String> {
    let mut rules: Vec<String> = Vec::new();
    for rule in ALL.into_iter().chain([ACCOUNT]).filter_map(Route::robots_rule) {
        if !rules.iter().any(|known| rule.starts_with(known.as_str())) {
            rules.push(rule);
        }
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crawlers_are_kept_from_private_pages_by_few_rules() {
        let rules =
            ["/*/cart", "/*/checkout", "/*/orders/", "/*/track", "/*/search", "/*/suggest", "/*/choose", "/*/account"];
        assert_eq!(robots_rules(), rules);
    }
}
