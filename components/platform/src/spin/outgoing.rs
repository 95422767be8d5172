//! The `Http` port over `wasi:http`. The host sends only to `allowed_outbound_hosts`.

use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{Request, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use outpost_db::sql::BoxFuture;
use spin_sdk::http::FullBody;
use spin_sdk::wasip3::http::types::ErrorCode;

use super::deadline::within;
use crate::ports::{Http, HttpError};

/// How long a request may take, connecting and the response's body included.
const TIMEOUT: Duration = Duration::from_secs(10);
/// The largest body of a response.
const BYTES_MAX: usize = 1 << 20;

/// Sends requests through the host.
pub struct HttpClient {
    timeout: Duration,
    bytes_max: usize,
}

impl HttpClient {
    /// A client that waits 10 seconds for at most 1 MiB.
    pub const fn new() -> Self {
        Self { timeout: TIMEOUT, bytes_max: BYTES_MAX }
    }

    /// The same client with another deadline.
    pub const fn with_timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// The same client with another bound for responses.
    pub const fn with_bytes_max(self, bytes_max: usize) -> Self {
        Self { bytes_max, ..self }
    }
}

impl Default for HttpClient {
    fn default() -> Self {
        Self::new()
    }
}

impl Http for HttpClient {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, HttpError>> {
        let (timeout, bytes_max) = (self.timeout, self.bytes_max);
        Box::pin(async move {
            within(timeout, exchange(request, bytes_max)).await.unwrap_or(Err(HttpError::TimedOut(timeout)))
        })
    }
}

async fn exchange(mut request: Request<Bytes>, bytes_max: usize) -> Result<Response<Bytes>, HttpError> {
    // Without it the body is sent in chunks, which not every server takes.
    let length = request.body().len().into();
    request.headers_mut().insert(CONTENT_LENGTH, length);
    let response = spin_sdk::http::send(request.map(FullBody::new)).await.map_err(classify)?;
    let (parts, body) = response.into_parts();
    let body = Limited::new(body, bytes_max).collect().await.map_err(|error| {
        if error.is::<LengthLimitError>() {
            HttpError::TooLarge(bytes_max)
        } else {
            HttpError::NoResponse(error.to_string())
        }
    })?;
    Ok(Response::from_parts(parts, body.to_bytes()))
}

/// Whether the request can have been received.
fn classify(error: ErrorCode) -> HttpError {
    let is_unsent = matches!(
        error,
        ErrorCode::DnsTimeout
            | ErrorCode::DnsError(_)
            | ErrorCode::DestinationNotFound
            | ErrorCode::DestinationUnavailable
            | ErrorCode::DestinationIpProhibited
            | ErrorCode::DestinationIpUnroutable
            | ErrorCode::ConnectionRefused
            | ErrorCode::ConnectionTimeout
            | ErrorCode::ConnectionLimitReached
            | ErrorCode::TlsProtocolError
            | ErrorCode::TlsCertificateError
            | ErrorCode::TlsAlertReceived(_)
            | ErrorCode::HttpRequestDenied
            | ErrorCode::HttpRequestUriInvalid
            | ErrorCode::HttpRequestMethodInvalid
    );
    let message = error.to_string();
    if is_unsent { HttpError::NotSent(message) } else { HttpError::NoResponse(message) }
}
