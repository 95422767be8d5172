//! Above the cards: the filters in force and the order.

use leptos::prelude::*;
use outpost_domain::listing::Sort;
use outpost_web_ui::parts::icon;

use super::label::label;
use crate::context::Context;
use crate::view::{Chip, Listing, SortLink};

pub(super) fn toolbar(cx: Context<'_>, page: &Listing) -> impl IntoView {
    view! {
        <div class="toolbar">
            {(!page.chips.is_empty()).then(|| chips(cx, &page.chips, &page.clear_href))}
            {(!page.sorts.is_empty()).then(|| sorts(cx, &page.sorts))}
        </div>
    }
}

fn chips(cx: Context<'_>, chips: &[Chip], clear_href: &str) -> impl IntoView {
    let items = chips
        .iter()
        .map(|chip| {
            let text = label(cx, &chip.label);
            let spoken = cx.named("chip-remove", &text);
            view! {
                <li>
                    <a class="pill chip" href=chip.remove_href.as_str() rel="nofollow" aria-label=spoken>
                        {text}
                        {icon::cross()}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <ul class="chips" role="list" aria-label=cx.text("chips-label")>
            {items}
            <li><a class="chips-clear" href=clear_href.to_owned() rel="nofollow">{cx.text("chips-clear")}</a></li>
        </ul>
    }
}

fn sorts(cx: Context<'_>, sorts: &[SortLink]) -> impl IntoView {
    let current =
        sorts.iter().find(|link| link.selected).or(sorts.first()).map_or("", |link| sort_label(cx, link.sort));
    let links = sorts
        .iter()
        .map(|link| {
            view! {
                <li>
                    <a href=link.href.as_str() rel="nofollow" aria-current=link.selected.then_some("true")>
                        {sort_label(cx, link.sort)}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <details class="sort">
            <summary class="button button-quiet">
                <span class="sort-label">{cx.text("sort-label")} " "</span>
                {current}
            </summary>
            <ul class="menu" role="list">{links}</ul>
        </details>
    }
}

fn sort_label(cx: Context<'_>, sort: Sort) -> &'static str {
    cx.text(match sort {
        Sort::Popular => "sort-popular",
        Sort::PriceAscending => "sort-price-ascending",
        Sort::PriceDescending => "sort-price-descending",
        Sort::Rating => "sort-rating",
        Sort::Newest => "sort-newest",
    })
}
