//! A payment whose result is not known yet: what is safe, and how to ask again.

use leptos::prelude::*;

use crate::context::Context;
use crate::layout::{Options, document};
use crate::paths;
use crate::view::{PendingCause, PendingPayment, Shell};

/// The page between a payment and its result. It says what is known, and asks the shopper for nothing.
pub fn pending_payment(shell: &Shell, page: &PendingPayment) -> String {
    let cx = Context::new(shell);
    let (heading, text) = keys(page.cause);
    let options = Options {
        title: cx.text(heading).to_owned(),
        style: "order.css",
        is_private: true,
        hides_navigation: true,
        ..Options::default()
    };
    let market_locale = cx.shell.market_locale;
    document(cx, &options, || {
        view! {
            <div class="pay">
                <h1>{cx.text(heading)}</h1>
                <p class="pay-amount">
                    <strong>{cx.money(page.amount)}</strong>
                    <span>{cx.format("pay-for-order", &[("number", page.number.as_str().into())])}</span>
                </p>
                <p>{cx.text(text)}</p>
                <p class="hint">{cx.format("pending-again", &[("count", page.retry_after_seconds.into())])}</p>
                <p>
                    <a class="button" href=paths::order_payment(market_locale, &page.number, &page.payment_id)>
                        {cx.text("pending-check")}
                    </a>
                </p>
                <p><a href=paths::order(market_locale, &page.number)>{cx.text("pending-order")}</a></p>
            </div>
        }
    })
}

const fn keys(cause: PendingCause) -> (&'static str, &'static str) {
    match cause {
        PendingCause::Bank => ("pending-bank", "pending-bank-text"),
        PendingCause::ProviderSilent => ("pending-silent", "pending-silent-text"),
        PendingCause::NotRecorded => ("pending-not-recorded", "pending-not-recorded-text"),
    }
}
