//! The test gateway's payment page: a card form, and the step of 3-D Secure.

use leptos::either::Either;
use leptos::prelude::*;
use outpost_domain::payment::DeclineReason;
use outpost_web_ui::formatting::{iso_datetime, time_of_day};
use outpost_web_ui::parts::error_summary::{SummaryItem, alert, error_summary};
use outpost_web_ui::parts::field::{Field, field};
use outpost_web_ui::parts::icon;

use crate::context::Context;
use crate::layout::{Options, document};
use crate::paths;
use crate::view::{PayStep, Payment, Shell, TestCard, TestOutcome};

/// Paying an order by card.
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
        view! {
            <div class="pay">
                <h1>{cx.text("pay-heading")}</h1>
                <p class="pay-amount">
                    <strong>{cx.money(page.amount)}</strong>
                    <span>{cx.format("pay-for-order", &[("number", page.number.as_str().into())])}</span>
                </p>
                <p class="hint">
                    {cx.text("pay-held-until")} " "
                    <time datetime=iso_datetime(page.hold_expires_at)>{time_of_day(page.hold_expires_at)}</time>
                </p>
                {match &page.step {
                    PayStep::Card { declined, number_invalid, expiry_invalid, cvc_invalid } => {
                        let wrong = [*number_invalid, *expiry_invalid, *cvc_invalid];
                        Either::Left(card_step(cx, page, *declined, wrong))
                    }
                    PayStep::Challenge { challenge } => Either::Right(challenge_step(cx, page, challenge)),
                }}
            </div>
        }
    })
}

fn card_step(cx: Context<'_>, page: &Payment, declined: Option<DeclineReason>, wrong: [bool; 3]) -> impl IntoView {
    let fields = [
        ("card_number", "missing-card-number"),
        ("card_expiry", "missing-card-expiry"),
        ("card_cvc", "missing-card-cvc"),
    ];
    let errors: Vec<SummaryItem> = fields
        .into_iter()
        .zip(wrong)
        .filter(|(_, wrong)| *wrong)
        .map(|((field, key), _)| SummaryItem { field, message: cx.text(key).to_owned() })
        .collect();
    view! {
        {declined
            .map(|reason| alert(cx.text("pay-declined").to_owned(), view! { <p>{cx.text(decline_key(reason))}</p> }))}
        {error_summary(*cx, errors)}
        {card_form(cx, page, wrong)}
        {(!page.test_cards.is_empty()).then(|| test_cards(cx, &page.test_cards))}
    }
}

fn card_form(cx: Context<'_>, page: &Payment, wrong: [bool; 3]) -> impl IntoView {
    let error = |index: usize, key| wrong[index].then(|| cx.text(key).to_owned());
    let input = |id, label, autocomplete, error, class| Field {
        id,
        label,
        autocomplete,
        inputmode: "numeric",
        maxlength: 23,
        required: true,
        error,
        class,
        ..Field::default()
    };
    view! {
        <form class="form" method="post" action=paths::order_pay(cx.shell.market_locale, &page.number) novalidate>
            {attempt(page)}
            <div class="fields">
                {field(input("card_number", cx.text("card-number"), "cc-number", error(0, "missing-card-number"), ""))}
                {field(Field {
                    hint: Some(cx.text("card-expiry-hint")),
                    ..input("card_expiry", cx.text("card-expiry"), "cc-exp", error(1, "missing-card-expiry"), "field-half")
                })}
                {field(Field {
                    hint: Some(cx.text("card-cvc-hint")),
                    ..input("card_cvc", cx.text("card-cvc"), "cc-csc", error(2, "missing-card-cvc"), "field-half")
                })}
            </div>
            <button class="button button-wide" type="submit">
                {icon::lock()} {cx.format("pay-now", &[("amount", cx.money(page.amount).into())])}
            </button>
        </form>
        <p><a href=paths::order(cx.shell.market_locale, &page.number)>{cx.text("pay-later")}</a></p>
    }
}

fn attempt(page: &Payment) -> impl IntoView {
    view! { <input type="hidden" name="attempt" value=page.attempt.to_string() /> }
}

fn challenge_step(cx: Context<'_>, page: &Payment, challenge: &str) -> impl IntoView {
    view! {
        <section class="challenge" aria-labelledby="challenge">
            <h2 id="challenge">{icon::lock()} {cx.text("challenge-heading")}</h2>
            <p>{cx.text("challenge-explained")}</p>
            <form method="post" action=paths::order_pay(cx.shell.market_locale, &page.number)>
                <input type="hidden" name="challenge" value=challenge.to_owned() />
                {attempt(page)}
                <button class="button button-wide" type="submit" name="answer" value="approve">
                    {cx.format("challenge-approve", &[("amount", cx.money(page.amount).into())])}
                </button>
                <button class="button button-quiet button-wide" type="submit" name="answer" value="refuse">
                    {cx.text("challenge-refuse")}
                </button>
            </form>
        </section>
    }
}

fn test_cards(cx: Context<'_>, cards: &[TestCard]) -> impl IntoView {
    let rows = cards
        .iter()
        .map(|card| {
            view! {
                <div>
                    <dt>{card.number.as_str()}</dt>
                    <dd>{cx.text(outcome_key(card.outcome))}</dd>
                </div>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <section class="test-cards" aria-labelledby="test-cards">
            <h2 id="test-cards">{cx.text("test-cards-heading")}</h2>
            <p>{cx.text("test-cards-explained")}</p>
            <dl class="test-card-list">{rows}</dl>
        </section>
    }
}

const fn decline_key(reason: DeclineReason) -> &'static str {
    match reason {
        DeclineReason::Declined => "decline-declined",
        DeclineReason::InsufficientFunds => "decline-funds",
        DeclineReason::NotAuthenticated => "decline-authentication",
        DeclineReason::TimedOut => "decline-timeout",
    }
}

const fn outcome_key(outcome: TestOutcome) -> &'static str {
    match outcome {
        TestOutcome::Pays => "test-card-pays",
        TestOutcome::Declines => "test-card-declines",
        TestOutcome::InsufficientFunds => "test-card-funds",
        TestOutcome::NeedsChallenge => "test-card-challenge",
        TestOutcome::TimesOut => "test-card-timeout",
    }
}
