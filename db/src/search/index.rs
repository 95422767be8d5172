//! The full-text index of each language. Statements are written for the English one and read from here for the others.

use std::borrow::Cow;
use std::sync::OnceLock;

use outpost_domain::market::Locale;

/// The index that statements are written for.
const ENGLISH: &str = "search_en";

/// The FTS5 table that holds a language's documents.
pub const fn index_table(locale: Locale) -> &'static str {
    match locale {
        Locale::En => ENGLISH,
        Locale::De => "search_de",
        Locale::Ja => "search_ja",
    }
}

/// A statement for the index of a language.
pub fn localized(statement: &'static str, locale: Locale) -> Cow<'static, str> {
    match locale {
        Locale::En => Cow::Borrowed(statement),
        Locale::De | Locale::Ja => Cow::Owned(statement.replace(ENGLISH, index_table(locale))),
    }
}

/// A statement for each language, made when it is first needed.
pub(super) struct LocalizedStatement {
    english: &'static str,
    german: OnceLock<Cow<'static, str>>,
    japanese: OnceLock<Cow<'static, str>>,
}

impl LocalizedStatement {
    /// From the statement for English.
    pub(super) const fn new(english: &'static str) -> Self {
        Self { english, german: OnceLock::new(), japanese: OnceLock::new() }
    }

    /// The statement for a language.
    pub(super) fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::En => self.english,
            Locale::De => self.german.get_or_init(|| localized(self.english, locale)),
            Locale::Ja => self.japanese.get_or_init(|| localized(self.english, locale)),
        }
    }
}
