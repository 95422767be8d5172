//! Statements that name the search index of a language.

use std::sync::OnceLock;

use outpost_domain::market::Locale;

/// The index that the statements are written for.
const ENGLISH: &str = "search_en";

/// A statement for each language.
pub(super) struct Languages {
    english: &'static str,
    german: OnceLock<String>,
    japanese: OnceLock<String>,
}

impl Languages {
    /// From the statement for English.
    pub(super) const fn new(english: &'static str) -> Self {
        Self { english, german: OnceLock::new(), japanese: OnceLock::new() }
    }

    /// The statement for a language.
    pub(super) fn statement(&self, locale: Locale) -> &str {
        match locale {
            Locale::En => self.english,
            Locale::De => self.german.get_or_init(|| self.english.replace(ENGLISH, "search_de")),
            Locale::Ja => self.japanese.get_or_init(|| self.english.replace(ENGLISH, "search_ja")),
        }
    }
}
