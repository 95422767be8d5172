//! The catalogues agree with each other. That pages use every message is tested in `web/shop`.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use outpost_domain::market::Locale;
use outpost_domain::samples::EN;

use super::{Messages, message_keys, sources};
use crate::catalogue::locales;

/// Each message's key with the arguments it names.
fn arguments(locale: Locale) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut found = BTreeMap::new();
    for source in sources(locale) {
        let mut key = "";
        for line in source.lines() {
            if let Some(next) = message_keys(line).next() {
                key = next;
                assert!(found.insert(key, BTreeSet::new()).is_none(), "{locale:?}: {key} twice");
            }
            let names = line.split("{ $").skip(1).filter_map(|rest| rest.split([' ', '}']).next());
            found.entry(key).or_default().extend(names);
        }
    }
    found.remove("");
    found
}

#[test]
fn every_catalogue_can_be_read() {
    for locale in locales() {
        for source in sources(locale) {
            let problems = FluentResource::try_new((*source).to_owned()).err().map(|(_, problems)| problems);
            assert!(problems.is_none(), "{locale:?}: {problems:?}");
        }
    }
}

#[test]
fn every_locale_has_every_message_and_names_only_arguments_that_exist() {
    let english = arguments(EN);
    for locale in locales() {
        let other = arguments(locale);
        assert_eq!(english.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{locale:?}");
        for (key, names) in &other {
            // `$count` and `$shown` always come together; a language need not use both.
            let allowed = ["count", "shown"].into_iter().collect::<BTreeSet<_>>();
            let known: BTreeSet<_> = english[key].union(&allowed).copied().collect();
            assert!(names.is_subset(&known), "{locale:?}: {key} names {names:?}");
        }
    }
}

#[test]
fn a_message_that_uses_no_argument_is_shown_as_it_is() {
    let messages = Messages::for_locale(EN);
    let shown = messages.format("pay-in-store-again", &[("amount", "£1".into())]);
    assert_eq!(shown, messages.get("pay-in-store-again"));
    assert_ne!(shown, "pay-in-store-again");
}
