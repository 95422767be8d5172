//! The bodies of the sandbox's API.

use outpost_domain::money::{Currency, Money};
use outpost_domain::payment::{PaymentReport, PaymentState};
use serde::{Deserialize, Serialize};

use crate::provider::{PaymentRequest, ProviderPayment};

/// A payment to make.
#[derive(Serialize)]
pub(super) struct Create<'a> {
    payment_id: String,
    amount_minor: i64,
    currency: &'static str,
    order_number: &'a str,
    return_url: &'a str,
    webhook_url: &'a str,
    method: &'static str,
    locale: &'a str,
}

impl<'a> Create<'a> {
    pub fn of(payment: &'a PaymentRequest) -> Self {
        Self {
            payment_id: payment.payment_id.to_string(),
            amount_minor: payment.amount.minor(),
            currency: payment.amount.currency().code(),
            order_number: payment.order_number.as_str(),
            return_url: &payment.return_url,
            webhook_url: &payment.webhook_url,
            method: payment.method.code(),
            locale: payment.locale.code(),
        }
    }
}

/// The amount of an action.
#[derive(Serialize)]
pub(super) struct Amount {
    amount_minor: i64,
}

impl Amount {
    pub const fn of(amount: Money) -> Self {
        Self { amount_minor: amount.minor() }
    }
}

/// A payment as it stands.
#[derive(Debug, Deserialize)]
pub(super) struct Payment {
    pub reference: String,
    pub state: PaymentState,
    pub redirect_url: Option<String>,
    pub voucher_number: Option<String>,
    amount_minor: i64,
    captured_minor: i64,
    currency: Currency,
    reason: Option<String>,
}

impl Payment {
    /// The report that this amounts to. It has the same id each time as long as nothing changes.
    pub fn report(self, payment: &ProviderPayment) -> PaymentReport {
        let currency = self.currency;
        let minor = if self.state == PaymentState::Captured { self.captured_minor } else { self.amount_minor };
        let reason = self.reason.as_deref().unwrap_or("");
        let event_id = format!("read:{}:{}:{minor}:{currency}:{reason}", payment.payment_id, self.state.code());
        PaymentReport {
            payment_id: payment.payment_id,
            event_id,
            reference: self.reference,
            state: self.state,
            amount: Money::new(minor, currency),
            reason: self.reason,
        }
    }
}

/// Why the sandbox refused.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Refusal {
    pub detail: String,
}
