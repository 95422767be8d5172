//! What samples of every kind need: texts by locale and amounts by market.

use outpost_domain::market::{Locale, MarketLocale};
use outpost_domain::money::Money;

/// An amount of the market's currency that looks like `pence` there.
pub(super) fn money(market_locale: MarketLocale, pence: i64) -> Money {
    let currency = market_locale.market.currency();
    let minor = if currency.exponent() == 0 { pence * 2 } else { pence };
    Money::new(minor, currency)
}

/// The text of a locale out of English, German, Japanese.
pub(super) fn pick(locale: Locale, texts: &[&'static str; 3]) -> &'static str {
    match locale.language() {
        "de" => texts[1],
        "ja" => texts[2],
        _ => texts[0],
    }
}
