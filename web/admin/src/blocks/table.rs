//! Tables, and lists with their search, filters and pages.

use leptos::prelude::*;
use outpost_web_ui::localizer::Localizer;

use super::form::hidden_inputs;
use super::link;
use crate::view::{Cell, Column, List, Search, Table};

/// A table. On a narrow screen each row becomes a block, in which cells name their columns.
pub(super) fn table(table: Table) -> impl IntoView {
    let Table { caption, columns, rows, empty } = table;
    if rows.is_empty() {
        return view! { <p class="admin-empty">{empty}</p> }.into_any();
    }
    let head = columns
        .iter()
        .map(|column| view! { <th scope="col" class=class(column)>{column.label.clone()}</th> })
        .collect::<Vec<_>>();
    let rows = rows
        .into_iter()
        .map(|cells| {
            let cells = columns
                .iter()
                .zip(cells)
                .map(|(column, cell)| {
                    view! { <td class=class(column) data-label=column.label.clone()><span>{content(cell)}</span></td> }
                })
                .collect::<Vec<_>>();
            view! { <tr>{cells}</tr> }
        })
        .collect::<Vec<_>>();
    view! {
        <table class="admin-table">
            <caption class="visually-hidden">{caption}</caption>
            <thead><tr>{head}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// A list: what can be searched and chosen above its rows, the way to the next page below.
pub(super) fn list(l10n: Localizer, list: List) -> impl IntoView {
    let List { search, filters, count, table: rows, next, export } = list;
    let filters = (!filters.is_empty())
        .then(|| view! { <div class="chips">{filters.into_iter().map(link).collect::<Vec<_>>()}</div> });
    view! {
        <div class="admin-list">
            {search.map(|search| search_form(l10n, search))}
            {filters}
            {(!count.is_empty()).then(|| view! { <p class="count">{count}</p> })}
            {table(rows)}
            <div class="chips">
                {next.map(|href| view! { <a class="button button-quiet" rel="next" href=href>{l10n.text("admin-next")}</a> })}
                {export.map(|href| view! { <a class="button-link" href=href>{l10n.text("admin-export")}</a> })}
            </div>
        </div>
    }
}

fn search_form(l10n: Localizer, search: Search) -> impl IntoView {
    view! {
        <form class="admin-search" role="search" action=search.action>
            {hidden_inputs(search.hidden)}
            <label class="visually-hidden" for="q">{search.label}</label>
            <input id="q" name="q" type="search" value=search.value placeholder=search.label maxlength="80" />
            <button class="button" type="submit">{l10n.text("admin-search")}</button>
        </form>
    }
}

fn content(cell: Cell) -> AnyView {
    match cell {
        Cell::Text(text) => text.into_any(),
        Cell::Link(link) => view! { <a href=link.href>{link.text}</a> }.into_any(),
        Cell::Badge(text, tone) => view! { <span class=format!("badge badge-{tone}")>{text}</span> }.into_any(),
        Cell::Lines(text, below) => view! { {text} <small>{below}</small> }.into_any(),
    }
}

fn class(column: &Column) -> Option<&'static str> {
    column.is_number.then_some("number")
}
