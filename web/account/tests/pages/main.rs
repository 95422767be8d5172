//! Every sample page in every market, held to the rules that all pages share.

#[allow(dead_code, reason = "the shop's tests use the rest")]
#[path = "../../../shop/tests/pages/html.rs"]
mod html;

use std::collections::BTreeSet;

use html::Element;
use outpost_domain::market::MarketLocale;
use outpost_web_account::samples::{self, Sample};

fn each(check: impl Fn(&str, &Sample, &[Element])) {
    for market_locale in MarketLocale::all() {
        for sample in samples::all(market_locale) {
            let name = format!("{market_locale}/{}", sample.name);
            match html::read(&sample.html) {
                Ok(elements) => check(&name, &sample, &elements),
                Err(problem) => panic!("{name}: {problem}"),
            }
        }
    }
}

#[test]
fn every_page_has_one_heading_one_main_and_unique_ids_and_is_kept_out_of_search_engines() {
    each(|name, _, elements| {
        let count = |tag: &str| elements.iter().filter(|element| element.name == tag).count();
        assert_eq!((count("h1"), count("main"), count("title")), (1, 1, 1), "{name}");
        let robots = elements.iter().find(|element| element.get("name") == Some("robots"));
        assert_eq!(robots.and_then(|element| element.get("content")), Some("noindex"), "{name}");
        let mut seen = BTreeSet::new();
        for id in elements.iter().filter_map(|element| element.get("id")) {
            assert!(seen.insert(id.to_owned()), "{name}: id {id} twice");
        }
    });
}

#[test]
fn everything_that_is_referred_to_exists_and_every_field_has_a_label() {
    each(|name, _, elements| {
        let ids: BTreeSet<&str> = elements.iter().filter_map(|element| element.get("id")).collect();
        for element in elements {
            for attribute in ["for", "aria-describedby", "aria-labelledby"] {
                for id in element.get(attribute).unwrap_or("").split_whitespace() {
                    assert!(ids.contains(id), "{name}: {attribute}={id} in {element:?}");
                }
            }
            if let Some(id) = element.get("href").and_then(|href| href.strip_prefix('#')) {
                assert!(ids.contains(id), "{name}: link to #{id}");
            }
        }
        let labelled: BTreeSet<&str> = elements.iter().filter_map(|element| element.get("for")).collect();
        for field in elements.iter().filter(|element| ["input", "select"].contains(&element.name.as_str())) {
            let hidden = field.get("type") == Some("hidden");
            assert!(hidden || field.get("id").is_some_and(|id| labelled.contains(id)), "{name}: {field:?}");
        }
    });
}

#[test]
fn password_managers_know_every_password_field_and_no_password_is_ever_filled_in() {
    each(|name, _, elements| {
        for field in elements.iter().filter(|element| element.get("type") == Some("password")) {
            let known = field.get("autocomplete").is_some_and(|token| token.ends_with("-password"));
            assert!(known && field.get("value").is_none_or(str::is_empty), "{name}: {field:?}");
            assert!(field.get("pattern").is_none() && field.get("onpaste").is_none(), "{name}: {field:?}");
        }
    });
}

#[test]
fn nothing_is_inline_that_the_content_policy_forbids() {
    each(|name, _, elements| {
        for element in elements {
            assert_ne!(element.name, "style", "{name}");
            for attribute in element.attributes.keys() {
                assert!(attribute != "style" && !attribute.starts_with("on"), "{name}: {attribute} in {element:?}");
            }
            assert!(element.name != "script" || element.get("src").is_some(), "{name}: {element:?}");
        }
    });
}

#[test]
fn no_page_shows_a_key_instead_of_its_message() {
    each(|name, sample, _| {
        let main = sample.html.split_once("<body>").map_or("", |(_, body)| body);
        let texts = main.split('>').filter_map(|part| part.split_once('<').map(|(text, _)| text.trim()));
        for text in texts.filter(|text| text.contains('-') && text.len() > 3) {
            let key = text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
            assert!(!key, "{name}: {text}");
            assert!(!text.contains("{ $") && !text.contains("{$"), "{name}: {text}");
        }
    });
}

#[test]
fn what_a_person_types_is_escaped() {
    each(|name, sample, _| {
        if sample.name == "register-errors" {
            assert!(sample.html.contains("Ada &lt;b&gt;") && !sample.html.contains("Ada <b>"), "{name}");
        }
    });
}
