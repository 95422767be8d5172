//! A listing: the products of a category, or the results of a search.

mod empty;
mod facets;
mod instead;
mod pagination;
mod toolbar;

use leptos::prelude::*;

use crate::context::Context;
use crate::layout::{Frame, document};
use crate::parts::{card, crumbs::crumbs};
use crate::paths;
use crate::view::{CategoryTile, FacetLabel, Heading, Listing, Shell};

/// The pictures fetched at once: the first row of a wide screen, the first rows of a phone.
const EAGER: usize = 4;

/// A category or the results of a search.
pub fn listing(shell: &Shell, page: &Listing) -> String {
    let cx = Context::new(shell);
    let frame = frame(cx, page);
    let heading = heading(cx, page);
    document(cx, &frame, || {
        view! {
            {crumbs(cx, &page.crumbs, &heading)}
            <div class="listing-head">
                <h1>{heading.as_str()}</h1>
                <p class="listing-total" role="status">{cx.count("product-count", page.total)}</p>
            </div>
            {description(&page.heading)}
            {instead::notice(cx, page)}
            {(!page.subcategories.is_empty()).then(|| subcategories(cx, &page.subcategories))}
            {if is_empty(page) {
                leptos::either::Either::Left(empty::nothing(cx, page))
            } else {
                leptos::either::Either::Right(results(cx, page))
            }}
        }
    })
}

/// Whether nothing matched, filters or not.
fn is_empty(page: &Listing) -> bool {
    page.cards.is_empty() && page.chips.is_empty()
}

fn results(cx: Context<'_>, page: &Listing) -> impl IntoView {
    let without = page.cards.is_empty().then(|| empty::filtered_away(cx, &page.clear_href));
    view! {
        <div class="listing">
            {facets::facets(cx, page)}
            <section class="listing-results" aria-labelledby="results">
                <h2 class="visually-hidden" id="results">{cx.say("listing-results")}</h2>
                {toolbar::toolbar(cx, page)}
                {(!page.cards.is_empty()).then(|| card::grid(cx, &page.cards, EAGER, true))}
                {without}
                {pagination::pagination(cx, &page.pagination)}
            </section>
        </div>
    }
}

fn frame(cx: Context<'_>, page: &Listing) -> Frame {
    let mut title = heading(cx, page);
    if page.pagination.page > 1 {
        title = cx.tell("listing-title-page", &[("title", title.into()), ("page", page.pagination.page.into())]);
    }
    let description = match &page.heading {
        Heading::Category { description: Some(text), .. } => text.clone(),
        _ => cx.name("listing-description", &title),
    };
    let picture = page.cards.first().map(|card| card.picture.src.clone());
    // Results of a search, and filtered or resorted listings, are endless: search engines get the categories.
    Frame { title, description, style: "shop.css", picture, ..Frame::default() }
}

fn heading(cx: Context<'_>, page: &Listing) -> String {
    match &page.heading {
        Heading::Category { name, .. } => name.clone(),
        Heading::Search { query } if query.is_empty() => cx.say("search-everything").to_owned(),
        Heading::Search { query } => {
            let shown = instead::shown_for(page).map_or(query, |link| &link.text);
            cx.tell("search-heading", &[("query", shown.as_str().into())])
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
                    <a class="pill" href=paths::category(cx.shell.prefix, &tile.slug)>
                        {tile.name.as_str()} " " <span class="count">{cx.number(tile.count)}</span>
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <nav class="subcategories" aria-label=cx.say("listing-subcategories")>
            <ul role="list">{links}</ul>
        </nav>
    }
}

/// What a filter or a chip says.
fn label(cx: Context<'_>, label: &FacetLabel) -> String {
    match label {
        FacetLabel::Text(text) => text.clone(),
        FacetLabel::Price { from, below: None } => cx.tell("facet-price-over", &[("from", cx.money(*from).into())]),
        FacetLabel::Price { from, below: Some(below) } if from.minor() == 0 => {
            cx.tell("facet-price-under", &[("below", cx.money(*below).into())])
        }
        FacetLabel::Price { from, below: Some(below) } => {
            let bounds = [("from", cx.money(*from).into()), ("below", cx.money(*below).into())];
            cx.tell("facet-price-between", &bounds)
        }
        FacetLabel::Stars(stars) => cx.count("facet-stars", u64::from(*stars)),
        FacetLabel::InStock => cx.say("facet-in-stock").to_owned(),
        FacetLabel::Backorder => cx.say("facet-backorder").to_owned(),
        FacetLabel::OutOfStock => cx.say("facet-out-of-stock").to_owned(),
    }
}
