//! The one error type of handlers. It carries the cause inwards; the component renders it for a person.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use outpost_db::sql::SqlError;
use outpost_domain::money::MoneyError;

use crate::secrets::MissingSecret;

/// Seconds after which a client is asked to try again when a database is out of reach.
pub const RETRY_SECONDS: u32 = 10;

/// Why a request does not get what it asked for.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The request makes no sense.
    #[error("the request cannot be read")]
    BadRequest,
    /// The client may not do this. The text is for programs.
    #[error("{0}")]
    Forbidden(&'static str),
    /// Nothing exists here, or nothing that this visitor may see.
    #[error("not found")]
    NotFound,
    /// The body is over the limit.
    #[error("the body is too large")]
    TooLarge,
    /// The body is not a form.
    #[error("the body is not application/x-www-form-urlencoded")]
    UnsupportedMedia,
    /// The request is understood but cannot be done. The text is for programs and repeats no input but a SKU.
    #[error("{0}")]
    Unprocessable(String),
    /// The client sent too many writes.
    #[error("too many requests")]
    TooManyRequests {
        /// Seconds until the client may try again.
        retry_after_seconds: u32,
    },
    /// A mistake of ours. The cause goes to the log only.
    #[error("{0}")]
    Internal(String),
    /// A database is out of reach. The cause goes to the log only.
    #[error("{0}")]
    Unavailable(String),
    /// The request ends early with a response that is complete already, such as a redirect.
    #[error("the request ended with {}", .0.status())]
    Response(Box<Response>),
}

/// What the outermost layer needs to render a failure.
#[derive(Clone, Debug)]
pub struct FailureReport {
    /// The status of the response.
    pub status: StatusCode,
    /// Seconds until it is worth trying again.
    pub retry_after_seconds: Option<u32>,
    /// The cause.
    pub message: String,
    /// Whether the failure is ours: the operator sees its cause, the client does not.
    pub is_ours: bool,
}

impl FailureReport {
    /// The report of a method that a route does not take.
    pub(crate) fn method_not_allowed() -> Self {
        let message = "this address does not take that method".to_owned();
        Self { status: StatusCode::METHOD_NOT_ALLOWED, retry_after_seconds: None, message, is_ours: false }
    }
}

impl Failure {
    fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unprocessable(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooManyRequests { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Response(response) => response.status(),
        }
    }

    fn retry_after_seconds(&self) -> Option<u32> {
        match self {
            Self::TooManyRequests { retry_after_seconds } => Some(*retry_after_seconds),
            Self::Unavailable(_) => Some(RETRY_SECONDS),
            _ => None,
        }
    }
}

impl From<Response> for Failure {
    fn from(response: Response) -> Self {
        Self::Response(Box::new(response))
    }
}

impl From<SqlError> for Failure {
    fn from(error: SqlError) -> Self {
        match error {
            SqlError::Unreachable(_) => Self::Unavailable(error.to_string()),
            other => Self::Internal(other.to_string()),
        }
    }
}

impl From<MissingSecret> for Failure {
    fn from(error: MissingSecret) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<MoneyError> for Failure {
    fn from(error: MoneyError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    /// Serializing a value of ours failed; text from outside is parsed where it is read.
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl IntoResponse for Failure {
    /// An empty response that carries a report; the outermost layer replaces it with a page.
    fn into_response(self) -> Response {
        let report = FailureReport {
            status: self.status(),
            retry_after_seconds: self.retry_after_seconds(),
            message: self.to_string(),
            is_ours: matches!(self, Self::Internal(_) | Self::Unavailable(_)),
        };
        if let Self::Response(response) = self {
            return *response;
        }
        let mut response = Response::new(Body::empty());
        *response.status_mut() = report.status;
        response.extensions_mut().insert(report);
        response
    }
}
