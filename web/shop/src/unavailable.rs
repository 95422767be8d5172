//! The page for an operation that needs the primary while it is unavailable: what is safe, and a button to retry.

use leptos::either::Either;
use leptos::prelude::*;

use crate::context::Context;
use crate::layout::{Options, document};
use crate::parts::error_help::{error_help, retry_after};
use crate::view::{PrimaryUnavailable, Retry, Shell, UnavailableOperation};

/// An operation that the shopper can retry, as a page of the shop.
pub fn primary_unavailable(shell: &Shell, page: &PrimaryUnavailable) -> String {
    let cx = Context::new(shell);
    let (heading, explanation) = keys(page.operation);
    let options = Options { title: cx.text(heading).to_owned(), is_private: true, ..Options::default() };
    document(cx, &options, || {
        view! {
            <div class="narrow error-page">
                <h1>{cx.text(heading)}</h1>
                <p>{cx.text(explanation)}</p>
                <p><strong>{retry_after(cx, page.retry_after_seconds)}</strong></p>
                {retry(cx, &page.retry)}
                {error_help(cx, "button button-quiet", &page.request_id)}
            </div>
        }
    })
}

fn retry(cx: Context<'_>, retry: &Retry) -> impl IntoView {
    match retry {
        Retry::Page(href) => Either::Left(view! {
            <p><a class="button" href=href.as_str()>{cx.text("unavailable-retry")}</a></p>
        }),
        Retry::Form(action, fields) => {
            let fields = fields
                .iter()
                .map(|(name, value)| view! { <input type="hidden" name=*name value=value.as_str() /> })
                .collect::<Vec<_>>();
            Either::Right(view! {
                <form method="post" action=action.as_str()>
                    {fields}
                    <button class="button" type="submit">{cx.text("unavailable-retry")}</button>
                </form>
            })
        }
    }
}

const fn keys(operation: UnavailableOperation) -> (&'static str, &'static str) {
    match operation {
        UnavailableOperation::PlaceOrder => ("unavailable-place-order", "unavailable-place-order-text"),
        UnavailableOperation::Pay => ("unavailable-pay", "unavailable-pay-text"),
        UnavailableOperation::ExtendHold => ("unavailable-extend-hold", "unavailable-extend-hold-text"),
        UnavailableOperation::CancelOrder => ("unavailable-cancel-order", "unavailable-cancel-order-text"),
        UnavailableOperation::ShowOrder => ("unavailable-show-order", "unavailable-show-order-text"),
        UnavailableOperation::TrackOrder => ("unavailable-track-order", "unavailable-track-order-text"),
    }
}
