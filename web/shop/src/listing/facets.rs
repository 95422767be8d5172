//! Facets: a form of filters with counts. On a phone it is a sheet that takes many choices and is sent by one button; beside
//! the products of a wide screen, each choice applies at once where scripts run.

use leptos::prelude::*;
use outpost_domain::listing::{FacetLabel, FacetName};
use outpost_web_ui::parts::icon;
use outpost_web_ui::parts::stars::bare_stars;

use super::label::label;
use crate::context::Context;
use crate::parts::swatch::swatch;
use crate::view::{Facet, FacetValue, Listing};

/// Values of a facet that are always shown; the rest is folded.
const SHOWN: usize = 7;

pub(super) fn facets(cx: Context<'_>, page: &Listing) -> Option<impl IntoView> {
    let groups: Vec<_> =
        page.facets.iter().filter(|facet| !facet.values.is_empty()).map(|facet| group(cx, facet)).collect();
    let active = page.chips.len() as u64;
    let open = if active == 0 { cx.text("facets-open").to_owned() } else { cx.plural("facets-open-active", active) };
    let kept = page
        .filter_form
        .fields
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=*name value=value.as_str() /> })
        .collect::<Vec<_>>();
    (!groups.is_empty()).then(|| {
        view! {
            <button class="button button-quiet filters-open" type="button" popovertarget="filters">{open}</button>
            <form class="facets" id="filters" popover method="get" action=page.filter_form.action.as_str()>
                {kept}
                <div class="facets-head">
                    <h2>{cx.text("facets-heading")}</h2>
                    <button
                        class="sheet-close"
                        type="button"
                        popovertarget="filters"
                        popovertargetaction="hide"
                        aria-label=cx.text("gallery-close")
                    >
                        {icon::cross()}
                    </button>
                </div>
                <div class="facets-body">{groups}</div>
                <div class="facets-foot">
                    {(active > 0)
                        .then(|| view! { <a href=page.clear_href.clone() rel="nofollow">{cx.text("chips-clear")}</a> })}
                    <button class="button" type="submit">{cx.plural("facets-show", page.total)}</button>
                </div>
            </form>
        }
    })
}

fn group(cx: Context<'_>, facet: &Facet) -> impl IntoView {
    let split = if facet.values.len() > SHOWN + 1 { SHOWN } else { facet.values.len() };
    let (shown, folded) = facet.values.split_at(split);
    // A filter in force is never folded.
    let open = folded.iter().any(|value| value.selected);
    view! {
        <fieldset class="facet">
            <legend>{name(cx, &facet.name)}</legend>
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
        </fieldset>
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
            <label class:facet-empty=value.count == 0>
                <input type="checkbox" name="f" value=value.filter.as_str() checked=value.selected />
                {stars}
                {value.swatch.as_deref().map(swatch)}
                <span class="facet-label">{label(cx, &value.label)}</span>
                <span class="count">{cx.number(value.count)}</span>
            </label>
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
