//! Results for other words than the shopper's: a typo was mended, or nothing has all of the words.

use leptos::prelude::*;
use outpost_domain::search::query_words;

use crate::context::Context;
use crate::view::{Heading, Link, Listing};

/// The words that results are shown for, where they are not those written.
pub(super) fn shown_for(page: &Listing) -> Option<&Link> {
    page.shown_for.as_ref().filter(|_| !super::is_empty(page))
}

/// Says so, and what was written.
pub(super) fn notice(cx: Context<'_>, page: &Listing) -> Option<impl IntoView> {
    let (Some(link), Heading::Search { query }) = (shown_for(page), &page.heading) else { return None };
    let lead = if is_part(&link.text, query) { "search-fewer" } else { "search-mended" };
    Some(view! {
        <p class="shown-for">
            {cx.say(lead)} " " <a href=link.href.as_str()>{link.text.as_str()}</a> " "
            {cx.tell("search-written", &[("query", query.as_str().into())])}
        </p>
    })
}

/// Whether words were only left out, and none was mended.
fn is_part(shown: &str, written: &str) -> bool {
    let written = query_words(written);
    query_words(shown).iter().all(|word| written.contains(word))
}

#[cfg(test)]
mod tests {
    use outpost_domain::market::MarketLocale;

    use super::*;
    use crate::samples;
    use crate::view::Shell;

    #[test]
    fn the_heading_names_the_words_shown_and_a_notice_those_written() {
        for (prefix, text, key) in MarketLocale::all().flat_map(|prefix| {
            [("mug", "search-fewer"), ("gravel mug", "search-mended")].map(|(text, key)| (prefix, text, key))
        }) {
            let mut page = samples::listing(prefix);
            page.heading = Heading::Search { query: "travel mug".to_owned() };
            page.shown_for = Some(Link { text: text.to_owned(), href: "/there".to_owned() });
            let shell: Shell = samples::shell(prefix, "/search");
            let html = crate::listing(&shell, &page);
            let heading = html.split("<h1>").nth(1).and_then(|rest| rest.split("</h1>").next()).unwrap_or_default();
            assert!(heading.contains(text) && !heading.contains("travel"), "{prefix}: {heading}");
            assert!(html.contains(Context::new(&shell).say(key)) && html.contains("travel mug"), "{prefix}: {key}");
            (page.cards, page.chips) = (Vec::new(), Vec::new());
            let nothing = crate::listing(&shell, &page);
            assert!(!nothing.contains("shown-for"), "{prefix}: nothing is shown for any words");
        }
    }

    #[test]
    fn a_word_left_out_is_no_word_mended() {
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
