//! The search island before it hydrates, and for everyone without scripts.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use outpost_islands::{SearchSuggest, SuggestTexts};

fn html(query: &str) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let query = query.to_owned();
    let text = str::to_owned;
    let texts = SuggestTexts {
        queries: text("Searches"),
        products: text("Products"),
        categories: text("Categories"),
        none: text("No suggestions"),
        one: text("1 suggestion"),
        many: text("{count} suggestions"),
    };
    owner.with(|| {
        view! {
            <SearchSuggest
                id=text("q") action=text("/en-gb/search") suggest_url=text("/en-gb/suggest") query=query
                label=text("Search the shop") placeholder=text("Kettle, lamp …") submit=text("Search") texts=texts
            />
        }
        .into_view()
        .to_html()
    })
}

#[test]
fn without_scripts_search_is_a_plain_get_form() {
    let html = html("");
    assert!(html.contains(r#"role="search""#), "{html}");
    assert!(html.contains(r#"method="get""#) && html.contains(r#"action="/en-gb/search""#), "{html}");
    assert!(html.contains(r#"type="search""#) && html.contains(r#"name="q""#), "{html}");
    assert!(html.contains(r#"type="submit""#), "{html}");
}

#[test]
fn a_field_that_has_not_hydrated_does_not_claim_to_be_a_combobox() {
    let html = html("");
    for claim in ["combobox", "aria-expanded", "aria-controls", "autocomplete"] {
        assert!(!html.contains(claim), "{claim} in {html}");
    }
}

#[test]
fn what_was_searched_for_stays_in_the_field_and_cannot_break_out_of_it() {
    let html = html(r#""><script>x</script>"#);
    assert!(!html.contains("<script>"), "{html}");
    assert!(html.contains("&quot;&gt;&lt;script"), "{html}");
}
