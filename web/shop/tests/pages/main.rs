//! Every sample page in every market, held to the rules that all pages share.

mod messages;

use outpost_domain::samples::prefixes;
use outpost_web_shop::samples::{self, Sample};
use outpost_web_ui::testing::{self, Element};

/// The most a page may weigh when sent, in bytes.
const BUDGET: usize = 20 * 1024;

fn each(check: impl Fn(&str, &Sample, &[Element])) {
    for market_locale in prefixes() {
        for sample in samples::all(market_locale) {
            let name = format!("{market_locale}/{}", sample.name);
            check(&name, &sample, &testing::elements(&name, &sample.html));
        }
    }
}

#[test]
fn every_page_has_one_heading_one_main_and_unique_ids() {
    each(|name, _, elements| testing::has_one_heading_one_main_and_unique_ids(name, elements));
}

#[test]
fn no_page_shows_the_key_of_a_message() -> std::io::Result<()> {
    let keys = messages::keys()?;
    each(|name, sample, _| {
        let texts = sample.html.split('>').filter_map(|rest| rest.split('<').next()).map(str::trim);
        for text in texts.filter(|text| text.contains('-')) {
            assert!(!keys.contains(text), "{name} shows {text}");
        }
    });
    Ok(())
}

#[test]
fn everything_that_is_referred_to_exists() {
    each(|name, _, elements| testing::refers_to_what_exists(name, elements));
}

#[test]
fn every_field_has_a_label() {
    each(|name, _, elements| testing::labels_its_fields(name, elements));
}

#[test]
fn the_error_summary_follows_the_form_and_names_its_fields_as_the_form_does() {
    each(|name, sample, elements| {
        let Some((_, alert)) = sample.html.split_once("class=\"alert\"").filter(|_| name.contains("/checkout")) else {
            return;
        };
        let list = alert.split_once("</ul>").map_or("", |(list, _)| list);
        let links = list.split("href=\"#").skip(1).filter_map(|link| link.split_once("</a>")?.0.split_once("\">"));
        let ids: Vec<_> = elements.iter().filter_map(|element| element.get("id")).collect();
        let mut last = 0;
        for (id, message) in links {
            let at = ids.iter().position(|other| *other == id).unwrap_or(0);
            assert!(at > last, "{name}: {id} is out of its place");
            last = at;
            let (_, label) = sample.html.split_once(&format!("<label for=\"{id}\">")).expect("a label");
            let label = label.split('<').next().unwrap_or("").trim();
            assert!(message.contains(label), "{name}: {label:?} is called {message:?}");
        }
        assert!(last > 0, "{name}: no error is listed");
    });
}

#[test]
fn pictures_have_alternative_text_and_a_size() {
    each(|name, _, elements| {
        for image in elements.iter().filter(|element| element.name == "img") {
            assert!(["alt", "width", "height"].iter().all(|needed| image.get(needed).is_some()), "{name}: {image:?}");
        }
        let urgent = elements.iter().filter(|element| element.get("fetchpriority") == Some("high")).count();
        assert!(urgent <= 1, "{name}: {urgent} pictures want to be first");
    });
}

#[test]
fn nothing_is_inline_that_the_content_policy_forbids() {
    each(|name, _, elements| testing::has_nothing_inline(name, elements));
}

#[test]
fn no_page_shows_a_key_instead_of_its_message() {
    each(|name, sample, _| testing::shows_no_keys(name, &sample.html));
}

#[test]
fn a_form_of_the_checkout_shows_at_most_eight_fields() {
    each(|name, sample, elements| {
        if sample.name != "checkout" && sample.name != "checkout-abroad" {
            return;
        }
        let shown = |element: &&Element| {
            ["input", "select"].contains(&element.name.as_str())
                && !["hidden", "checkbox"].contains(&element.get("type").unwrap_or(""))
                // The box that says that the bill goes where the parcel goes hides these.
                && !element.get("name").is_some_and(|name| name.starts_with("billing_"))
                && !element.inside.iter().any(|outer| outer == "details" || outer == "header")
        };
        let fields: Vec<_> = elements.iter().filter(shown).filter_map(|element| element.get("id")).collect();
        assert!(fields.len() <= 8, "{name}: {fields:?}");
    });
}

#[test]
fn every_page_is_light() {
    each(|name, sample, _| {
        let mut sent = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams { quality: 5, ..Default::default() };
        let written = brotli::BrotliCompress(&mut sample.html.as_bytes(), &mut sent, &parameters);
        assert!(written.is_ok() && sent.len() <= BUDGET, "{name}: {} bytes", sent.len());
    });
}

#[test]
fn what_a_shopper_types_is_escaped() {
    each(|name, sample, _| {
        if sample.name == "search" {
            assert!(sample.html.contains("lmap &lt;b&gt;&amp;"), "{name}");
            assert!(!sample.html.contains("lmap <b>"), "{name}");
        }
    });
}
