//! One locale's messages.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use outpost_domain::market::Locale;
use unic_langid::LanguageIdentifier;

use super::number;

/// The catalogue files of one locale.
macro_rules! files {
    ($locale:literal) => {
        [
            include_str!(concat!("../../../locales/", $locale, "/shell.ftl")),
            include_str!(concat!("../../../locales/", $locale, "/shop.ftl")),
            include_str!(concat!("../../../locales/", $locale, "/checkout.ftl")),
            include_str!(concat!("../../../locales/", $locale, "/order.ftl")),
            include_str!(concat!("../../../locales/", $locale, "/format.ftl")),
        ]
    };
}

pub(super) fn sources(locale: Locale) -> [&'static str; 5] {
    match locale {
        Locale::En => files!("en"),
        Locale::De => files!("de"),
        Locale::Ja => files!("ja"),
    }
}

/// The messages of one locale.
pub(crate) struct Words {
    /// The locale they are in.
    pub(crate) locale: Locale,
    plain: HashMap<&'static str, Cow<'static, str>>,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The catalogue of a locale, read at the first call.
    pub(crate) fn of(locale: Locale) -> &'static Self {
        static CATALOGUES: [OnceLock<Words>; 3] = [const { OnceLock::new() }; 3];
        CATALOGUES[locale as usize].get_or_init(|| Self::read(locale))
    }

    /// A message without arguments. A key that no catalogue has gives the key: a test finds such keys.
    pub(crate) fn get(&'static self, key: &'static str) -> &'static str {
        self.find(key).unwrap_or(key)
    }

    /// A message without arguments whose key is made at run time, such as a country's name.
    pub(crate) fn find(&'static self, key: &str) -> Option<&'static str> {
        self.plain.get(key).map(|text| &**text)
    }

    /// A message with arguments.
    pub(crate) fn with(&self, key: &str, arguments: &[(&'static str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
    }

    /// A message about a number of things: `$count` chooses the form, `$shown` is the number with its separators.
    pub(crate) fn count(&self, key: &str, count: u64) -> String {
        self.with(key, &[("count", FluentValue::from(count)), ("shown", number(self.locale, count).into())])
    }

    /// Most messages are one line of mere text and are taken as they stand; Fluent reads the rest. An instance lives for
    /// some hundred requests only, so reading counts.
    fn read(locale: Locale) -> Self {
        let mut plain: HashMap<&'static str, Cow<'static, str>> = HashMap::new();
        let mut rest = String::new();
        for source in sources(locale) {
            for message in messages(source) {
                match mere_text(message) {
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
        let keys = sources(locale).into_iter().flat_map(message_keys).filter(|key| !plain.contains_key(key));
        let texts: Vec<_> = keys.filter_map(|key| Some((key, without_arguments(&bundle, key)?.into()))).collect();
        plain.extend(texts);
        Self { locale, plain, bundle }
    }
}

/// A message of one line of mere text, straight out of its catalogue file: for words of a language of which a page says
/// no more than its name.
pub(crate) fn name_in(locale: Locale, key: &str) -> &'static str {
    let lines = sources(locale).into_iter().flat_map(str::lines);
    lines.filter_map(|line| line.strip_prefix(key)?.strip_prefix(" = ")).next().unwrap_or_default()
}

/// The messages of a catalogue file with the lines that go on with them; comments and blank lines are left out.
fn messages(source: &'static str) -> impl Iterator<Item = &'static str> {
    let is_start = |at: &usize| source[*at..].starts_with(|first: char| first.is_ascii_lowercase());
    let lines = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1));
    let mut starts = lines.filter(is_start).peekable();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        Some(&source[start..starts.peek().copied().unwrap_or(source.len())])
    })
}

/// Key and text of a message that is one line and has neither arguments nor forms.
fn mere_text(message: &'static str) -> Option<(&'static str, &'static str)> {
    let (key, text) = message.trim_end().split_once(" = ")?;
    (!text.contains(['{', '}', '\n', '#'])).then_some((key, text.trim()))
}

/// The keys of the messages in a catalogue file: what stands before ` =` at the beginning of a line.
pub(super) fn message_keys(source: &'static str) -> impl Iterator<Item = &'static str> {
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
