//! Languages, by their tags.

use serde::{Deserialize, Serialize};
use tinystr::TinyAsciiStr;

use crate::text_type::ascii_type;

/// A language of pages and texts: a BCP 47 tag in lower case, e.g. `de` or `pt-br`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "TinyAsciiStr<12>", into = "TinyAsciiStr<12>")]
pub struct Locale(TinyAsciiStr<12>);

/// The text is no language tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a language tag such as de or pt-br")]
pub struct UnknownLocale;

impl Locale {
    /// The language that the shop's own texts are written in first, for staff and for whoever asks for none.
    pub const ENGLISH: Self = Self::from_static("en");

    /// The tag, e.g. `de`.
    pub fn code(&self) -> &str {
        self.as_str()
    }

    /// The language without script and region: `pt` of `pt-br`.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl TryFrom<TinyAsciiStr<12>> for Locale {
    type Error = UnknownLocale;

    fn try_from(tag: TinyAsciiStr<12>) -> Result<Self, UnknownLocale> {
        let is_subtag = |part: &str| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        let is_language = |part: &str| part.len() <= 3 && part.bytes().all(|b| b.is_ascii_lowercase());
        let valid = tag.split('-').all(is_subtag) && tag.split('-').next().is_some_and(is_language);
        if valid { Ok(Self(tag)) } else { Err(UnknownLocale) }
    }
}

ascii_type!(Locale, 12, UnknownLocale);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_language_tags_are_locales() {
        for tag in ["en", "ar", "pt-br", "zh-hant", "gsw", "zh-hant-tw"] {
            assert_eq!(tag.parse().map(|locale: Locale| locale.to_string()), Ok(tag.to_owned()));
        }
        for text in ["", "e", "EN", "en-", "-en", "en_gb", "engl", "e1", "en gb", "zh-hant-tw-x-y"] {
            assert_eq!(text.parse::<Locale>(), Err(UnknownLocale), "{text:?}");
        }
        assert_eq!(Locale::from_static("pt-br").language(), "pt");
    }
}
