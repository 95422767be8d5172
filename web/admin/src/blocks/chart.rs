//! Bars as a picture, and the same numbers as a table.

use leptos::prelude::*;
use outpost_web_ui::localizer::Localizer;

use super::table::table;
use crate::view::{BarChart, Cell, Column, Series, Table};

const BAR: usize = 40;
const GAP: usize = 8;
const HEIGHT: i64 = 90;

/// A row of bars for each series, and below all of them the table: a row for each series, a column for each day.
pub(super) fn chart(l10n: Localizer, chart: BarChart) -> impl IntoView {
    let BarChart { caption, labels, series } = chart;
    let pictures = series.iter().map(|series| picture(&labels, series)).collect::<Vec<_>>();
    let days = labels.iter().map(|day| Column::number(day.as_str()));
    let columns = std::iter::once(Column::text(l10n.text("admin-market"))).chain(days).collect();
    let row = |series: Series| std::iter::once(series.name).chain(series.shown).map(Cell::from).collect();
    let rows = series.into_iter().map(row).collect();
    view! {
        <figure class="admin-chart">
            <div class="admin-bars">{pictures}</div>
            <figcaption>
                <details>
                    <summary>{l10n.text("admin-chart-table")}</summary>
                    {table(Table { caption, columns, rows, empty: "" })}
                </details>
            </figcaption>
        </figure>
    }
}

fn picture(labels: &[String], series: &Series) -> impl IntoView + use<> {
    let most = series.values.iter().copied().max().unwrap_or(0).max(1);
    let width = labels.len() * (BAR + GAP);
    let bars = series
        .values
        .iter()
        .zip(labels)
        .enumerate()
        .map(|(at, (value, label))| {
            let height = (value.max(&0) * HEIGHT / most).max(1);
            let x = at * (BAR + GAP);
            view! {
                <rect class="admin-bar" x=x.to_string() y=(HEIGHT - height).to_string() width=BAR.to_string() height=height.to_string() rx="3" />
                <text class="admin-bar-label" x=(x + BAR / 2).to_string() y=(HEIGHT + 16).to_string() text-anchor="middle">
                    {label.clone()}
                </text>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <div>
            <p class="admin-bar-name">{series.name.clone()}</p>
            <svg viewBox=format!("0 0 {width} {}", HEIGHT + 22) role="img" aria-label=series.name.clone()>{bars}</svg>
        </div>
    }
}
