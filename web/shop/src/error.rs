//! Error pages: what happened, what to do now, and the number to quote.

use leptos::prelude::*;

use crate::context::Context;
use crate::layout::{Options, document};
use crate::parts::error_help::{error_help, retry_after};
use crate::view::{ErrorKind, ErrorPage, Shell};

/// An error as a page of the shop.
pub fn error(shell: &Shell, page: &ErrorPage) -> String {
    let cx = Context::new(shell);
    let (heading, explanation) = keys(page.kind);
    let options = Options { title: cx.text(heading).to_owned(), is_private: true, ..Options::default() };
    document(cx, &options, || {
        view! {
            <div class="narrow error-page">
                <p class="error-status" aria-hidden="true">{page.kind.status().to_string()}</p>
                <h1>{cx.text(heading)}</h1>
                <p>{cx.text(explanation)}</p>
                {retry(cx, page.kind)}
                {error_help(cx, "button", &page.request_id)}
            </div>
        }
    })
}

fn retry(cx: Context<'_>, kind: ErrorKind) -> Option<impl IntoView> {
    match kind {
        ErrorKind::TooManyRequests { retry_after_seconds } | ErrorKind::Unavailable { retry_after_seconds } => {
            Some(view! { <p><strong>{retry_after(cx, retry_after_seconds)}</strong></p> })
        }
        _ => None,
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
