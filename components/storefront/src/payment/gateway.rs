//! What every payment gateway can do.

use outpost_domain::payment::DeclineReason;

use super::card::Card;

/// A gateway's response to a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum GatewayResponse {
    /// The payment succeeded; the gateway's reference of it.
    Paid(&'static str),
    /// The payment was declined: the reason, and the gateway's reference of the attempt.
    Declined(DeclineReason, &'static str),
    /// The shopper's bank asks for a confirmation first (3-D Secure).
    NeedsChallenge,
    /// The gateway did not answer; the outcome is unknown.
    NoAnswer,
}

/// A way to pay.
pub(crate) trait Gateway: Send + Sync {
    /// How long stock is held for a payment, in seconds.
    fn hold_seconds(&self) -> i64;

    /// Whether the shopper pays on a page of this shop right after ordering.
    fn pays_here(&self) -> bool;

    /// Charges a card.
    fn charge(&self, card: &Card) -> GatewayResponse;

    /// Continues a payment after the shopper answered the bank.
    fn complete_challenge(&self, approved: bool) -> GatewayResponse;
}
