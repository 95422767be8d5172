//! Paying an order: the choice of a way, and the page of a payment whose result is not known yet.

mod pending;
mod voucher;

use leptos::prelude::*;
use outpost_domain::payment::{DeclineReason, PaymentMethod};
use outpost_web_ui::formatting::iso_datetime;
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
                {page.hold_expires_at.filter(|_| page.voucher.is_none())
                    .map(|ends| {
                        view! {
                            <p class="hint">
                                {cx.text("pay-held-until")} " "
                                <time datetime=iso_datetime(ends)>{cx.moment(ends)}</time>
                            </p>
                        }
                    })}
                {page.problem
                    .map(|problem| {
                        let (heading, text) = problem_keys(problem);
                        alert(cx.text(heading).to_owned(), view! { <p>{cx.text(text)}</p> })
                    })}
                {page.voucher.as_deref().map(|number| voucher::voucher(cx, page, number))}
                {ways}
                <p><a href=paths::order(cx.shell.market_locale, &page.number)>{cx.text("pay-later")}</a></p>
            </div>
        }
    })
}

/// The button that leads to a provider's page.
fn way(cx: Context<'_>, page: &Payment, method: PaymentMethod) -> impl IntoView {
    let (key, hint) = way_keys(method, page.voucher.is_some());
    view! {
        <form class="form" method="post" action=paths::order_pay(cx.shell.market_locale, &page.number)>
            <input type="hidden" name="attempt" value=page.attempt.to_string() />
            <button class="button button-wide" type="submit" name="method" value=method.code()>
                {icon::lock()} {cx.format(key, &[("amount", cx.money(page.amount).into())])}
            </button>
            <p class="hint">{cx.text(hint)}</p>
        </form>
    }
}

/// The button of a way and what happens next.
const fn way_keys(method: PaymentMethod, has_voucher: bool) -> (&'static str, &'static str) {
    match method {
        PaymentMethod::ConvenienceStore if has_voucher => ("pay-in-store-again", "pay-in-store-again-note"),
        PaymentMethod::ConvenienceStore => ("pay-in-store", "pay-in-store-note"),
        PaymentMethod::Card => ("pay-by-card", "pay-hosted-note"),
        PaymentMethod::Transfer | PaymentMethod::OnDelivery => ("pay-now", "pay-hosted-note"),
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
