//! The host's own responses: a short page, text or problem document with the request's id.

use bytes::Bytes;
use http::header::{ACCEPT, CACHE_CONTROL, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use http_body_util::Full;

use super::request_body::BodyError;
use super::response_body::ResponseBody;
use crate::runtime::{Cause, Failure};

/// A response that the host gives by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// The status.
    pub status: StatusCode,
    /// One sentence for whoever reads it.
    message: &'static str,
}

impl Refusal {
    /// The request is not sound HTTP.
    pub const MALFORMED: Self = Self::new(StatusCode::BAD_REQUEST, "The request is malformed.");
    /// No route matches.
    pub const NOT_FOUND: Self = Self::new(StatusCode::NOT_FOUND, "There is nothing at this address.");
    /// The body is larger than the route allows.
    pub const BODY_TOO_LARGE: Self = Self::new(StatusCode::PAYLOAD_TOO_LARGE, "The request's body is too large.");
    /// The head is larger than allowed.
    pub const HEAD_TOO_LARGE: Self =
        Self::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "The request's headers are too large.");
    /// The address is longer than allowed.
    pub const URL_TOO_LONG: Self = Self::new(StatusCode::URI_TOO_LONG, "The address is too long.");
    /// The component's response broke off before its head was sent.
    pub const INTERNAL_ERROR: Self =
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong while answering this request.");
    /// The component's response did not end in time.
    pub const TIMED_OUT: Self = Self::new(StatusCode::GATEWAY_TIMEOUT, "The request took too long.");
    const BODY_TOO_SLOW: Self = Self::new(StatusCode::REQUEST_TIMEOUT, "The request's body did not come in time.");
    /// The host stops soon: what a probe is told.
    pub const LEAVING: Self = Self::new(StatusCode::SERVICE_UNAVAILABLE, "This host is about to stop.");
    const BUSY: Self = Self::new(StatusCode::SERVICE_UNAVAILABLE, "The server is busy. Please try again in a moment.");
    const INTERRUPTED: Self = Self::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "The request was interrupted and may not have been done. Please try again.",
    );

    const fn new(status: StatusCode, message: &'static str) -> Self {
        Self { status, message }
    }
}

impl From<&Failure> for Refusal {
    fn from(failure: &Failure) -> Self {
        match failure {
            Failure::Busy | Failure::Instantiation(_) => Self::BUSY,
            Failure::Interrupted => Self::INTERRUPTED,
            Failure::TimedOut | Failure::Fault(Cause::Processor | Cause::Time) => Self::TIMED_OUT,
            Failure::Fault(Cause::Trap | Cause::Memory) | Failure::Guest(_) => Self::INTERNAL_ERROR,
        }
    }
}

impl From<BodyError> for Refusal {
    fn from(error: BodyError) -> Self {
        match error {
            BodyError::TooLarge => Self::BODY_TOO_LARGE,
            BodyError::TooSlow => Self::BODY_TOO_SLOW,
            BodyError::Broken => Self::MALFORMED,
        }
    }
}

/// The form of the host's own responses, as the request's `Accept` asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// A page: browsers name HTML.
    Page,
    /// `application/problem+json`.
    Problem,
}

impl Format {
    /// Reads `Accept`.
    pub fn requested(headers: &HeaderMap) -> Self {
        let accept = headers.get(ACCEPT).map_or("", |value| value.to_str().unwrap_or(""));
        match (accept.contains("text/html"), accept.contains("json")) {
            (true, _) => Self::Page,
            (false, true) => Self::Problem,
            (false, false) => Self::Text,
        }
    }
}

impl Refusal {
    /// The whole response.
    pub fn response(self, format: Format, request_id: &str) -> Response<ResponseBody> {
        let (status, message) = (self.status.as_u16(), self.message);
        let (kind, body) = match format {
            Format::Text => ("text/plain; charset=utf-8", format!("{message}\nRequest {request_id}\n")),
            Format::Page => (
                "text/html; charset=utf-8",
                format!(
                    "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{message}</title>\
                     <meta name=\"viewport\" content=\"width=device-width\"></head><body><main><h1>{message}</h1>\
                     <p>{status} · Request {request_id}</p></main></body></html>"
                ),
            ),
            Format::Problem => {
                let problem = serde_json::json!({ "title": message, "status": status, "request_id": request_id });
                ("application/problem+json", problem.to_string())
            }
        };
        let mut response = Response::new(ResponseBody::Whole(Full::new(Bytes::from(body))));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'"));
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        if matches!(self.status, StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_TIMEOUT) {
            // The rest of the body is not read.
            headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}
