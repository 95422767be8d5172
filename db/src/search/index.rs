//! The full-text index of each language. Statements are written for the English one and read from here for the others.

use std::borrow::Cow;
use std::sync::OnceLock;

use outpost_domain::market::Locale;

/// The languages with an index, the one that statements are written for first, and the FTS5 tables.
const INDEXES: [(Locale, &str); 3] = [
    (Locale::ENGLISH, "search_en"),
    (Locale::from_static("de"), "search_de"),
    (Locale::from_static("ja"), "search_ja"),
];

/// The languages with an index.
pub fn indexed_locales() -> impl Iterator<Item = Locale> {
    INDEXES.into_iter().map(|(locale, _)| locale)
}

fn number(locale: Locale) -> usize {
    INDEXES.iter().position(|(indexed, _)| *indexed == locale).unwrap_or(0)
}

/// The FTS5 table that holds a language's documents.
pub fn index_table(locale: Locale) -> &'static str {
    INDEXES[number(locale)].1
}

/// A statement for the index of a language.
pub fn localized(statement: &'static str, locale: Locale) -> Cow<'static, str> {
    match number(locale) {
        0 => Cow::Borrowed(statement),
        _ => Cow::Owned(statement.replace(INDEXES[0].1, index_table(locale))),
    }
}

/// A statement for each language, made when it is first needed.
pub(super) struct LocalizedStatement {
    english: &'static str,
    localized: [OnceLock<Cow<'static, str>>; INDEXES.len()],
}

impl LocalizedStatement {
    /// From the statement for English.
    pub(super) const fn new(english: &'static str) -> Self {
        Self { english, localized: [const { OnceLock::new() }; INDEXES.len()] }
    }

    /// The statement for a language.
    pub(super) fn get(&self, locale: Locale) -> &str {
        self.localized[number(locale)].get_or_init(|| localized(self.english, locale))
    }
}
