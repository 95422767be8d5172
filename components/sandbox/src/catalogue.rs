//! The texts of the hosted page: the catalogues `web/locales/<locale>/sandbox.ftl` (Fluent).

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of the hosted page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    German,
    Japanese,
}

impl Language {
    const ALL: [Self; 3] = [Self::English, Self::German, Self::Japanese];

    /// The tag of `lang`.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Japanese => "ja",
        }
    }

    const fn source(self) -> &'static str {
        match self {
            Self::English => include_str!("../../../web/locales/en/sandbox.ftl"),
            Self::German => include_str!("../../../web/locales/de/sandbox.ftl"),
            Self::Japanese => include_str!("../../../web/locales/ja/sandbox.ftl"),
        }
    }

    /// The language of a tag such as `de-AT`.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.code() == primary)
    }

    /// The best language for an `Accept-Language` header; English where none fits.
    pub(crate) fn negotiate(accept_language: &str) -> Self {
        let mut wanted: Vec<(f32, Self)> = Vec::new();
        for part in accept_language.split(',').take(20) {
            let (tag, quality) = part.split_once(";q=").unwrap_or((part, "1"));
            let quality: f32 = quality.trim().parse().unwrap_or(0.0);
            wanted.extend(Self::of_tag(tag).filter(|_| quality > 0.0).map(|language| (quality, language)));
        }
        // Stable: of equal ones the first counts.
        wanted.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        wanted.first().map_or(Self::English, |(_, language)| *language)
    }

    /// An amount in this language: `12.50 GBP`, `1.234,50 EUR`, `1,234 JPY`.
    pub(crate) fn money(self, minor: i64, currency: &str) -> String {
        let decimals = decimals(currency);
        let (thousands, mark) = if self == Self::German { ('.', ',') } else { (',', '.') };
        let unit = 10_u64.pow(decimals);
        let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
        let digits = whole.to_string();
        let mut text = String::new();
        for (at, digit) in digits.char_indices() {
            if at > 0 && (digits.len() - at) % 3 == 0 {
                text.push(thousands);
            }
            text.push(digit);
        }
        if decimals > 0 {
            text += &format!("{mark}{rest:0width$}", width = decimals as usize);
        }
        format!("{text}\u{a0}{currency}")
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        static BUNDLES: [OnceLock<FluentBundle<FluentResource>>; 3] = [const { OnceLock::new() }; 3];
        BUNDLES[self as usize].get_or_init(|| {
            let language: LanguageIdentifier = self.code().parse().unwrap_or_default();
            let mut bundle = FluentBundle::new_concurrent(vec![language]);
            bundle.set_use_isolating(false);
            let resource = FluentResource::try_new(self.source().to_owned());
            bundle.add_resource_overriding(resource.unwrap_or_else(|(readable, _)| readable));
            bundle
        })
    }

    /// A message without arguments.
    pub(crate) fn text(self, key: &str) -> String {
        self.format(key, &[])
    }

    /// A message with arguments. A key that no catalogue has is returned: a test finds such keys.
    pub(crate) fn format(self, key: &str, arguments: &[(&'static str, &str)]) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else { return key.to_owned() };
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
    }
}

/// Decimals of a currency (ISO 4217).
fn decimals(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND" | "VUV"
        | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(language: Language) -> BTreeSet<&'static str> {
        let lines = language.source().lines();
        let starts = lines.filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
        starts.filter_map(|line| line.split_once(" = ").map(|(key, _)| key)).collect()
    }

    #[test]
    fn every_language_has_every_message() {
        for language in Language::ALL {
            assert!(FluentResource::try_new(language.source().to_owned()).is_ok(), "{language:?}");
            assert_eq!(keys(language), keys(Language::English), "{language:?}");
        }
    }

    #[test]
    fn every_key_of_the_pages_has_a_message_and_every_message_is_used() {
        let pages = [
            include_str!("page/card_form.rs"),
            include_str!("page/challenge.rs"),
            include_str!("page/layout.rs"),
            include_str!("page/message.rs"),
            include_str!("page/voucher.rs"),
        ]
        .concat();
        for key in keys(Language::English) {
            assert!(pages.contains(&format!("\"{key}\"")), "{key} is not used");
        }
        for key in ["card-number", "challenge-heading", "voucher-heading", "closed-heading", "banner"] {
            assert_ne!(Language::English.text(key), key);
        }
    }

    #[test]
    fn the_language_that_a_browser_likes_best_is_chosen() {
        assert_eq!(Language::negotiate("fr, de-AT;q=0.8, ja;q=0.9"), Language::Japanese);
        assert_eq!(Language::negotiate("de-AT, en;q=0.5"), Language::German);
        assert_eq!(Language::negotiate("fr"), Language::English);
        assert_eq!(Language::negotiate(";q=x,,,"), Language::English);
    }

    #[test]
    fn amounts_have_the_decimals_of_their_currency() {
        assert_eq!(Language::English.money(123_450, "GBP"), "1,234.50\u{a0}GBP");
        assert_eq!(Language::German.money(123_456_705, "EUR"), "1.234.567,05\u{a0}EUR");
        assert_eq!(Language::Japanese.money(1_200, "JPY"), "1,200\u{a0}JPY");
        assert_eq!(Language::English.money(1_005, "KWD"), "1.005\u{a0}KWD");
    }
}
