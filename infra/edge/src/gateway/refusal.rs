//! Answers of the gateway: JSON for what was run, one plain sentence for what was not.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{Response, StatusCode};
use http_body_util::Full;

/// An answer.
pub type Reply = Response<Full<Bytes>>;

/// Why a request is not served.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Refusal {
    /// A browser sends it for a web page.
    #[error("Web pages are not served here.")]
    WebPage,
    /// The request names another host.
    #[error("Call this gateway by an address, as localhost, or by a name that --host gives.")]
    Host,
    /// The token is missing or belongs to no region.
    #[error("Send the token of a region: Authorization: Bearer TOKEN.")]
    Token,
    /// The statement is on no list.
    #[error("This statement is not among those that the build ships.")]
    Statement,
    /// The request asks for more than single statements.
    #[error("{0}")]
    Protocol(String),
    /// There is nothing at this address.
    #[error("Here are POST /v2/pipeline, /v3/pipeline and /v3/cursor.")]
    NotFound,
    /// The statement was not run and may be sent again.
    #[error("The statement was not run: {0}.")]
    NotRun(String),
    /// Nobody knows whether the statement was run.
    #[error("The statement may have been run: {0}.")]
    Unknown(String),
}

impl Refusal {
    /// What the metric of refusals calls it.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::WebPage => "web_page",
            Self::Host => "host",
            Self::Token => "token",
            Self::Statement => "statement",
            Self::Protocol(_) | Self::NotFound => "protocol",
            Self::NotRun(_) => "not_run",
            Self::Unknown(_) => "unknown",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::WebPage | Self::Statement => StatusCode::FORBIDDEN,
            Self::Host => StatusCode::MISDIRECTED_REQUEST,
            Self::Token => StatusCode::UNAUTHORIZED,
            Self::Protocol(_) => StatusCode::BAD_REQUEST,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::NotRun(_) | Self::Unknown(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl From<&Refusal> for Reply {
    /// `Retry-After` stands only where the statement was certainly not run.
    fn from(refusal: &Refusal) -> Self {
        let mut reply = text(refusal.status(), refusal.to_string() + "\n");
        match refusal {
            Refusal::Token => {
                reply.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            Refusal::NotRun(_) => {
                reply.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
            }
            _ => {}
        }
        reply
    }
}

/// Plain text.
pub fn text(status: StatusCode, text: String) -> Reply {
    body(status, "text/plain; charset=utf-8", text.into())
}

/// A body of a kind.
pub fn body(status: StatusCode, kind: &'static str, bytes: Bytes) -> Reply {
    let mut reply = Response::new(Full::new(bytes));
    *reply.status_mut() = status;
    reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    reply
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_statement_that_was_not_run_may_be_sent_again_by_anybody() {
        let retries = |refusal: Refusal| Reply::from(&refusal).headers().contains_key(RETRY_AFTER);
        assert!(retries(Refusal::NotRun("the queue is full".into())));
        assert!(!retries(Refusal::Unknown("sqld went away".into())));
        assert!(!retries(Refusal::Token));
    }
}
