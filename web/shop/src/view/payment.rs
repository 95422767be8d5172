//! Paying an order: the choice of a way, and waiting for what becomes of a payment.

use outpost_domain::money::Money;
use outpost_domain::payment::{DeclineReason, PaymentMethod};
use time::OffsetDateTime;

/// The ways to pay an order on a provider's page. Posts `method` and `attempt` to `/{m}/orders/{number}/pay`.
#[derive(Clone, Debug)]
pub struct Payment {
    /// The order's number.
    pub number: String,
    /// The amount.
    pub amount: Money,
    /// When the hold on stock ends; `None` where it does not end.
    pub hold_expires_at: Option<OffsetDateTime>,
    /// The number of attempts that failed so far. The form posts it as `attempt`, so that pressing twice tries once.
    pub attempt: usize,
    /// The number to pay with at the till of a convenience store, where the shopper has asked for one.
    pub voucher: Option<String>,
    /// The ways on a provider's page that the market offers.
    pub methods: Vec<PaymentMethod>,
    /// What became of the last attempt.
    pub problem: Option<PaymentProblem>,
}

/// Why the shopper is back without having paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentProblem {
    /// The payment did not go through.
    Declined(DeclineReason),
    /// The provider could not be asked for a payment. Nothing was charged.
    ProviderSilent,
}

/// A payment whose result is not known yet.
#[derive(Clone, Debug)]
pub struct PendingPayment {
    /// The order's number.
    pub number: String,
    /// The amount.
    pub amount: Money,
    /// The payment's id, by which its page is asked for again.
    pub payment_id: String,
    /// What is waited for.
    pub cause: PendingCause,
    /// Seconds after which the page asks again by itself.
    pub retry_after_seconds: u32,
}

/// What a payment's result waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PendingCause {
    /// The shopper's bank.
    Bank,
    /// The provider does not respond. It may have taken the money.
    ProviderSilent,
    /// The shop cannot write the result down at the moment. The provider has taken the money.
    NotRecorded,
}
