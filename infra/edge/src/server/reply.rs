//! The host's own answers: short words and the request's id, as text or as a problem document.

use super::body::Reply;
use crate::runtime::{Cause, Failure};
use bytes::Bytes;
use http::header::{ACCEPT, CONNECTION, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use http_body_util::Full;

/// An answer that the host gives by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// The status.
    pub status: StatusCode,
    /// One sentence for whoever reads it.
    pub words: &'static str,
}

impl Refusal {
    /// The request is not sound HTTP.
    pub const MALFORMED: Self = Self { status: StatusCode::BAD_REQUEST, words: "The request is malformed." };
    /// No route matches.
    pub const NOT_FOUND: Self = Self { status: StatusCode::NOT_FOUND, words: "There is nothing at this address." };
    /// The body is larger than allowed.
    pub const BODY_TOO_LARGE: Self =
        Self { status: StatusCode::PAYLOAD_TOO_LARGE, words: "The request's body is too large." };
    /// The head is larger than allowed.
    pub const HEAD_TOO_LARGE: Self =
        Self { status: StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, words: "The request's headers are too large." };
    /// The component's answer broke off before its head was sent.
    pub const BROKEN_OFF: Self =
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, words: "Something went wrong while answering this request." };
    /// The component's answer did not end in time.
    pub const LATE: Self = Self { status: StatusCode::GATEWAY_TIMEOUT, words: "The request took too long." };
    /// The body did not come in time.
    pub const SLOW_BODY: Self =
        Self { status: StatusCode::REQUEST_TIMEOUT, words: "The request's body did not come in time." };
    /// The address is longer than allowed.
    pub const URL_TOO_LONG: Self = Self { status: StatusCode::URI_TOO_LONG, words: "The address is too long." };
}

impl From<&Failure> for Refusal {
    fn from(failure: &Failure) -> Self {
        let (status, words) = match failure {
            Failure::Busy | Failure::Instantiation(_) => {
                (StatusCode::SERVICE_UNAVAILABLE, "The server is busy. Please try again in a moment.")
            }
            Failure::Interrupted => (
                StatusCode::SERVICE_UNAVAILABLE,
                "The request was interrupted and may not have been done. Please try again.",
            ),
            Failure::Late | Failure::Fault(Cause::Processor | Cause::Time) => return Self::LATE,
            Failure::Fault(Cause::Trap | Cause::Memory) | Failure::Guest(_) => return Self::BROKEN_OFF,
        };
        Self { status, words }
    }
}

impl Refusal {
    /// The whole answer. Clients that ask for JSON get `application/problem+json`.
    pub fn answer(self, request: &HeaderMap, request_id: &str) -> Response<Reply> {
        let wants_json = request
            .get(ACCEPT)
            .and_then(|accept| accept.to_str().ok())
            .is_some_and(|accept| accept.contains("json") && !accept.contains("text/html"));
        let (kind, body) = if wants_json {
            let problem = serde_json::json!({
                "title": self.words, "status": self.status.as_u16(), "request_id": request_id,
            });
            ("application/problem+json", problem.to_string())
        } else {
            ("text/plain; charset=utf-8", format!("{}\nRequest {request_id}\n", self.words))
        };
        let mut response = Response::new(Reply::Own(Full::new(Bytes::from(body))));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.insert("cache-control", HeaderValue::from_static("no-store"));
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        if matches!(self.status, StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_TIMEOUT) {
            // What is left of the body is not read.
            headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}
