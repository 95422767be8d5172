//! The steps of the checkout. Steps already done are links back.

use leptos::either::Either;
use leptos::prelude::*;

use crate::context::Context;
use crate::paths;

/// The steps, in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Address,
    Delivery,
    Review,
}

pub(super) fn steps(cx: Context<'_>, current: Step) -> impl IntoView {
    let market_locale = cx.shell.market_locale;
    let all = [
        (Step::Address, "step-address", paths::checkout(market_locale)),
        (Step::Delivery, "step-delivery", paths::checkout_delivery(market_locale)),
        (Step::Review, "step-review", paths::checkout_review(market_locale)),
    ];
    let items = all
        .into_iter()
        .map(|(step, key, href)| {
            let words = if step < current {
                Either::Left(view! { <a href=href>{cx.text(key)}</a> })
            } else {
                Either::Right(view! { <span>{cx.text(key)}</span> })
            };
            view! { <li class:step-done=step < current aria-current=(step == current).then_some("step")>{words}</li> }
        })
        .collect::<Vec<_>>();
    view! {
        <nav class="steps" aria-label=cx.text("steps-label")>
            <ol role="list">{items}</ol>
        </nav>
    }
}
