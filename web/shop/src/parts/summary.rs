//! The summary of the order beside the steps of the checkout; it can be folded on phones.

use leptos::prelude::*;
use outpost_web_ui::parts::picture::{Fetch, picture_beside};

use super::totals::totals;
use crate::context::Context;
use crate::paths;
use crate::view::{CartLine, Totals};

pub(crate) fn summary(cx: Context<'_>, lines: &[CartLine], sums: &Totals) -> impl IntoView {
    view! {
        <aside class="aside" aria-label=cx.text("summary-heading")>
            <details class="summary">
                <summary>
                    <span>{cx.text("summary-heading")}</span>
                    <strong>{cx.money(sums.total)}</strong>
                </summary>
                <div class="summary-body">
                    {brief_lines(cx, lines)}
                    {totals(cx, sums)}
                    <p><a href=paths::cart(cx.shell.market_locale)>{cx.text("summary-change")}</a></p>
                </div>
            </details>
        </aside>
    }
}

/// The lines, read-only.
pub(crate) fn brief_lines(cx: Context<'_>, lines: &[CartLine]) -> impl IntoView {
    let items = lines
        .iter()
        .map(|line| {
            view! {
                <li>
                    {line.picture.as_ref().map(|image| picture_beside(&line.name, image, Fetch::Lazy))}
                    <div>
                        <p class="line-name">{line.name.as_str()}</p>
                        {(!line.options.is_empty())
                            .then(|| view! { <p class="line-options">{line.options.as_str()}</p> })}
                        <p class="line-options">{cx.plural("line-pieces", u64::from(line.quantity))}</p>
                    </div>
                    {line.total.map(|sum| view! { <p class="line-total">{cx.money(sum)}</p> })}
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! { <ul class="summary-lines" role="list">{items}</ul> }
}
