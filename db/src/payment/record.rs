//! The command that records what a provider, or staff, says about a payment.

use outpost_domain::ids::CommandId;
use outpost_domain::payment::{PaymentProviderCode, PaymentReport};
use sha2::{Digest, Sha256};

use crate::command::{Refusal, Sender, begin, send};
use crate::sql::{Sql, SqlError, Value};

const RECORD: &str = include_str!("../../queries/payment/record.sql");

/// A report about a payment.
#[derive(Clone, Debug)]
pub struct RecordPayment {
    /// Who sends it: the provider, a job that asked it, or staff.
    pub sender: Sender,
    /// Whose report it is.
    pub provider: PaymentProviderCode,
    /// What it says.
    pub report: PaymentReport,
}

/// Why a report was not recorded; nothing changed. Money that was received is never refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordPaymentRefusal {
    /// There is no such payment.
    #[error("no such payment")]
    UnknownPayment,
    /// The payment is another provider's, has another reference there, or the report is of no money.
    #[error("the report is about another payment")]
    PaymentDiffers,
    /// An event with this id was recorded before with other contents, which are kept.
    #[error("the event was recorded before and said something else")]
    RepeatedOtherwise,
    /// The database failed or could not be reached; send the report again.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// The id of the command that records an event: the same for the same event of the same provider (a version 8 UUID).
pub fn event_command_id(provider: PaymentProviderCode, event_id: &str) -> CommandId {
    let digest = Sha256::new()
        .chain_update("payment event\0")
        .chain_update(provider.code())
        .chain_update([0])
        .chain_update(event_id)
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    CommandId::new(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// Records a report, whatever became of the order meanwhile. Idempotent by the provider and the event's id.
pub async fn record(primary: &dyn Sql, payment: &RecordPayment) -> Result<(), RecordPaymentRefusal> {
    let RecordPayment { sender, provider, report } = payment;
    let payment_id = report.payment_id.to_string();
    let (minor, currency) = (report.amount.minor(), report.amount.currency().code());
    let reason = report.reason.as_deref();
    let wish = (&payment_id, provider.code(), &report.reference, report.state, minor, currency, reason);
    let id = event_command_id(*provider, &report.event_id);
    let mut parameters = begin(id, "record_payment", &wish, sender)?;
    parameters.extend([
        Value::from(payment_id.as_str()),
        Value::from(provider.code()),
        // Empty where the provider never made the payment.
        Value::from(Some(report.reference.as_str()).filter(|reference| !reference.is_empty())),
        Value::from(report.state.code()),
        Value::from(minor),
        Value::from(currency),
        Value::from(reason),
    ]);
    send(primary, RECORD, parameters, typed).await
}

fn typed(refusal: &Refusal) -> Option<RecordPaymentRefusal> {
    match refusal.code.as_str() {
        "unknown_payment" => Some(RecordPaymentRefusal::UnknownPayment),
        "payment_differs" => Some(RecordPaymentRefusal::PaymentDiffers),
        "command_repeated_otherwise" => Some(RecordPaymentRefusal::RepeatedOtherwise),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_has_one_command_whichever_region_records_it() {
        let id = event_command_id(PaymentProviderCode::Sandbox, "ev_1");
        assert_eq!(id, event_command_id(PaymentProviderCode::Sandbox, "ev_1"));
        assert_ne!(id, event_command_id(PaymentProviderCode::Sandbox, "ev_2"));
        assert_ne!(id, event_command_id(PaymentProviderCode::Manual, "ev_1"));
        assert_eq!(id.uuid().get_version_num(), 8);
    }
}
