//! Error pages: what happened, what to do now, and the number to quote.

use leptos::prelude::*;

use crate::context::Context;
use crate::layout::document;
use crate::routes;
use crate::view::{ErrorPage, Shell};

/// An error as a page.
pub fn error(shell: &Shell, page: &ErrorPage) -> String {
    let cx = Context::new(shell);
    let (heading, text) = texts(cx, page.status);
    let wait = page.retry_after_seconds.map(|seconds| cx.plural("error-wait-seconds", u64::from(seconds.max(1))));
    document(cx, heading, || {
        view! {
            <div class="narrow error-page">
                <p class="error-status" aria-hidden="true">{page.status.to_string()}</p>
                <h1>{heading}</h1>
                <p>{text}</p>
                {wait.map(|wait| view! { <p><strong>{wait}</strong></p> })}
                <p><a class="button" href=routes::SHOP.path(cx.shell.market_locale, &[])>{cx.text("orders-shop")}</a></p>
                <p class="hint">{cx.text("error-request")} " " <code class="code">{page.request_id.clone()}</code></p>
            </div>
        }
    })
}

fn texts(cx: Context<'_>, status: u16) -> (&'static str, &'static str) {
    match status {
        403 => (cx.text("error-forbidden"), cx.text("error-forbidden-text")),
        404 => (cx.text("error-not-found"), cx.text("error-not-found-text")),
        405 => (cx.text("error-method"), cx.text("error-method-text")),
        413 => (cx.text("error-too-large"), cx.text("error-too-large-text")),
        415 => (cx.text("error-media"), cx.text("error-media-text")),
        422 => (cx.text("error-unprocessable"), cx.text("error-unprocessable-text")),
        429 => (cx.text("error-too-many"), cx.text("error-too-many-text")),
        503 => (cx.text("account-unavailable"), cx.text("account-unavailable-text")),
        400..=499 => (cx.text("error-bad-request"), cx.text("error-bad-request-text")),
        _ => (cx.text("error-internal"), cx.text("error-internal-text")),
    }
}
