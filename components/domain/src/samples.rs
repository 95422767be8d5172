//! Three markets to try with, as the seed has them: for tests and sample pages. Nothing that runs a shop names them.

use crate::market::{CountryCode, Locale, Market, MarketCode, MarketEntry, MarketLocale, Markets, Zone};
use crate::money::Currency;

/// English.
pub const EN: Locale = Locale::ENGLISH;
/// German.
pub const GERMAN: Locale = Locale::from_static("de");
/// Japanese.
pub const JAPANESE: Locale = Locale::from_static("ja");

/// Pence.
pub const GBP: Currency = Currency::from_static("GBP");
/// Cents.
pub const EUR: Currency = Currency::from_static("EUR");
/// No decimals.
pub const JPY: Currency = Currency::from_static("JPY");
/// Three decimals.
pub const KWD: Currency = Currency::from_static("KWD");

/// The United Kingdom, the fallback.
pub const GB: Market = market("gb", "GB", GBP, "Europe/London");
/// Germany, in two languages.
pub const DE: Market = market("de", "DE", EUR, "Europe/Berlin");
/// Japan, whose currency has no decimals.
pub const JP: Market = market("jp", "JP", JPY, "Asia/Tokyo");

/// English for the United Kingdom.
pub const EN_GB: MarketLocale = MarketLocale { locale: EN, market: GB };
/// German for Germany.
pub const DE_DE: MarketLocale = MarketLocale { locale: GERMAN, market: DE };
/// English for Germany.
pub const EN_DE: MarketLocale = MarketLocale { locale: EN, market: DE };
/// Japanese for Japan.
pub const JA_JP: MarketLocale = MarketLocale { locale: JAPANESE, market: JP };

/// The three markets with their languages.
pub fn markets() -> Markets {
    let entry = |market, locales: &[Locale]| MarketEntry { market, locales: locales.to_vec() };
    Markets::new([entry(GB, &[EN]), entry(DE, &[GERMAN, EN]), entry(JP, &[JAPANESE, EN])])
}

/// Their prefixes, market by market.
pub fn prefixes() -> Vec<MarketLocale> {
    markets().prefixes().collect()
}

const fn market(code: &'static str, country: &'static str, currency: Currency, zone: &'static str) -> Market {
    Market {
        code: MarketCode::from_static(code),
        country: CountryCode::from_static(country),
        currency,
        zone: Zone::from_static(zone),
    }
}
