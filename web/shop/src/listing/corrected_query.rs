//! Results of another query than the shopper's: a typo was corrected, or words were left out.

use leptos::prelude::*;
use outpost_domain::search::query_words;
use outpost_web_ui::view::Link;

use crate::context::Context;
use crate::view::{Heading, Listing};

/// The query of the results, where it is not the shopper's.
pub(super) fn corrected_query(page: &Listing) -> Option<&Link> {
    page.corrected_query.as_ref().filter(|_| !page.is_empty())
}

/// A note with both queries.
pub(super) fn notice(cx: Context<'_>, page: &Listing) -> Option<impl IntoView> {
    let (Some(link), Heading::Search { query }) = (corrected_query(page), &page.heading) else { return None };
    let lead = if is_part(&link.text, query) { "search-fewer" } else { "search-corrected" };
    Some(view! {
        <p class="corrected-query">
            {cx.text(lead)} " " <a href=link.href.as_str()>{link.text.as_str()}</a> " "
            {cx.format("search-original", &[("query", query.as_str().into())])}
        </p>
    })
}

/// Whether words were only left out, and none was corrected.
fn is_part(shown: &str, written: &str) -> bool {
    let written = query_words(written);
    query_words(shown).iter().all(|word| written.contains(word))
}

#[cfg(test)]
mod tests {
    use outpost_domain::samples::prefixes;

    use super::*;
    use crate::samples;
    use crate::view::Shell;

    #[test]
    fn the_heading_names_the_query_of_the_results_and_a_note_the_shoppers_own() {
        for (market_locale, text, key) in prefixes().into_iter().flat_map(|market_locale| {
            [("mug", "search-fewer"), ("gravel mug", "search-corrected")].map(|(text, key)| (market_locale, text, key))
        }) {
            let mut page = samples::listing(market_locale);
            page.heading = Heading::Search { query: "travel mug".to_owned() };
            page.corrected_query = Some(Link { text: text.to_owned(), href: "/there".to_owned() });
            let shell: Shell = samples::shell(market_locale, "/search");
            let html = crate::listing::listing(&shell, &page);
            let heading = html.split("<h1>").nth(1).and_then(|rest| rest.split("</h1>").next()).unwrap_or_default();
            assert!(heading.contains(text) && !heading.contains("travel"), "{market_locale}: {heading}");
            assert!(
                html.contains(Context::new(&shell).text(key)) && html.contains("travel mug"),
                "{market_locale}: {key}"
            );
            (page.cards, page.chips) = (Vec::new(), Vec::new());
            let nothing = crate::listing::listing(&shell, &page);
            assert!(!nothing.contains("shown-for"), "{market_locale}: no results, no note");
        }
    }

    #[test]
    fn a_word_left_out_is_no_word_corrected() {
        for (shown, written, expect) in [
            ("mug", "Travel  Mug", true),
            ("copper kettle", "coper ketle", false),
            ("red kettle", "red ketle zzz", false),
            ("鍋", "旅 鍋", true),
        ] {
            assert_eq!(is_part(shown, written), expect, "{shown} {written}");
        }
    }
}
