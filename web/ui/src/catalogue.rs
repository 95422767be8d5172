//! The languages of the shop: each folder of `web/locales` is one, with its messages and the texts of its pages.

use std::sync::OnceLock;

use outpost_domain::market::Locale;

use crate::messages::Messages;

include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));

/// The files of one language.
pub(crate) struct Catalogue {
    code: &'static str,
    /// Fluent.
    pub(crate) sources: &'static [&'static str],
    pages: &'static [(&'static str, &'static str)],
    messages: OnceLock<Messages>,
}

impl Catalogue {
    const fn new(
        code: &'static str,
        sources: &'static [&'static str],
        pages: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { code, sources, pages, messages: OnceLock::new() }
    }

    /// The catalogue of a locale, else of its language, else the English one.
    pub(crate) fn of(locale: Locale) -> &'static Self {
        let find = |code: &str| CATALOGUES.iter().find(|catalogue| catalogue.code == code);
        find(locale.code()).or_else(|| find(locale.language())).unwrap_or(&CATALOGUES[0])
    }

    /// The messages, read at the first call.
    pub(crate) fn messages(&'static self, locale: Locale) -> &'static Messages {
        self.messages.get_or_init(|| Messages::with(locale, &[]))
    }
}

/// Every language that has a catalogue, the fallback first.
pub fn locales() -> impl Iterator<Item = Locale> {
    CATALOGUES.iter().map(|catalogue| Locale::from_static(catalogue.code))
}

/// The text of a page by its name, such as `returns`, in the language where it has one, else in English.
pub fn page_text(locale: Locale, name: &str) -> Option<&'static str> {
    let find = |catalogue: &Catalogue| catalogue.pages.iter().find(|(page, _)| *page == name).map(|(_, text)| *text);
    find(Catalogue::of(locale)).or_else(|| find(&CATALOGUES[0]))
}
