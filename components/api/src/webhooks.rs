//! `POST /webhooks/{provider}`: what payment providers report.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use outpost_db::command::Sender;
use outpost_db::payment::{RecordPayment, RecordPaymentRefusal, record};
use outpost_domain::payment::PaymentProviderCode;
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, HttpState};
use outpost_payment::WebhookError;

use crate::state::State as ApiState;

/// Records the report and acknowledges it once that is committed. A provider sends again what is not acknowledged; the
/// same event is acknowledged however often it comes.
pub async fn receive(
    State(state): State<ApiState>,
    Path(name): Path<String>,
    headers: HeaderMap,
    context: RequestContext,
    body: Bytes,
) -> Result<StatusCode, Failure> {
    let provider: PaymentProviderCode = name.parse().map_err(|_| Failure::NotFound)?;
    let port = state.providers.get(provider).ok_or(Failure::NotFound)?;
    let now = state.now();
    let Some(report) = port.webhook(&headers, &body, now).map_err(refused)? else {
        return Ok(StatusCode::NO_CONTENT);
    };
    let sender = Sender::provider(provider.code(), context.request_id, now);
    record(&*state.primary, &RecordPayment { sender, provider, report }).await.map_err(not_recorded)?;
    Ok(StatusCode::NO_CONTENT)
}

fn refused(error: WebhookError) -> Failure {
    match error {
        WebhookError::Signature(_) => Failure::Forbidden("the signature does not fit"),
        WebhookError::Body(_) => Failure::BadRequest,
        WebhookError::NoWebhooks => Failure::NotFound,
    }
}

fn not_recorded(error: RecordPaymentRefusal) -> Failure {
    match error {
        RecordPaymentRefusal::UnknownPayment => Failure::NotFound,
        RecordPaymentRefusal::PaymentDiffers | RecordPaymentRefusal::RepeatedOtherwise => {
            Failure::Unprocessable(error.to_string())
        }
        RecordPaymentRefusal::Sql(error) => error.into(),
    }
}
