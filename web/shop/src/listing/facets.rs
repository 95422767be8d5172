//! Facets: filters with counts, each a link; folded on phones.

use leptos::prelude::*;
use outpost_domain::listing::{FacetLabel, FacetName};
use outpost_web_ui::parts::stars::bare_stars;

use super::label::label;
use crate::context::Context;
use crate::view::{Facet, FacetValue, Listing};

/// Values of a facet that are always shown; the rest is folded.
const SHOWN: usize = 7;

pub(super) fn facets(cx: Context<'_>, page: &Listing) -> Option<impl IntoView> {
    let groups: Vec<_> = page
        .facets
        .iter()
        .filter(|facet| !facet.values.is_empty())
        .enumerate()
        .map(|(index, facet)| group(cx, index, facet))
        .collect();
    let active = page.chips.len() as u64;
    let summary = if active == 0 { cx.text("facets-open").to_owned() } else { cx.plural("facets-open-active", active) };
    (!groups.is_empty()).then(|| {
        view! {
            <details class="facets">
                <summary class="button button-quiet">{summary}</summary>
                <div class="facets-body">
                    <h2 class="visually-hidden">{cx.text("facets-heading")}</h2>
                    {groups}
                </div>
            </details>
        }
    })
}

fn group(cx: Context<'_>, index: usize, facet: &Facet) -> impl IntoView {
    let id = format!("facet-{index}");
    let split = if facet.values.len() > SHOWN + 1 { SHOWN } else { facet.values.len() };
    let (shown, folded) = facet.values.split_at(split);
    // A filter in force is never folded.
    let open = folded.iter().any(|value| value.selected);
    view! {
        <section class="facet" aria-labelledby=id>
            <h3 id=id.clone()>{name(cx, &facet.name)}</h3>
            <ul role="list">{values(cx, shown)}</ul>
            {(!folded.is_empty())
                .then(|| {
                    view! {
                        <details class="facet-more" open=open>
                            <summary>{cx.plural("facet-more", folded.len() as u64)}</summary>
                            <ul role="list">{values(cx, folded)}</ul>
                        </details>
                    }
                })}
        </section>
    }
}

fn values(cx: Context<'_>, values: &[FacetValue]) -> Vec<impl IntoView> {
    values.iter().map(|item| value(cx, item)).collect()
}

fn value(cx: Context<'_>, value: &FacetValue) -> impl IntoView {
    let stars = match value.label {
        FacetLabel::Stars(stars) => Some(bare_stars(u16::from(stars) * 10)),
        _ => None,
    };
    view! {
        <li>
            <a
                href=value.href.as_str()
                rel="nofollow"
                aria-current=value.selected.then_some("true")
                class:facet-empty=value.count == 0
            >
                {stars}
                <span class="facet-label">{label(cx, &value.label)}</span>
                <span class="count">{cx.number(value.count)}</span>
            </a>
        </li>
    }
}

fn name<'a>(cx: Context<'_>, name: &'a FacetName) -> &'a str {
    match name {
        FacetName::Category => cx.text("facet-category"),
        FacetName::Brand => cx.text("facet-brand"),
        FacetName::Price => cx.text("facet-price"),
        FacetName::Rating => cx.text("facet-rating"),
        FacetName::Availability => cx.text("facet-availability"),
        FacetName::Attribute(translated) => translated,
    }
}
