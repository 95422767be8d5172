//! The catalogues agree with each other and with the code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use fluent_bundle::FluentResource;
use outpost_domain::market::Locale;

use super::catalogue::{message_keys, sources};

/// Each message's key with the arguments it names.
fn messages(locale: Locale) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
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

fn source_files(folder: &Path, text: &mut String) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            source_files(&path, text)?;
        } else {
            text.push_str(&fs::read_to_string(path)?);
        }
    }
    Ok(())
}

#[test]
fn every_catalogue_can_be_read() {
    for locale in Locale::ALL {
        for source in sources(locale) {
            let problems = FluentResource::try_new(source.to_owned()).err().map(|(_, problems)| problems);
            assert!(problems.is_none(), "{locale:?}: {problems:?}");
        }
    }
}

#[test]
fn every_message_is_there_in_every_locale_and_names_arguments_that_exist() {
    let english = messages(Locale::En);
    for locale in [Locale::De, Locale::Ja] {
        let other = messages(locale);
        assert_eq!(english.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{locale:?}");
        for (key, arguments) in &other {
            // `$count` and `$shown` always come together; a language need not use both.
            let allowed = ["count", "shown"].into_iter().collect::<BTreeSet<_>>();
            let known: BTreeSet<_> = english[key].union(&allowed).copied().collect();
            assert!(arguments.is_subset(&known), "{locale:?}: {key} names {arguments:?}");
        }
    }
}

#[test]
fn every_message_is_said_somewhere_and_every_key_said_exists() -> io::Result<()> {
    let mut code = String::new();
    source_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code)?;
    let known = messages(Locale::En);
    for key in known.keys() {
        let made_up = ["country-", "market-"].iter().any(|prefix| key.starts_with(prefix));
        assert!(made_up || code.contains(&format!("\"{key}\"")), "{key} is never said");
    }
    let said = ["say(\"", "tell(\"", "count(\"", "name(\"", "say(key, \""];
    for call in said {
        for key in code.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(!key.contains('-') || known.contains_key(key), "{key} is said but not in the catalogues");
        }
    }
    Ok(())
}
