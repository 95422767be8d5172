//! Payments: ways to pay, the states of a payment, and what a provider reports about one.
//!
//! A payment is one attempt to take money for an order. An order may have several; what they captured minus what was
//! refunded is what the shop holds for the order.

mod method;
mod refund;
mod state;

use serde::{Deserialize, Serialize};

use crate::ids::PaymentId;
use crate::money::Money;

pub use method::{PaymentMethod, PaymentProviderCode, UnknownPaymentMethod, UnknownPaymentProvider};
pub use refund::{RefundCause, RefundState, UnknownRefundCause, UnknownRefundState};
pub use state::{PaymentState, UnknownPaymentState};

/// What a provider says about a payment: in a webhook, or when it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentReport {
    /// The shop's id of the payment, which is also the provider's idempotency key.
    pub payment_id: PaymentId,
    /// The provider's id of the event. The same event has the same id however often it is delivered.
    pub event_id: String,
    /// The provider's id of the payment; never card data. Empty where the provider refused to make it.
    pub reference: String,
    /// Where the payment stands at the provider.
    pub state: PaymentState,
    /// The amount that is reserved or was taken.
    pub amount: Money,
    /// The provider's code of a decline, such as `insufficient_funds`.
    pub reason: Option<String>,
}

/// Why a payment did not go through, as the shopper is told. The order and its hold stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeclineReason {
    /// The bank declined, or the provider gives no reason that the shopper can act on.
    Declined,
    /// Not enough money.
    InsufficientFunds,
    /// The shopper, or the bank, refused the 3-D Secure step.
    NotAuthenticated,
    /// The shopper went back without paying.
    Abandoned,
}

impl DeclineReason {
    /// The reason behind a provider's code.
    pub fn of_code(code: Option<&str>) -> Self {
        match code {
            Some("insufficient_funds") => Self::InsufficientFunds,
            Some("authentication_failed" | "not_authenticated") => Self::NotAuthenticated,
            Some("abandoned" | "cancelled" | "challenge") => Self::Abandoned,
            _ => Self::Declined,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_that_nobody_knows_is_a_decline() {
        assert_eq!(DeclineReason::of_code(Some("insufficient_funds")), DeclineReason::InsufficientFunds);
        assert_eq!(DeclineReason::of_code(Some("moon_phase")), DeclineReason::Declined);
        assert_eq!(DeclineReason::of_code(None), DeclineReason::Declined);
    }
}
