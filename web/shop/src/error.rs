//! Pages for what went wrong: what happened, what to do now, and the number to quote.

use leptos::prelude::*;

use crate::context::Context;
use crate::layout::{Frame, document};
use crate::paths;
use crate::view::{ErrorKind, ErrorPage, InfoPage, Shell};

/// An error as a page that looks like the shop.
pub fn error(shell: &Shell, page: &ErrorPage) -> String {
    let cx = Context::new(shell);
    let (heading, explained) = keys(page.kind);
    let frame = Frame { title: cx.say(heading).to_owned(), private: true, ..Frame::default() };
    document(cx, &frame, || {
        view! {
            <div class="narrow error-page">
                <p class="error-status" aria-hidden="true">{page.kind.status().to_string()}</p>
                <h1>{cx.say(heading)}</h1>
                <p>{cx.say(explained)}</p>
                {wait(cx, page.kind)}
                {ways_on(cx, "button", &page.request_id)}
            </div>
        }
    })
}

fn wait(cx: Context<'_>, kind: ErrorKind) -> Option<impl IntoView> {
    match kind {
        ErrorKind::TooManyRequests { retry_after_seconds } | ErrorKind::Unavailable { retry_after_seconds } => {
            Some(view! { <p><strong>{wait_words(cx, retry_after_seconds)}</strong></p> })
        }
        _ => None,
    }
}

/// What else can be done, whom to ask, and the number to quote; `home` is the look of the first way.
pub(crate) fn ways_on(cx: Context<'_>, home: &'static str, request_id: &str) -> impl IntoView {
    let prefix = cx.shell.prefix;
    view! {
        <p class="error-ways">
            <a class=home href=paths::home(prefix)>{cx.say("error-home")}</a>
            <a class="button button-quiet" href=paths::cart(prefix)>{cx.say("error-cart")}</a>
        </p>
        <p class="hint">
            {cx.say("error-help")} " "
            <a href=paths::info(prefix, InfoPage::Contact)>{crate::info::name(cx, InfoPage::Contact)}</a>
        </p>
        <p class="hint">{cx.say("error-request")} " " <code>{request_id.to_owned()}</code></p>
    }
}

/// When to try again, in seconds or minutes.
pub(crate) fn wait_words(cx: Context<'_>, seconds: u32) -> String {
    let seconds = u64::from(seconds);
    if seconds <= 90 {
        cx.count("error-wait-seconds", seconds.max(1))
    } else {
        cx.count("error-wait-minutes", seconds.div_ceil(60))
    }
}

const fn keys(kind: ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::BadRequest => ("error-bad-request", "error-bad-request-text"),
        ErrorKind::Forbidden => ("error-forbidden", "error-forbidden-text"),
        ErrorKind::NotFound => ("error-not-found", "error-not-found-text"),
        ErrorKind::MethodNotAllowed => ("error-method", "error-method-text"),
        ErrorKind::TooLarge => ("error-too-large", "error-too-large-text"),
        ErrorKind::UnsupportedMedia => ("error-media", "error-media-text"),
        ErrorKind::Unprocessable => ("error-unprocessable", "error-unprocessable-text"),
        ErrorKind::TooManyRequests { .. } => ("error-too-many", "error-too-many-text"),
        ErrorKind::Internal => ("error-internal", "error-internal-text"),
        ErrorKind::Unavailable { .. } => ("error-unavailable", "error-unavailable-text"),
    }
}
