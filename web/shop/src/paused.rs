//! The page for what has to wait: what is safe, and one button that tries again.

use leptos::either::Either;
use leptos::prelude::*;

use crate::context::Context;
use crate::error::{wait_words, ways_on};
use crate::layout::{Frame, document};
use crate::view::{Again, Paused, Shell, Waiting};

/// Something that has to wait, as a page that looks like the shop.
pub fn paused(shell: &Shell, page: &Paused) -> String {
    let cx = Context::new(shell);
    let (heading, explained) = keys(page.what);
    let frame = Frame { title: cx.say(heading).to_owned(), private: true, ..Frame::default() };
    document(cx, &frame, || {
        view! {
            <div class="narrow error-page">
                <h1>{cx.say(heading)}</h1>
                <p>{cx.say(explained)}</p>
                <p><strong>{wait_words(cx, page.retry_after_seconds)}</strong></p>
                {again(cx, &page.again)}
                {ways_on(cx, "button button-quiet", &page.request_id)}
            </div>
        }
    })
}

fn again(cx: Context<'_>, again: &Again) -> impl IntoView {
    match again {
        Again::Page(href) => Either::Left(view! {
            <p><a class="button" href=href.as_str()>{cx.say("paused-again")}</a></p>
        }),
        Again::Form(action, fields) => {
            let fields = fields
                .iter()
                .map(|(name, value)| view! { <input type="hidden" name=*name value=value.as_str() /> })
                .collect::<Vec<_>>();
            Either::Right(view! {
                <form method="post" action=action.as_str()>
                    {fields}
                    <button class="button" type="submit">{cx.say("paused-again")}</button>
                </form>
            })
        }
    }
}

const fn keys(what: Waiting) -> (&'static str, &'static str) {
    match what {
        Waiting::Ordering => ("paused-ordering", "paused-ordering-text"),
        Waiting::Paying => ("paused-paying", "paused-paying-text"),
        Waiting::Holding => ("paused-holding", "paused-holding-text"),
        Waiting::Order => ("paused-order", "paused-order-text"),
        Waiting::Tracking => ("paused-tracking", "paused-tracking-text"),
    }
}
