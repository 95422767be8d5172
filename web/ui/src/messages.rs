//! The catalogues of messages in `web/locales` (Fluent), read once for each locale and kept.
//!
//! A message without arguments becomes text when its catalogue is read: using it later is one look-up.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use outpost_domain::market::Locale;
use unic_langid::LanguageIdentifier;

use crate::catalogue::Catalogue;

fn sources(locale: Locale) -> &'static [&'static str] {
    Catalogue::of(locale).sources
}

/// The messages of one locale, and perhaps of one application.
pub struct Messages {
    locale: Locale,
    plain: HashMap<&'static str, Cow<'static, str>>,
    bundle: FluentBundle<FluentResource>,
}

impl Messages {
    /// The catalogue of a locale, read at the first call.
    pub(crate) fn for_locale(locale: Locale) -> &'static Self {
        Catalogue::of(locale).messages(locale)
    }

    /// The locale of the messages.
    pub(crate) fn locale(&self) -> Locale {
        self.locale
    }

    /// A message without arguments. A key that no catalogue has returns the key: a test finds such keys.
    pub(crate) fn get(&'static self, key: &'static str) -> &'static str {
        self.find(key).unwrap_or(key)
    }

    /// A message without arguments whose key is made at run time, such as the name of a country.
    pub(crate) fn find(&'static self, key: &str) -> Option<&'static str> {
        self.plain.get(key).map(|text| &**text)
    }

    /// A message with arguments, of which it may use none.
    pub(crate) fn format(&'static self, key: &'static str, arguments: &[(&'static str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return self.get(key).to_owned();
        };
        let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
    }

    /// Most messages are one line of plain text and need no Fluent; the bundle reads the rest. An instance of a
    /// component serves only some hundred requests, so the time to read counts.
    ///
    /// `more` are catalogues that only one application has.
    pub fn with(locale: Locale, more: &[&'static str]) -> Self {
        let all = || sources(locale).iter().copied().chain(more.iter().copied());
        let mut plain: HashMap<&'static str, Cow<'static, str>> = HashMap::new();
        let mut rest = String::new();
        for source in all() {
            for message in messages(source) {
                match plain_text(message) {
                    Some((key, text)) => {
                        plain.insert(key, text.into());
                    }
                    None => rest.extend([message, "\n"]),
                }
            }
        }
        let language: LanguageIdentifier = locale.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolation marks would end up in titles and JSON-LD; names here never mix directions within a sentence.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(FluentResource::try_new(rest).unwrap_or_else(|(readable, _)| readable));
        let keys = all().flat_map(message_keys).filter(|key| !plain.contains_key(key));
        let texts: Vec<_> = keys.filter_map(|key| Some((key, without_arguments(&bundle, key)?.into()))).collect();
        plain.extend(texts);
        Self { locale, plain, bundle }
    }
}

/// A message of one line of plain text in another locale than the page's, straight from its catalogue file. Footers
/// name every language in itself: that is no reason to read all catalogues.
pub(crate) fn in_locale(locale: Locale, key: &str) -> &'static str {
    let lines = sources(locale).iter().copied().flat_map(str::lines);
    lines.filter_map(|line| line.strip_prefix(key)?.strip_prefix(" = ")).next().unwrap_or_default()
}

/// The messages of a catalogue file, continuation lines included; comments and blank lines are left out.
fn messages(source: &'static str) -> impl Iterator<Item = &'static str> {
    let is_start = |at: &usize| source[*at..].starts_with(|first: char| first.is_ascii_lowercase());
    let lines = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1));
    let mut starts = lines.filter(is_start).peekable();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        Some(&source[start..starts.peek().copied().unwrap_or(source.len())])
    })
}

/// Key and text of a message of one line that has neither arguments nor plural forms.
fn plain_text(message: &'static str) -> Option<(&'static str, &'static str)> {
    let (key, text) = message.trim_end().split_once(" = ")?;
    (!text.contains(['{', '}', '\n', '#'])).then_some((key, text.trim()))
}

/// The keys of a catalogue file: the text before ` =` at the beginning of a line.
fn message_keys(source: &'static str) -> impl Iterator<Item = &'static str> {
    source
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key))
}

fn without_arguments(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
    errors.is_empty().then_some(text)
}
