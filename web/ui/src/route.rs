//! The address of a page, written once: its pattern for the router, and the paths that it stands for.

use outpost_domain::market::MarketLocale;

/// The parameter that stands for market and locale at the beginning of a pattern.
const MARKET: &str = "/{market}";

/// A route: a pattern with parameters in braces, e.g. `/{market}/orders/{number}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    pattern: &'static str,
    is_crawled: bool,
}

impl Route {
    /// A route that search engines may follow.
    pub const fn new(pattern: &'static str) -> Self {
        Self { pattern, is_crawled: true }
    }

    /// A route that `robots.txt` keeps search engines from.
    pub const fn not_crawled(pattern: &'static str) -> Self {
        Self { pattern, is_crawled: false }
    }

    /// The pattern, as a router takes it.
    pub const fn pattern(self) -> &'static str {
        self.pattern
    }

    /// The path in a market, its other parameters filled in by `values` in their order. Values are safe in a path.
    pub fn path(self, market_locale: MarketLocale, values: &[&str]) -> String {
        let rest = self.pattern.strip_prefix(MARKET).unwrap_or(self.pattern);
        let mut path = format!("/{market_locale}");
        let mut values = values.iter();
        for segment in rest.split('/').skip(1) {
            path.push('/');
            if segment.starts_with('{') { path.extend(values.next().copied()) } else { path.push_str(segment) }
        }
        path
    }

    /// The beginning of its paths in every market, as a rule in `robots.txt` names it; `None` where it may be crawled.
    pub fn robots_rule(self) -> Option<String> {
        let rest = self.pattern.strip_prefix(MARKET).filter(|_| !self.is_crawled)?;
        let fixed = rest.find('{').map_or(rest, |at| &rest[..at]);
        Some(format!("/*{fixed}"))
    }
}

impl From<Route> for &'static str {
    fn from(route: Route) -> Self {
        route.pattern
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_is_written_once_for_router_links_and_crawlers() {
        let prefix = outpost_domain::samples::EN_GB;
        let check = |route: Route, values: &[&str], path: &str, rule: Option<&str>| {
            assert_eq!(route.path(prefix, values), path);
            assert_eq!(route.robots_rule().as_deref(), rule, "{path}");
        };
        check(Route::new("/{market}"), &[], "/en-gb", None);
        check(Route::new("/{market}/c/{slug}"), &["lamps"], "/en-gb/c/lamps", None);
        check(Route::not_crawled("/{market}/track"), &[], "/en-gb/track", Some("/*/track"));
        check(
            Route::not_crawled("/{market}/orders/{number}/pay"),
            &["OUT-1"],
            "/en-gb/orders/OUT-1/pay",
            Some("/*/orders/"),
        );
    }
}
