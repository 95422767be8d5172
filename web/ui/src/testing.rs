//! The rules that every page keeps, for the tests of the applications: each panics with the name of the page.

mod html;

use std::collections::BTreeSet;

pub use html::Element;

/// The elements of a document.
pub fn elements(name: &str, html: &str) -> Vec<Element> {
    html::read(html).unwrap_or_else(|problem| panic!("{name}: {problem}"))
}

/// One heading, one main part, one title; no id twice.
pub fn has_one_heading_one_main_and_unique_ids(name: &str, elements: &[Element]) {
    for tag in ["h1", "main", "title"] {
        assert_eq!(elements.iter().filter(|element| element.name == tag).count(), 1, "{name}: {tag}");
    }
    let mut seen = BTreeSet::new();
    for id in elements.iter().filter_map(|element| element.get("id")) {
        assert!(seen.insert(id), "{name}: id {id} twice");
    }
}

/// Attributes and links that name an element of the page name one that is there.
pub fn refers_to_what_exists(name: &str, elements: &[Element]) {
    let ids: BTreeSet<&str> = elements.iter().filter_map(|element| element.get("id")).collect();
    for element in elements {
        for attribute in ["for", "aria-describedby", "aria-labelledby", "aria-controls", "popovertarget"] {
            for id in element.get(attribute).unwrap_or("").split_whitespace() {
                assert!(ids.contains(id), "{name}: {attribute}={id} in {element:?}");
            }
        }
        if let Some(id) = element.get("href").and_then(|href| href.strip_prefix('#')) {
            assert!(ids.contains(id), "{name}: link to #{id}");
        }
    }
}

/// Every field that is shown has a label.
pub fn labels_its_fields(name: &str, elements: &[Element]) {
    let labelled: BTreeSet<&str> = elements.iter().filter_map(|element| element.get("for")).collect();
    for field in elements.iter().filter(|element| ["input", "select"].contains(&element.name.as_str())) {
        let hidden = field.get("type") == Some("hidden");
        let is_named =
            field.inside.iter().any(|tag| tag == "label") || field.get("id").is_some_and(|id| labelled.contains(id));
        assert!(hidden || is_named, "{name}: {field:?}");
    }
}

/// No style and no script that the content policy forbids.
pub fn has_nothing_inline(name: &str, elements: &[Element]) {
    for element in elements {
        assert_ne!(element.name, "style", "{name}");
        for attribute in element.attributes.keys() {
            assert!(attribute != "style" && !attribute.starts_with("on"), "{name}: {attribute} in {element:?}");
        }
        let data = element.get("type") == Some("application/ld+json");
        assert!(element.name != "script" || data || element.get("src").is_some(), "{name}: {element:?}");
    }
}

/// No key and no placeholder instead of a message.
pub fn shows_no_keys(name: &str, html: &str) {
    let body = html.split_once("<body>").map_or("", |(_, body)| body);
    let texts = body.split('>').filter_map(|part| part.split_once('<').map(|(text, _)| text.trim()));
    for text in texts.filter(|text| text.contains('-') && text.len() > 3) {
        let key = text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
        assert!(!key, "{name}: {text}");
        assert!(!text.contains("{ $") && !text.contains("{$"), "{name}: {text}");
    }
}
