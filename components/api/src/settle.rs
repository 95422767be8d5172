//! Settles with providers what hangs: payments without news for a while, and refunds to carry out.
//!
//! Safe to run anywhere, any number of times: providers get the ids of attempts and refunds as idempotency keys, and the
//! same report has the same id.

use outpost_db::command::Sender;
use outpost_db::payment::{
    DueRefund, RecordPayment, RecordPaymentRefusal, RecordRefund, RefundRefusal, UnsettledPayment, due_refunds, record,
    record_refund, unsettled,
};
use outpost_db::sql::SqlError;
use outpost_domain::payment::{PaymentReport, PaymentState, RefundState};
use outpost_payment::{
    PaymentProvider, PaymentRequest, ProviderError, ProviderPayment, RefundRequest, standing, standing::refused,
};

use crate::state::State;

/// A payment is left to its shopper for so long.
const AGE_SECONDS: i64 = 180;
/// The most payments, and the most refunds, that one run settles.
const LIMIT: u32 = 50;

/// Why something was not settled. The next run tries again.
#[derive(Debug, thiserror::Error)]
pub enum SettleError {
    /// The provider gave no result.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// The provider's report was not recorded.
    #[error(transparent)]
    Payment(#[from] RecordPaymentRefusal),
    /// What became of a refund was not recorded.
    #[error(transparent)]
    Refund(#[from] RefundRefusal),
    /// The order's address is not one of the shop.
    #[error("{0:?} is no market")]
    Market(String),
}

impl SettleError {
    /// Whether the others of this run would fail as well.
    const fn is_outage(&self) -> bool {
        matches!(
            self,
            Self::Provider(ProviderError::NotReached(_) | ProviderError::Unknown(_))
                | Self::Payment(RecordPaymentRefusal::Sql(_))
                | Self::Refund(RefundRefusal::Sql(_))
        )
    }
}

/// Settles the oldest of what hangs by the region's replica. Returns how much of what was tried failed.
pub async fn settle(state: &State, sender: &Sender) -> Result<usize, SqlError> {
    let mut failed = 0;
    for payment in unsettled(&*state.replica, AGE_SECONDS, LIMIT).await? {
        let Some(provider) = state.providers.get(payment.provider) else { continue };
        if let Err(error) = settle_payment(state, sender, provider, &payment).await {
            eprintln!("jobs: settling the payment {}: {error}", payment.id);
            failed += 1;
            if error.is_outage() {
                break;
            }
        }
    }
    for refund in due_refunds(&*state.replica, LIMIT).await? {
        let Some(provider) = state.providers.get(refund.provider) else { continue };
        if let Err(error) = carry_out(state, sender, provider, &refund).await {
            eprintln!("jobs: the refund {}: {error}", refund.id);
            failed += 1;
            if error.is_outage() {
                break;
            }
        }
    }
    Ok(failed)
}

/// Asks the provider, takes money that is reserved, gives up what nobody shall pay any more, and records what is new.
async fn settle_payment(
    state: &State,
    sender: &Sender,
    provider: &dyn PaymentProvider,
    payment: &UnsettledPayment,
) -> Result<(), SettleError> {
    let report = match read(state, provider, payment).await {
        Err(SettleError::Provider(ProviderError::Refused { reason, .. })) if payment.reference.is_none() => {
            refused(&request(state, payment)?, &reason)
        }
        report => report?,
    };
    let known = ProviderPayment { payment_id: payment.id, reference: report.reference.clone(), amount: payment.amount };
    let report = match report.state {
        PaymentState::Created | PaymentState::NeedsAction | PaymentState::Authorised if payment.is_given_up => {
            provider.void(&known).await?
        }
        PaymentState::Authorised => provider.capture(&known).await?,
        _ => report,
    };
    if report.state == payment.state && payment.reference.is_some() {
        return Ok(());
    }
    let payment = RecordPayment { sender: sender.clone(), provider: payment.provider, report };
    Ok(record(&*state.primary, &payment).await?)
}

/// How the payment stands at its provider. One whose response was lost is asked for again, under the same id.
async fn read(
    state: &State,
    provider: &dyn PaymentProvider,
    payment: &UnsettledPayment,
) -> Result<PaymentReport, SettleError> {
    match &payment.reference {
        Some(reference) => {
            let (payment_id, amount) = (payment.id, payment.amount);
            Ok(provider.read(&ProviderPayment { payment_id, reference: reference.clone(), amount }).await?)
        }
        None => Ok(standing(provider, &request(state, payment)?).await?.report),
    }
}

fn request(state: &State, payment: &UnsettledPayment) -> Result<PaymentRequest, SettleError> {
    let prefix = &payment.market_locale;
    let locale = prefix.rsplit_once('-').and_then(|(locale, _)| locale.parse().ok());
    let number = &payment.order_number;
    Ok(PaymentRequest {
        payment_id: payment.id,
        order_number: number.clone(),
        amount: payment.amount,
        method: payment.method,
        locale: locale.ok_or_else(|| SettleError::Market(prefix.clone()))?,
        return_url: format!("{}/{prefix}/orders/{number}/payments/{}", state.site.public_url, payment.id),
        webhook_url: format!("{}/webhooks/{}", state.site.public_url, payment.provider),
    })
}

async fn carry_out(
    state: &State,
    sender: &Sender,
    provider: &dyn PaymentProvider,
    refund: &DueRefund,
) -> Result<(), SettleError> {
    let request = RefundRequest { refund_id: refund.id, reference: refund.reference.clone(), amount: refund.amount };
    let outcome = provider.refund(&request).await?;
    if outcome.state == RefundState::Requested {
        return Ok(());
    }
    let RefundRequest { refund_id, .. } = request;
    let record = RecordRefund { sender: sender.clone(), refund_id, state: outcome.state, reason: outcome.reason };
    Ok(record_refund(&*state.primary, &record).await?)
}
