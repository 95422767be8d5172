//! What every part of a page needs at hand: the page's surroundings and the words of its language.

use fluent_bundle::FluentValue;
use outpost_domain::money::Money;

use crate::view::Shell;
use crate::words::{self, Words};

/// The surroundings of a page and the words of its language.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The surroundings.
    pub(crate) shell: &'a Shell,
    /// The words.
    pub(crate) words: &'static Words,
}

impl<'a> Context<'a> {
    /// The context of a page.
    pub(crate) fn new(shell: &'a Shell) -> Self {
        Self { shell, words: Words::of(shell.prefix.locale) }
    }

    /// A message without arguments.
    pub(crate) fn say(self, key: &'static str) -> &'static str {
        self.words.get(key)
    }

    /// A message with arguments.
    pub(crate) fn tell(self, key: &'static str, arguments: &[(&'static str, FluentValue<'_>)]) -> String {
        self.words.with(key, arguments)
    }

    /// A message about a name, argument `$name`.
    pub(crate) fn name(self, key: &'static str, name: &str) -> String {
        self.tell(key, &[("name", name.into())])
    }

    /// A message about a number of things.
    pub(crate) fn count(self, key: &'static str, count: u64) -> String {
        self.words.count(key, count)
    }

    /// An amount in the way of the locale.
    pub(crate) fn money(self, amount: Money) -> String {
        words::money(self.words.locale, amount)
    }

    /// A whole number in the way of the locale.
    pub(crate) fn number(self, value: u64) -> String {
        words::number(self.words.locale, value)
    }

    /// The name of a country, from the catalogue or else as given.
    pub(crate) fn country(self, code: &str, otherwise: &str) -> String {
        let known = self.words.find(&format!("country-{}", code.to_ascii_lowercase()));
        known.unwrap_or(if otherwise.is_empty() { code } else { otherwise }).to_owned()
    }
}
