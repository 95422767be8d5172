//! Every sample page in every market, held to the rules that all pages share.

use outpost_domain::samples::prefixes;
use outpost_web_account::samples::{self, Sample};
use outpost_web_ui::testing::{self, Element};

fn each(check: impl Fn(&str, &Sample, &[Element])) {
    for market_locale in prefixes() {
        for sample in samples::all(market_locale) {
            let name = format!("{market_locale}/{}", sample.name);
            check(&name, &sample, &testing::elements(&name, &sample.html));
        }
    }
}

#[test]
fn every_page_has_one_heading_one_main_and_unique_ids_and_is_kept_out_of_search_engines() {
    each(|name, _, elements| {
        testing::has_one_heading_one_main_and_unique_ids(name, elements);
        let robots = elements.iter().find(|element| element.get("name") == Some("robots"));
        assert_eq!(robots.and_then(|element| element.get("content")), Some("noindex"), "{name}");
    });
}

#[test]
fn everything_that_is_referred_to_exists_and_every_field_has_a_label() {
    each(|name, _, elements| {
        testing::refers_to_what_exists(name, elements);
        testing::labels_its_fields(name, elements);
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
        testing::has_nothing_inline(name, elements);
        let has_source = |element: &Element| element.name != "script" || element.get("src").is_some();
        assert!(elements.iter().all(has_source), "{name}");
    });
}

#[test]
fn no_page_shows_a_key_instead_of_its_message() {
    each(|name, sample, _| testing::shows_no_keys(name, &sample.html));
}

#[test]
fn what_a_person_types_is_escaped() {
    each(|name, sample, _| {
        if sample.name == "register-errors" {
            assert!(sample.html.contains("Ada &lt;b&gt;") && !sample.html.contains("Ada <b>"), "{name}");
        }
    });
}
