//! The built-in gateway: moves no money, and does what its card numbers say.

use outpost_domain::order::PAYMENT_HOLD_SECONDS;
use outpost_domain::payment::DeclineReason;
use outpost_web_shop::view::{TestCard, TestOutcome};

use super::card::Card;
use super::gateway::{Answer, Gateway};

/// The cards it knows. Any other well-formed card pays.
const CARDS: [(&str, TestOutcome); 5] = [
    ("4242 4242 4242 4242", TestOutcome::Pays),
    ("4000 0025 0000 3155", TestOutcome::NeedsChallenge),
    ("4000 0000 0000 0002", TestOutcome::Declines),
    ("4000 0000 0000 9995", TestOutcome::InsufficientFunds),
    ("4000 0000 0000 0119", TestOutcome::TimesOut),
];

/// The test gateway.
pub(crate) struct TestGateway;

impl Gateway for TestGateway {
    fn hold_seconds(&self) -> i64 {
        PAYMENT_HOLD_SECONDS
    }

    fn pays_here(&self) -> bool {
        true
    }

    fn charge(&self, card: &Card) -> Answer {
        let known = CARDS.iter().find(|(number, _)| number.replace(' ', "") == card.number());
        match known.map_or(TestOutcome::Pays, |(_, outcome)| *outcome) {
            TestOutcome::Pays => Answer::Paid("test-approved"),
            TestOutcome::Declines => Answer::Declined(DeclineReason::Declined, "test-declined"),
            TestOutcome::InsufficientFunds => {
                Answer::Declined(DeclineReason::InsufficientFunds, "test-insufficient-funds")
            }
            TestOutcome::NeedsChallenge => Answer::NeedsChallenge,
            TestOutcome::TimesOut => Answer::Silent,
        }
    }

    fn answered(&self, approved: bool) -> Answer {
        if approved {
            Answer::Paid("test-authenticated")
        } else {
            Answer::Declined(DeclineReason::NotAuthenticated, "test-not-authenticated")
        }
    }
}

/// The cards, as a help on the payment page.
pub(crate) fn cards() -> Vec<TestCard> {
    CARDS.iter().map(|&(number, outcome)| TestCard { number: number.to_owned(), outcome }).collect()
}
