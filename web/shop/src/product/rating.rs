//! Summary of the reviews: the mean and a histogram of the stars.

use leptos::either::Either;
use leptos::prelude::*;
use outpost_web_ui::parts::stars::bare_stars;

use crate::context::Context;
use crate::view::RatingSummary;

pub(super) fn summary(cx: Context<'_>, summary: Option<RatingSummary>) -> impl IntoView {
    let body = match summary {
        Some(summary) => Either::Left(histogram(cx, summary)),
        None => Either::Right(view! { <p>{cx.text("rating-none")}</p> }),
    };
    view! {
        <section class="ratings" aria-labelledby="ratings">
            <h2 id="ratings">{cx.text("rating-heading")}</h2>
            {body}
        </section>
    }
}

fn histogram(cx: Context<'_>, summary: RatingSummary) -> impl IntoView {
    let most = summary.histogram.iter().copied().max().unwrap_or(0).max(1);
    let rows = (1..=5u8)
        .rev()
        .zip(summary.histogram.iter().rev())
        .map(|(stars, &count)| {
            let label = cx.plural("rating-stars", u64::from(stars));
            view! {
                <li>
                    <span>{label.clone()}</span>
                    <meter min="0" max=most.to_string() value=count.to_string() aria-label=label>
                        {count}
                    </meter>
                    <span class="count">{cx.number(u64::from(count))}</span>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <p class="ratings-mean">
            <strong>{cx.tenths(summary.rating.tenths)}</strong>
            {bare_stars(summary.rating.tenths)}
            <span>{cx.plural("rating-count", u64::from(summary.rating.count))}</span>
        </p>
        <ul class="histogram" role="list">{rows}</ul>
    }
}
