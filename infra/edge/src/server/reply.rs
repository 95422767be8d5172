//! The host's own answers: a sentence and the request's id, as a page, as text or as a problem document.

use super::body::Reply;
use super::page;
use super::words::{Language, Words};
use crate::runtime::{Cause, Failure};
use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_LANGUAGE, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use http_body_util::Full;

/// An answer that the host gives by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// The status.
    pub status: StatusCode,
    /// One sentence for whoever reads it.
    pub words: Words,
}

impl Refusal {
    /// The request is not sound HTTP.
    pub const MALFORMED: Self = Self { status: StatusCode::BAD_REQUEST, words: Words::MALFORMED };
    /// No route matches.
    pub const NOT_FOUND: Self = Self { status: StatusCode::NOT_FOUND, words: Words::NOT_FOUND };
    /// The body is larger than allowed.
    pub const BODY_TOO_LARGE: Self = Self { status: StatusCode::PAYLOAD_TOO_LARGE, words: Words::BODY_TOO_LARGE };
    /// The head is larger than allowed.
    pub const HEAD_TOO_LARGE: Self =
        Self { status: StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, words: Words::HEAD_TOO_LARGE };
    /// The component's answer broke off before its head was sent.
    pub const BROKEN_OFF: Self = Self { status: StatusCode::INTERNAL_SERVER_ERROR, words: Words::BROKEN_OFF };
    /// The component's answer did not end in time.
    pub const LATE: Self = Self { status: StatusCode::GATEWAY_TIMEOUT, words: Words::LATE };
    /// The body did not come in time.
    pub const SLOW_BODY: Self = Self { status: StatusCode::REQUEST_TIMEOUT, words: Words::SLOW_BODY };
    /// The address is longer than allowed.
    pub const URL_TOO_LONG: Self = Self { status: StatusCode::URI_TOO_LONG, words: Words::URL_TOO_LONG };
}

impl From<&Failure> for Refusal {
    fn from(failure: &Failure) -> Self {
        let (status, words) = match failure {
            Failure::Busy | Failure::Instantiation(_) => (StatusCode::SERVICE_UNAVAILABLE, Words::BUSY),
            Failure::Interrupted => (StatusCode::SERVICE_UNAVAILABLE, Words::INTERRUPTED),
            Failure::Late | Failure::Fault(Cause::Processor | Cause::Time) => return Self::LATE,
            Failure::Fault(Cause::Trap | Cause::Memory) | Failure::Guest(_) => return Self::BROKEN_OFF,
        };
        Self { status, words }
    }
}

/// How a client wants to be answered, taken from its request before the request is given away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wants {
    form: Form,
    language: Language,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Page,
    Problem,
}

impl Wants {
    /// Browsers name HTML and get a page; clients that ask for JSON get `application/problem+json`.
    pub fn of(headers: &HeaderMap) -> Self {
        // A header that is no text asks for nothing.
        let text = |name| headers.get(name).map_or("", |value| value.to_str().unwrap_or(""));
        let accept = text(ACCEPT);
        let form = match (accept.contains("text/html"), accept.contains("json")) {
            (true, _) => Form::Page,
            (false, true) => Form::Problem,
            (false, false) => Form::Text,
        };
        Self { form, language: Language::preferred(text(ACCEPT_LANGUAGE)) }
    }
}

impl Refusal {
    /// The whole answer.
    pub fn answer(self, wants: Wants, request_id: &str) -> Response<Reply> {
        let words = self.words.in_language(wants.language);
        let (kind, body) = match wants.form {
            Form::Text => ("text/plain; charset=utf-8", format!("{words}\nRequest {request_id}\n")),
            Form::Page => ("text/html; charset=utf-8", page::page(self.status, words, wants.language, request_id)),
            Form::Problem => {
                let problem = serde_json::json!({
                    "title": words, "status": self.status.as_u16(), "request_id": request_id,
                });
                ("application/problem+json", problem.to_string())
            }
        };
        let mut response = Response::new(Reply::Own(Full::new(Bytes::from(body))));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.insert("cache-control", HeaderValue::from_static("no-store"));
        headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
        if wants.form == Form::Page {
            headers.insert(CONTENT_SECURITY_POLICY, page::policy());
        }
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
