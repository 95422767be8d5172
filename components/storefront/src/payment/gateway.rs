//! What every gateway can do, and which there are.

use outpost_domain::order::TRANSFER_HOLD_SECONDS;
use outpost_domain::payment::{DeclineReason, PaymentGateway};

use super::card::Card;
use super::test_gateway::TestGateway;
use crate::state::State;

/// What a gateway says to a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The money is there; what the gateway calls the payment.
    Paid(&'static str),
    /// It is not, and why; what the gateway calls the attempt.
    Declined(DeclineReason, &'static str),
    /// The shopper's bank wants to be asked first (3-D Secure).
    NeedsChallenge,
    /// Nothing is known: the gateway did not answer.
    Silent,
}

/// A way to pay.
pub(crate) trait Gateway: Send + Sync {
    /// How long stock is held for a payment, in seconds.
    fn hold_seconds(&self) -> i64;

    /// Whether the shopper pays on a page of this shop right after ordering.
    fn pays_here(&self) -> bool;

    /// Charges a card.
    fn charge(&self, card: &Card) -> Answer;

    /// Goes on after the shopper's bank was asked.
    fn answered(&self, approved: bool) -> Answer;
}

/// Bank transfer: money comes days later and is matched by hand; there is no card to charge.
struct ManualGateway;

impl Gateway for ManualGateway {
    fn hold_seconds(&self) -> i64 {
        TRANSFER_HOLD_SECONDS
    }

    fn pays_here(&self) -> bool {
        false
    }

    fn charge(&self, _: &Card) -> Answer {
        Answer::Silent
    }

    fn answered(&self, _: bool) -> Answer {
        Answer::Silent
    }
}

/// The gateway of a way to pay.
pub(crate) fn of(kind: PaymentGateway) -> &'static dyn Gateway {
    match kind {
        PaymentGateway::Test => &TestGateway,
        PaymentGateway::Manual => &ManualGateway,
    }
}

/// The ways to pay that are offered, the first one suggested.
pub(crate) fn offered(state: &State) -> Vec<PaymentGateway> {
    let test = state.config.test_payments.then_some(PaymentGateway::Test);
    test.into_iter().chain([PaymentGateway::Manual]).collect()
}
