//! What every payment provider can do.

use bytes::Bytes;
use http::HeaderMap;
use outpost_domain::ids::{PaymentId, RefundId};
use outpost_domain::market::Locale;
use outpost_domain::money::Money;
use outpost_domain::order::OrderNumber;
use outpost_domain::payment::{PaymentMethod, PaymentProviderCode, PaymentReport, PaymentState, RefundState};
use outpost_platform::{BoxFuture, HttpError};

/// A payment to be made. Sending it again under the same id gives the same intent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRequest {
    /// The stored attempt, and the idempotency key.
    pub payment_id: PaymentId,
    /// The order it pays, as the shopper finds it on the statement.
    pub order_number: OrderNumber,
    /// What is to be paid.
    pub amount: Money,
    /// How the shopper wants to pay.
    pub method: PaymentMethod,
    /// The language of the provider's page.
    pub locale: Locale,
    /// Where the provider sends the shopper's browser afterwards.
    pub return_url: String,
    /// Where the provider reports what became of it.
    pub webhook_url: String,
}

/// A payment as the provider knows it after it was asked for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentIntent {
    /// The provider's id of the payment.
    pub reference: String,
    /// Where it stands.
    pub state: PaymentState,
    /// The provider's page to which the shopper goes, if there is one.
    pub redirect_url: Option<String>,
}

/// A payment that the provider was asked for before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderPayment {
    /// The stored attempt.
    pub payment_id: PaymentId,
    /// The provider's id of the payment.
    pub reference: String,
    /// The amount of the attempt.
    pub amount: Money,
}

/// Money to be sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundRequest {
    /// The stored refund, and the idempotency key.
    pub refund_id: RefundId,
    /// The provider's id of the payment whose money goes back.
    pub reference: String,
    /// How much of it.
    pub amount: Money,
}

/// What became of a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundOutcome {
    /// Whether the money went back.
    pub state: RefundState,
    /// The provider's code of a refusal.
    pub reason: Option<String>,
}

/// Why a provider gave no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProviderError {
    /// The provider was not reached. It did nothing, so nothing was charged.
    #[error("the provider was not reached: {0}")]
    NotReached(String),
    /// The provider refused, so nothing was charged. The same request is refused again.
    #[error("the provider refused with {status}: {reason}")]
    Refused {
        /// The status of its response.
        status: u16,
        /// Its code of the refusal.
        reason: String,
    },
    /// The provider may have acted on the request. Asking again under the same id tells.
    #[error("it is unknown whether the provider acted: {0}")]
    Unknown(String),
}

impl ProviderError {
    /// Whether money cannot have moved.
    pub const fn is_nothing_charged(&self) -> bool {
        matches!(self, Self::NotReached(_) | Self::Refused { .. })
    }
}

impl From<HttpError> for ProviderError {
    fn from(error: HttpError) -> Self {
        if error.is_unsent() { Self::NotReached(error.to_string()) } else { Self::Unknown(error.to_string()) }
    }
}

/// Why a webhook was not accepted. Nobody but the provider learns of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    /// No signature, one of another secret, or one of another time.
    #[error("the signature does not fit: {0}")]
    Signature(#[from] crate::signature::SignatureError),
    /// The body is not a report.
    #[error("the body is no report of this provider: {0}")]
    Body(String),
    /// The provider sends no webhooks.
    #[error("this provider sends no webhooks")]
    NoWebhooks,
}

/// A payment provider. Its methods change nothing in the shop's database.
pub trait PaymentProvider: Send + Sync {
    /// Which provider it is.
    fn code(&self) -> PaymentProviderCode;

    /// Asks for a payment, or for the one that was made under the same id before.
    fn create<'a>(&'a self, payment: &'a PaymentRequest) -> BoxFuture<'a, Result<PaymentIntent, ProviderError>>;

    /// Reads where a payment stands.
    fn read<'a>(&'a self, payment: &'a ProviderPayment) -> BoxFuture<'a, Result<PaymentReport, ProviderError>>;

    /// The number with which the shopper pays this payment at a till; `None` where it is paid in another way, or no more.
    fn voucher<'a>(&'a self, _: &'a ProviderPayment) -> BoxFuture<'a, Result<Option<String>, ProviderError>> {
        Box::pin(async { Ok(None) })
    }

    /// Takes money that is reserved.
    fn capture<'a>(&'a self, payment: &'a ProviderPayment) -> BoxFuture<'a, Result<PaymentReport, ProviderError>>;

    /// Gives a payment up before its money is taken. The report says what it became: it may have been captured before.
    fn void<'a>(&'a self, payment: &'a ProviderPayment) -> BoxFuture<'a, Result<PaymentReport, ProviderError>>;

    /// Sends money back. A refusal is an outcome, so that it can be recorded.
    fn refund<'a>(&'a self, refund: &'a RefundRequest) -> BoxFuture<'a, Result<RefundOutcome, ProviderError>>;

    /// The report in a webhook whose signature fits at `now`, in seconds since 1970. `None` where it is about nothing that
    /// is recorded by webhook, such as a refund.
    fn webhook(&self, headers: &HeaderMap, body: &Bytes, now: i64) -> Result<Option<PaymentReport>, WebhookError>;
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn only_a_request_that_was_not_sent_or_was_refused_is_sure_to_have_charged_nothing() {
        let check = |error: ProviderError, sure: bool| assert_eq!(error.is_nothing_charged(), sure, "{error}");
        check(HttpError::NotSent("refused".to_owned()).into(), true);
        check(HttpError::NoResponse("reset".to_owned()).into(), false);
        check(HttpError::TimedOut(Duration::from_secs(5)).into(), false);
        check(HttpError::TooLarge(1).into(), false);
        check(ProviderError::Refused { status: 422, reason: "amount".to_owned() }, true);
    }
}
