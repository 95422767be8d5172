//! Paths below the first segment of every address, which names market and locale.

use outpost_domain::market::MarketLocale;

/// The absolute path of `rest` (empty, or with its leading `/`) in a market: `/en-gb/cart`.
pub fn in_market(market_locale: MarketLocale, rest: &str) -> String {
    format!("/{market_locale}{rest}")
}
