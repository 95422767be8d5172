//! The built-in test gateway: moves no money; the card number decides the outcome.

use outpost_domain::order::PAYMENT_HOLD_SECONDS;
use outpost_domain::payment::DeclineReason;
use outpost_web_shop::view::{TestCard, TestOutcome};

use super::card::Card;
use super::gateway::{Gateway, GatewayResponse};

/// The cards with a fixed outcome. Any other well-formed card pays.
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

    fn charge(&self, card: &Card) -> GatewayResponse {
        let known = CARDS.iter().find(|(number, _)| number.replace(' ', "") == card.number());
        match known.map_or(TestOutcome::Pays, |(_, outcome)| *outcome) {
            TestOutcome::Pays => GatewayResponse::Paid("test-approved"),
            TestOutcome::Declines => GatewayResponse::Declined(DeclineReason::Declined, "test-declined"),
            TestOutcome::InsufficientFunds => {
                GatewayResponse::Declined(DeclineReason::InsufficientFunds, "test-insufficient-funds")
            }
            TestOutcome::NeedsChallenge => GatewayResponse::NeedsChallenge,
            TestOutcome::TimesOut => GatewayResponse::NoAnswer,
        }
    }

    fn complete_challenge(&self, approved: bool) -> GatewayResponse {
        if approved {
            GatewayResponse::Paid("test-authenticated")
        } else {
            GatewayResponse::Declined(DeclineReason::NotAuthenticated, "test-not-authenticated")
        }
    }
}

/// The test cards, as the payment page lists them.
pub(crate) fn cards() -> Vec<TestCard> {
    CARDS.iter().map(|&(number, outcome)| TestCard { number: number.to_owned(), outcome }).collect()
}
