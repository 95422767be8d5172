//! Every market of a shop with its languages.

use serde::Deserialize;

use super::{Locale, Market, MarketLocale};

/// A market with its languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct MarketEntry {
    /// The market.
    #[serde(flatten)]
    pub market: Market,
    /// The languages its pages come in, its own first; at least one.
    pub locales: Vec<Locale>,
}

impl MarketEntry {
    /// Its prefixes, its own language first.
    pub fn prefixes(&self) -> impl Iterator<Item = MarketLocale> + '_ {
        self.locales.iter().map(|&locale| MarketLocale { locale, market: self.market })
    }
}

/// The markets of a shop, the fallback first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markets(Vec<MarketEntry>);

impl Markets {
    /// These markets. One without a language is left out: it has no page.
    pub fn new(entries: impl IntoIterator<Item = MarketEntry>) -> Self {
        Self(entries.into_iter().filter(|entry| !entry.locales.is_empty()).collect())
    }

    /// Each market with its languages.
    pub fn entries(&self) -> &[MarketEntry] {
        &self.0
    }

    /// Every prefix, market by market, each market's own locale first.
    pub fn prefixes(&self) -> impl Iterator<Item = MarketLocale> + '_ {
        self.0.iter().flat_map(MarketEntry::prefixes)
    }

    /// The market with this code.
    pub fn market(&self, code: &str) -> Option<Market> {
        self.0.iter().map(|entry| entry.market).find(|market| market.code() == code)
    }

    /// The prefix that a text such as `en-gb` names.
    pub fn prefix(&self, text: &str) -> Option<MarketLocale> {
        let (locale, code) = text.rsplit_once('-')?;
        self.prefixes().find(|prefix| prefix.locale.code() == locale && prefix.market.code() == code)
    }

    /// The best prefix for an `Accept-Language` header: an exact tag, else the language, else the first. `None` where the
    /// shop has no market.
    ///
    /// Malformed parts of the header are ignored.
    pub fn negotiate(&self, accept_language: &str) -> Option<MarketLocale> {
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
        wanted.iter().find_map(|(_, tag)| self.for_tag(tag)).or_else(|| self.prefixes().next())
    }

    fn for_tag(&self, tag: &str) -> Option<MarketLocale> {
        let tag = tag.to_ascii_lowercase();
        let language = tag.split('-').next()?;
        let exact = self.prefixes().find(|prefix| prefix.language_tag().eq_ignore_ascii_case(&tag));
        let own = || self.0.iter().filter_map(|entry| entry.prefixes().next());
        exact.or_else(|| own().find(|prefix| prefix.locale.language() == language))
    }
}

#[cfg(test)]
mod tests {
    use crate::samples::{DE, EN_DE, markets};

    #[test]
    fn accept_language_chooses_the_nearest_market() {
        let check = |header: &str, expect: &str| {
            let found = markets().negotiate(header).map(|prefix| prefix.to_string());
            assert_eq!(found.as_deref(), Some(expect), "{header:?}");
        };
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
        assert_eq!(markets().prefix("ja-gb"), None);
        assert_eq!(markets().prefix("gb"), None);
        assert_eq!(markets().prefix("en-de"), Some(EN_DE));
        assert_eq!(EN_DE.language_tag(), "en-DE");
        assert_eq!(markets().market("de"), Some(DE));
    }
}
