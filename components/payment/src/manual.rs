//! Money that staff see arrive: bank transfers, and cash on delivery. Nobody is called.

use bytes::Bytes;
use http::HeaderMap;
use outpost_domain::payment::{PaymentProviderCode, PaymentReport, PaymentState, RefundState};
use outpost_platform::BoxFuture;

use crate::provider::{
    PaymentIntent, PaymentProvider, PaymentRequest, ProviderError, ProviderPayment, RefundOutcome, RefundRequest,
    WebhookError,
};

/// The provider of transfers and cash on delivery. Its reference of a payment is the payment's id.
pub struct Manual;

/// The report that staff's word about a payment amounts to; once for each state.
fn report(payment: &ProviderPayment, state: PaymentState) -> PaymentReport {
    PaymentReport {
        payment_id: payment.payment_id,
        event_id: format!("{}:{}", payment.payment_id, state.code()),
        reference: payment.reference.clone(),
        state,
        amount: payment.amount,
        reason: None,
    }
}

impl PaymentProvider for Manual {
    fn code(&self) -> PaymentProviderCode {
        PaymentProviderCode::Manual
    }

    fn create<'a>(&'a self, payment: &'a PaymentRequest) -> BoxFuture<'a, Result<PaymentIntent, ProviderError>> {
        let reference = payment.payment_id.to_string();
        Box::pin(async { Ok(PaymentIntent { reference, state: PaymentState::NeedsAction, redirect_url: None }) })
    }

    fn read<'a>(&'a self, payment: &'a ProviderPayment) -> BoxFuture<'a, Result<PaymentReport, ProviderError>> {
        Box::pin(async { Ok(report(payment, PaymentState::NeedsAction)) })
    }

    fn capture<'a>(&'a self, payment: &'a ProviderPayment) -> BoxFuture<'a, Result<PaymentReport, ProviderError>> {
        Box::pin(async { Ok(report(payment, PaymentState::Captured)) })
    }

    fn void<'a>(&'a self, payment: &'a ProviderPayment) -> BoxFuture<'a, Result<PaymentReport, ProviderError>> {
        Box::pin(async { Ok(report(payment, PaymentState::Voided)) })
    }

    /// Staff send it back by hand, and record that themselves.
    fn refund<'a>(&'a self, _: &'a RefundRequest) -> BoxFuture<'a, Result<RefundOutcome, ProviderError>> {
        Box::pin(async { Ok(RefundOutcome { state: RefundState::Requested, reason: None }) })
    }

    fn webhook(&self, _: &HeaderMap, _: &Bytes, _: i64) -> Result<Option<PaymentReport>, WebhookError> {
        Err(WebhookError::NoWebhooks)
    }
}

#[cfg(test)]
mod tests {
    use outpost_domain::ids::PaymentId;
    use outpost_domain::money::Money;
    use outpost_domain::samples::GBP;
    use uuid::Uuid;

    use super::*;

    #[tokio::test]
    async fn staffs_word_is_a_report_with_the_same_id_each_time() {
        let payment_id = PaymentId::new(Uuid::from_u128(7));
        let amount = Money::new(1_294, GBP);
        let payment = ProviderPayment { payment_id, reference: payment_id.to_string(), amount };
        let report = Manual.capture(&payment).await.expect("a report");
        assert_eq!((report.state, report.amount), (PaymentState::Captured, amount));
        assert_eq!(Manual.capture(&payment).await, Ok(report.clone()));
        assert_ne!(Manual.void(&payment).await.map(|voided| voided.event_id), Ok(report.event_id));
        assert_eq!(Manual.webhook(&HeaderMap::new(), &Bytes::new(), 0), Err(WebhookError::NoWebhooks));
    }
}
