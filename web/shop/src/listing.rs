//! A listing: the products of a category, or the results of a search.

mod corrected_query;
mod empty;
mod facets;
mod help;
mod label;
mod toolbar;

use leptos::either::Either;
use leptos::prelude::*;
use outpost_web_ui::parts::pagination::pagination;

use crate::context::Context;
use crate::layout::{Options, document};
use crate::parts::breadcrumbs::breadcrumbs;
use crate::parts::card;
use crate::paths;
use crate::view::{CategoryTile, Heading, Listing, Shell};

/// The pictures fetched at once: the first row of a wide screen, the first rows of a phone.
const EAGER: usize = 4;

/// A category or the results of a search.
pub fn listing(shell: &Shell, page: &Listing) -> String {
    let cx = Context::new(shell);
    let options = options(cx, page);
    let heading = heading(cx, page);
    document(cx, &options, || {
        view! {
            {breadcrumbs(cx, &page.breadcrumbs, &heading)}
            <div class="listing-head">
                <h1>{heading.as_str()}</h1>
                <p class="listing-total" role="status">{cx.plural("product-count", page.total)}</p>
            </div>
            {description(&page.heading)}
            {corrected_query::notice(cx, page)}
            {help::notice(cx, &page.heading)}
            {(!page.subcategories.is_empty()).then(|| subcategories(cx, &page.subcategories))}
            {if page.is_empty() {
                Either::Left(empty::nothing(cx, page))
            } else {
                Either::Right(results(cx, page))
            }}
        }
    })
}

fn results(cx: Context<'_>, page: &Listing) -> impl IntoView {
    let filtered_away = page.cards.is_empty().then(|| empty::filtered_away(cx, &page.clear_href));
    view! {
        <div class="listing">
            {facets::facets(cx, page)}
            <section class="listing-results" aria-labelledby="results">
                <h2 class="visually-hidden" id="results">{cx.text("listing-results")}</h2>
                {toolbar::toolbar(cx, page)}
                {(!page.cards.is_empty()).then(|| card::grid(cx, &page.cards, EAGER, true))}
                {filtered_away}
                {pagination(*cx, &page.pagination)}
            </section>
        </div>
    }
}

fn options(cx: Context<'_>, page: &Listing) -> Options {
    let mut title = heading(cx, page);
    if page.pagination.page > 1 {
        title = cx.format("listing-title-page", &[("title", title.into()), ("page", page.pagination.page.into())]);
    }
    let description = match &page.heading {
        Heading::Category { description: Some(text), .. } => text.clone(),
        _ => cx.named("listing-description", &title),
    };
    let picture = page.cards.first().map(|card| card.picture.src.clone());
    Options { title, description, style: "shop.css", script: "filters.js", picture, ..Options::default() }
}

fn heading(cx: Context<'_>, page: &Listing) -> String {
    match &page.heading {
        Heading::Category { name, .. } => name.clone(),
        Heading::Search { query } if query.is_empty() => cx.text("search-everything").to_owned(),
        Heading::Search { query } => {
            let shown = corrected_query::corrected_query(page).map_or(query, |link| &link.text);
            cx.format("search-heading", &[("query", shown.as_str().into())])
        }
    }
}

fn description(heading: &Heading) -> Option<impl IntoView> {
    match heading {
        Heading::Category { description: Some(text), .. } => {
            Some(view! { <p class="listing-description">{text.as_str()}</p> })
        }
        _ => None,
    }
}

fn subcategories(cx: Context<'_>, tiles: &[CategoryTile]) -> impl IntoView {
    let links = tiles
        .iter()
        .map(|tile| {
            view! {
                <li>
                    <a class="pill" href=paths::category(cx.shell.market_locale, &tile.slug)>
                        {tile.name.as_str()} " " <span class="count">{cx.number(tile.count)}</span>
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <nav class="subcategories" aria-label=cx.text("listing-subcategories")>
            <ul role="list">{links}</ul>
        </nav>
    }
}
