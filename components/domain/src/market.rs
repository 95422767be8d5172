//! Markets and locales, as the first segment of an address names them: `/en-gb/…`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// English.
    En,
    /// German.
    De,
    /// Japanese.
    Ja,
}

impl Locale {
    /// Every locale, the fallback first.
    pub const ALL: [Self; 3] = [Self::En, Self::De, Self::Ja];

    /// The BCP 47 language tag, e.g. `de`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Ja => "ja",
        }
    }

    /// `ltr` or `rtl`, for the `dir` attribute.
    pub const fn direction(self) -> &'static str {
        "ltr"
    }
}

/// A market: where the shop sells, in one currency, under one price list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Market {
    /// United Kingdom, GBP.
    Gb,
    /// Germany and neighbours, EUR.
    De,
    /// Japan, JPY.
    Jp,
}

impl Market {
    /// Every market, the fallback first.
    pub const ALL: [Self; 3] = [Self::Gb, Self::De, Self::Jp];

    /// The code used in the URL and in the database, e.g. `gb`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gb => "gb",
            Self::De => "de",
            Self::Jp => "jp",
        }
    }

    /// The currency of its price list.
    pub const fn currency(self) -> crate::money::Currency {
        match self {
            Self::Gb => crate::money::Currency::Gbp,
            Self::De => crate::money::Currency::Eur,
            Self::Jp => crate::money::Currency::Jpy,
        }
    }

    /// The locales its pages come in, its own first.
    pub const fn locales(self) -> &'static [Locale] {
        match self {
            Self::Gb => &[Locale::En],
            Self::De => &[Locale::De, Locale::En],
            Self::Jp => &[Locale::Ja, Locale::En],
        }
    }
}

/// The first segment of a shop URL: a locale and a market that go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MarketLocale {
    /// The language of the page.
    pub locale: Locale,
    /// The market it sells to.
    pub market: Market,
}

/// The text is no prefix of the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a market of this shop")]
pub struct UnknownMarketLocale;

impl MarketLocale {
    /// Every prefix, market by market, each market's own locale first.
    pub fn all() -> impl Iterator<Item = Self> {
        Market::ALL.into_iter().flat_map(|market| market.locales().iter().map(move |&locale| Self { locale, market }))
    }

    /// The tag of `hreflang` and `lang`, e.g. `en-GB`.
    pub fn language_tag(self) -> String {
        format!("{}-{}", self.locale.code(), self.market.code().to_ascii_uppercase())
    }

    /// The best prefix for an `Accept-Language` header: an exact tag, else the language, else the first.
    ///
    /// Malformed parts of the header are ignored.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut wanted: Vec<(u32, &str)> = accept_language
            .split(',')
            .take(20)
            .filter_map(|part| {
                let (tag, quality) = part.split_once(";q=").unwrap_or((part, "1"));
                let quality: f32 = quality.trim().parse().ok()?;
                (0.0..=1.0).contains(&quality).then_some(((quality * 1000.0) as u32, tag.trim()))
            })
            .filter(|(quality, _)| *quality > 0)
            .collect();
        wanted.sort_by_key(|(quality, _)| std::cmp::Reverse(*quality));
        wanted.iter().find_map(|(_, tag)| Self::for_tag(tag)).unwrap_or(Self { locale: Locale::En, market: Market::Gb })
    }

    fn for_tag(tag: &str) -> Option<Self> {
        let lower = tag.to_ascii_lowercase();
        if let Ok(exact) = lower.parse() {
            return Some(exact);
        }
        let language = lower.split('-').next()?;
        Market::ALL
            .into_iter()
            .map(|market| Self { locale: market.locales()[0], market })
            .find(|prefix| prefix.locale.code() == language)
    }
}

impl fmt::Display for MarketLocale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.locale.code(), self.market.code())
    }
}

impl FromStr for MarketLocale {
    type Err = UnknownMarketLocale;

    fn from_str(text: &str) -> Result<Self, UnknownMarketLocale> {
        Self::all().find(|prefix| prefix.to_string() == text).ok_or(UnknownMarketLocale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_language_chooses_the_nearest_market() {
        let check =
            |header: &str, expect: &str| assert_eq!(MarketLocale::negotiate(header).to_string(), expect, "{header:?}");
        check("de-DE,de;q=0.9,en;q=0.8", "de-de");
        check("de-AT", "de-de");
        check("en-US,en;q=0.5", "en-gb");
        check("ja", "ja-jp");
        check("en-JP", "en-jp");
        check("fr,ja;q=0.3", "ja-jp");
        check("ja;q=0,de;q=0.1", "de-de");
        check(";;;q=x,*", "en-gb");
        check("", "en-gb");
    }

    #[test]
    fn a_locale_that_a_market_does_not_have_is_refused() {
        assert_eq!("ja-gb".parse::<MarketLocale>(), Err(UnknownMarketLocale));
        assert_eq!("en-de".parse::<MarketLocale>().map(MarketLocale::language_tag), Ok("en-DE".to_owned()));
    }
}
