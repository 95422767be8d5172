//! How a payment stands at its provider, whether or not the shop knew of it before.

use outpost_domain::payment::PaymentReport;

use crate::provider::{PaymentProvider, PaymentRequest, ProviderError, ProviderPayment};

/// How a payment stands, and where the shopper may go on with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What the provider says.
    pub report: PaymentReport,
    /// The provider's page, while the shopper can pay there.
    pub redirect_url: Option<String>,
}

/// Asks the provider for the payment of a stored attempt, the same one however often it is asked.
pub async fn standing(provider: &dyn PaymentProvider, request: &PaymentRequest) -> Result<Standing, ProviderError> {
    let intent = provider.create(request).await?;
    let payment =
        ProviderPayment { payment_id: request.payment_id, reference: intent.reference.clone(), amount: request.amount };
    if intent.redirect_url.is_none() {
        // It went on since: what was taken is not necessarily what was asked for.
        return provider.read(&payment).await.map(|report| Standing { report, redirect_url: None });
    }
    let event_id = format!("created:{}:{}", request.payment_id, intent.state.code());
    let report = PaymentReport {
        payment_id: request.payment_id,
        event_id,
        reference: intent.reference,
        state: intent.state,
        amount: request.amount,
        reason: None,
    };
    Ok(Standing { report, redirect_url: intent.redirect_url })
}

/// The report of an attempt that the provider refused to make a payment of, so that the shopper can make another one.
pub fn refused(request: &PaymentRequest, reason: &str) -> PaymentReport {
    PaymentReport {
        payment_id: request.payment_id,
        event_id: format!("refused:{}", request.payment_id),
        reference: String::new(),
        state: outpost_domain::payment::PaymentState::Failed,
        amount: request.amount,
        reason: Some(reason.to_owned()),
    }
}
