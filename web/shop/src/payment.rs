//! Paying an order: the choice of a way, and the page of a payment whose result is not known yet.

mod pending;

use leptos::prelude::*;
use outpost_domain::payment::{DeclineReason, PaymentMethod};
use outpost_web_ui::formatting::{iso_datetime, time_of_day};
use outpost_web_ui::parts::error_summary::alert;
use outpost_web_ui::parts::icon;

use crate::context::Context;
use crate::layout::{Options, document};
use crate::paths;
use crate::view::{Payment, PaymentProblem, Shell};

pub use pending::pending_payment;

/// The ways to pay an order.
pub fn payment(shell: &Shell, page: &Payment) -> String {
    let cx = Context::new(shell);
    let options = Options {
        title: cx.text("pay-heading").to_owned(),
        style: "order.css",
        is_private: true,
        hides_navigation: true,
        ..Options::default()
    };
    document(cx, &options, || {
        let ways = page.methods.iter().map(|method| way(cx, page, *method)).collect::<Vec<_>>();
        view! {
            <div class="pay">
                <h1>{cx.text("pay-heading")}</h1>
                <p class="pay-amount">
                    <strong>{cx.money(page.amount)}</strong>
                    <span>{cx.format("pay-for-order", &[("number", page.number.as_str().into())])}</span>
                </p>
                {page.hold_expires_at
                    .map(|ends| {
                        view! {
                            <p class="hint">
                                {cx.text("pay-held-until")} " "
                                <time datetime=iso_datetime(ends)>{time_of_day(ends)}</time>
                            </p>
                        }
                    })}
                {page.problem
                    .map(|problem| {
                        let (heading, text) = problem_keys(problem);
                        alert(cx.text(heading).to_owned(), view! { <p>{cx.text(text)}</p> })
                    })}
                {ways}
                <p><a href=paths::order(cx.shell.market_locale, &page.number)>{cx.text("pay-later")}</a></p>
            </div>
        }
    })
}

/// The button that leads to a provider's page.
fn way(cx: Context<'_>, page: &Payment, method: PaymentMethod) -> impl IntoView {
    view! {
        <form class="form" method="post" action=paths::order_pay(cx.shell.market_locale, &page.number)>
            <input type="hidden" name="attempt" value=page.attempt.to_string() />
            <button class="button button-wide" type="submit" name="method" value=method.code()>
                {icon::lock()} {cx.format(way_key(method), &[("amount", cx.money(page.amount).into())])}
            </button>
            <p class="hint">{cx.text("pay-hosted-note")}</p>
        </form>
    }
}

const fn way_key(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::Card => "pay-by-card",
        PaymentMethod::Transfer | PaymentMethod::OnDelivery => "pay-now",
    }
}

const fn problem_keys(problem: PaymentProblem) -> (&'static str, &'static str) {
    match problem {
        PaymentProblem::ProviderSilent => ("pay-silent", "pay-silent-text"),
        PaymentProblem::Declined(DeclineReason::Abandoned) => ("pay-abandoned", "pay-abandoned-text"),
        PaymentProblem::Declined(DeclineReason::Declined) => ("pay-declined", "decline-declined"),
        PaymentProblem::Declined(DeclineReason::InsufficientFunds) => ("pay-declined", "decline-funds"),
        PaymentProblem::Declined(DeclineReason::NotAuthenticated) => ("pay-declined", "decline-authentication"),
    }
}
