//! The search box of every page: an island over a plain form.

use leptos::prelude::*;
use outpost_islands::{SearchSuggest, SuggestTexts};

use crate::context::Context;
use crate::paths;

pub(super) fn search(cx: Context<'_>) -> impl IntoView {
    let market_locale = cx.shell.market_locale;
    let say = |key| cx.text(key).to_owned();
    let texts = SuggestTexts {
        queries: say("suggest-queries"),
        products: say("suggest-products"),
        categories: say("suggest-categories"),
        none: say("suggest-none"),
        one: say("suggest-one"),
        many: say("suggest-many"),
    };
    view! {
        <SearchSuggest
            id="q".to_owned()
            action=paths::search(market_locale)
            suggest_url=paths::suggest(market_locale)
            query=cx.shell.query.clone()
            label=say("search-label")
            placeholder=say("search-placeholder")
            submit=say("search-submit")
            texts=texts
        />
    }
}
