//! Forms of rows and columns. On a narrow screen each row becomes a block, in which fields show their labels.

use leptos::prelude::*;

use super::form::{hidden_inputs, input};
use crate::view::{Field, Grid, GridRow};

/// A grid that works without scripts.
pub(super) fn grid(grid: Grid) -> impl IntoView {
    let Grid { heading, hint, action, hidden, columns, rows, submit } = grid;
    let head = columns.into_iter().map(|column| view! { <th scope="col">{column}</th> }).collect::<Vec<_>>();
    view! {
        <form class="admin-form admin-grid" method="post" action=action>
            <h2>{heading.clone()}</h2>
            {(!hint.is_empty()).then(|| view! { <p class="hint">{hint}</p> })}
            {hidden_inputs(hidden)}
            <table>
                <caption class="visually-hidden">{heading}</caption>
                <thead><tr><td></td>{head}</tr></thead>
                <tbody>{rows.into_iter().map(row).collect::<Vec<_>>()}</tbody>
            </table>
            <button class="button" type="submit">{submit}</button>
        </form>
    }
}

fn row(row: GridRow) -> impl IntoView {
    let cells = row
        .fields
        .into_iter()
        .map(|Field { id, name, label, value, control, .. }| {
            let name = name.unwrap_or_else(|| id.clone());
            let field = input(control, &id, name, value, None, None);
            view! { <td><label for=id>{label}</label>{field}</td> }
        })
        .collect::<Vec<_>>();
    view! { <tr><th scope="row">{row.name}</th>{cells}</tr> }
}
