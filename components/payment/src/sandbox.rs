//! The sandbox: an application of its own with a hosted payment page, to try payments with. It moves no money.

mod api;
mod config;
mod webhook;

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, header};
use outpost_domain::payment::{PaymentProviderCode, PaymentReport, RefundState};
use outpost_platform::{BoxFuture, Http};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::provider::{
    PaymentIntent, PaymentProvider, PaymentRequest, ProviderError, ProviderPayment, RefundOutcome, RefundRequest,
    WebhookError,
};
use crate::signature;
use api::{Amount, Create, Payment, Refusal};
pub use config::SandboxConfig;
pub use webhook::SIGNATURE;

/// The header of a request that may be sent again.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// The client of a sandbox.
pub struct Sandbox {
    http: Arc<dyn Http>,
    config: SandboxConfig,
}

impl Sandbox {
    /// A client that sends its requests through `http`.
    pub fn new(http: Arc<dyn Http>, config: SandboxConfig) -> Self {
        Self { http, config }
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, ProviderError> {
        self.send(self.request(Method::GET, path), Bytes::new()).await
    }

    async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        key: &str,
        body: &impl Serialize,
    ) -> Result<T, ProviderError> {
        let body = serde_json::to_vec(body).map_err(|error| ProviderError::NotReached(error.to_string()))?;
        let request = self.request(Method::POST, path).header(header::CONTENT_TYPE, "application/json");
        self.send(request.header(IDEMPOTENCY_KEY, key), body.into()).await
    }

    fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let SandboxConfig { origin, api_key, .. } = &self.config;
        let bearer = format!("Bearer {api_key}");
        Request::builder().method(method).uri(format!("{origin}{path}")).header(header::AUTHORIZATION, bearer)
    }

    /// Sends a request and reads the response. A 5xx may come from a sandbox that has acted already.
    async fn send<T: DeserializeOwned>(
        &self,
        request: http::request::Builder,
        body: Bytes,
    ) -> Result<T, ProviderError> {
        let request = request.body(body).map_err(|error| ProviderError::NotReached(error.to_string()))?;
        let response = self.http.send(request).await?;
        let status = response.status();
        if status.is_client_error() {
            let refusal: Refusal = serde_json::from_slice(response.body()).unwrap_or_default();
            return Err(ProviderError::Refused { status: status.as_u16(), reason: refusal.detail });
        }
        if !status.is_success() {
            return Err(ProviderError::Unknown(format!("the sandbox responded with {status}")));
        }
        serde_json::from_slice(response.body())
            .map_err(|error| ProviderError::Unknown(format!("the sandbox's response cannot be read: {error}")))
    }

    async fn act(&self, payment: &ProviderPayment, action: &str) -> Result<PaymentReport, ProviderError> {
        let path = format!("/v1/payments/{}/{action}", payment.reference);
        let key = format!("{}:{action}", payment.payment_id);
        let stands: Payment = self.post(&path, &key, &Amount::of(payment.amount)).await?;
        Ok(stands.report(payment))
    }
}

impl PaymentProvider for Sandbox {
    fn code(&self) -> PaymentProviderCode {
        PaymentProviderCode::Sandbox
    }

    fn create<'a>(&'a self, payment: &'a PaymentRequest) -> BoxFuture<'a, Result<PaymentIntent, ProviderError>> {
        Box::pin(async move {
            let key = payment.payment_id.to_string();
            let made: Payment = self.post("/v1/payments", &key, &Create::of(payment)).await?;
            Ok(PaymentIntent { reference: made.reference, state: made.state, redirect_url: made.redirect_url })
        })
    }

    fn read<'a>(&'a self, payment: &'a ProviderPayment) -> BoxFuture<'a, Result<PaymentReport, ProviderError>> {
        Box::pin(async move {
            let stands: Payment = self.get(&format!("/v1/payments/{}", payment.reference)).await?;
            Ok(stands.report(payment))
        })
    }

    fn voucher<'a>(&'a self, payment: &'a ProviderPayment) -> BoxFuture<'a, Result<Option<String>, ProviderError>> {
        Box::pin(async move {
            let stands: Payment = self.get(&format!("/v1/payments/{}", payment.reference)).await?;
            Ok(stands.voucher_number)
        })
    }

    fn capture<'a>(&'a self, payment: &'a ProviderPayment) -> BoxFuture<'a, Result<PaymentReport, ProviderError>> {
        Box::pin(self.act(payment, "capture"))
    }

    fn void<'a>(&'a self, payment: &'a ProviderPayment) -> BoxFuture<'a, Result<PaymentReport, ProviderError>> {
        Box::pin(self.act(payment, "void"))
    }

    fn refund<'a>(&'a self, refund: &'a RefundRequest) -> BoxFuture<'a, Result<RefundOutcome, ProviderError>> {
        Box::pin(async move {
            let path = format!("/v1/payments/{}/refund", refund.reference);
            let key = refund.refund_id.to_string();
            match self.post::<serde_json::Value>(&path, &key, &Amount::of(refund.amount)).await {
                Ok(_) => Ok(RefundOutcome { state: RefundState::Refunded, reason: None }),
                // A shop that is not let in may be let in later; any other refusal is final.
                Err(ProviderError::Refused { status, reason }) if !matches!(status, 401 | 403 | 429) => {
                    Ok(RefundOutcome { state: RefundState::Failed, reason: Some(reason) })
                }
                Err(error) => Err(error),
            }
        })
    }

    fn webhook(&self, headers: &HeaderMap, body: &Bytes, now: i64) -> Result<Option<PaymentReport>, WebhookError> {
        let header = headers.get(SIGNATURE).and_then(|value| value.to_str().ok());
        signature::verify(&self.config.webhook_secrets, header, body, now)?;
        webhook::read(body)
    }
}

#[cfg(test)]
mod tests;
