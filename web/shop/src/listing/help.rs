//! A search for a word such as "returns" finds the page that explains it.

use leptos::prelude::*;
use outpost_domain::search::query_words;

use crate::context::Context;
use crate::parts::info_link::info_link;
use crate::view::{Heading, InfoPage};

/// The pages that a search may mean, with the message that lists its words.
const PAGES: [(InfoPage, &str); 4] = [
    (InfoPage::Delivery, "search-help-delivery"),
    (InfoPage::Returns, "search-help-returns"),
    (InfoPage::Contact, "search-help-contact"),
    (InfoPage::Privacy, "search-help-privacy"),
];

/// A link to each page that the query names.
pub(super) fn notice(cx: Context<'_>, heading: &Heading) -> Option<impl IntoView> {
    let Heading::Search { query } = heading else { return None };
    let links: Vec<_> = named(cx, query).map(|page| view! { <li>{info_link(cx, page)}</li> }).collect();
    (!links.is_empty()).then(|| {
        view! {
            <nav class="search-help" aria-label=cx.text("search-help")>
                <p>{cx.text("search-help")}</p>
                <ul role="list">{links}</ul>
            </nav>
        }
    })
}

fn named(cx: Context<'_>, query: &str) -> impl Iterator<Item = InfoPage> {
    let written = query_words(query);
    let query = query.to_lowercase();
    // Scripts without spaces are looked through, the others word by word.
    let is_named = move |word: &str| {
        written.iter().any(|other| other == word) || word.chars().all(|sign| sign >= '\u{3040}') && query.contains(word)
    };
    PAGES.into_iter().filter(move |(_, key)| cx.text(key).split_whitespace().any(&is_named)).map(|(page, _)| page)
}

#[cfg(test)]
mod tests {
    use outpost_domain::samples::markets;

    use super::*;
    use crate::samples;

    #[test]
    fn a_word_of_the_shop_finds_the_page_that_explains_it() {
        for (prefix, query, expect) in [
            ("en-gb", "Returns", vec![InfoPage::Returns]),
            ("en-gb", "delivery cost", vec![InfoPage::Delivery]),
            ("en-gb", "returner", Vec::new()),
            ("de-de", "Rückgabe", vec![InfoPage::Returns]),
            ("ja-jp", "返品したい", vec![InfoPage::Returns]),
            ("ja-jp", "マグ", Vec::new()),
        ] {
            let market_locale = markets().prefix(prefix).expect("a prefix");
            let shell = samples::shell(market_locale, "/search");
            assert_eq!(named(Context::new(&shell), query).collect::<Vec<_>>(), expect, "{prefix} {query}");
        }
    }
}
