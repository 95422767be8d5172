//! What a listing without products offers instead.

use leptos::prelude::*;

use crate::context::Context;
use crate::parts::card;
use crate::paths;
use crate::view::{Heading, Listing};

/// No product matches all filters.
pub(super) fn filtered_away(cx: Context<'_>, clear_href: &str) -> impl IntoView {
    view! {
        <div class="empty">
            <p>{cx.text("listing-filtered-away")}</p>
            <a class="button" href=clear_href.to_owned()>{cx.text("chips-clear")}</a>
        </div>
    }
}

/// No product matches, even without filters.
pub(super) fn nothing(cx: Context<'_>, page: &Listing) -> impl IntoView {
    let searched = matches!(page.heading, Heading::Search { .. });
    let key = if searched { "search-nothing" } else { "listing-nothing" };
    let categories = cx
        .shell
        .nav
        .iter()
        .map(|category| {
            let href = paths::category(cx.shell.market_locale, &category.slug);
            view! { <li><a class="pill" href=href>{category.name.as_str()}</a></li> }
        })
        .collect::<Vec<_>>();
    view! {
        <div class="empty">
            <p>{cx.text(key)}</p>
            {searched
                .then(|| {
                    view! {
                        <ul class="tips">
                            <li>{cx.text("search-tip-spelling")}</li>
                            <li>{cx.text("search-tip-fewer")}</li>
                            <li>{cx.text("search-tip-general")}</li>
                        </ul>
                    }
                })}
            <h2>{cx.text("search-browse")}</h2>
            <ul class="chips" role="list">{categories}</ul>
        </div>
        {(!page.alternatives.is_empty())
            .then(|| {
                view! {
                    <section aria-labelledby="alternatives">
                        <h2 id="alternatives">{cx.text("home-popular")}</h2>
                        {card::grid(cx, &page.alternatives, 2, false)}
                    </section>
                }
            })}
    }
}
