//! The one error type of handlers. It carries the cause inwards; the module `error_page` renders it for a person.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use outpost_db::sql::SqlError;
use outpost_domain::money::MoneyError;
use outpost_web_shop::view::ErrorKind;

/// Seconds after which a shopper is asked to try again when a database is out of reach.
pub(crate) const RETRY_SECONDS: u32 = 10;

/// Why a request does not get what it asked for.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The request makes no sense.
    #[error("the request cannot be read")]
    BadRequest,
    /// The form was sent from another site.
    #[error("the request was sent from another site")]
    Forbidden,
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
pub(crate) struct FailureReport {
    /// The page to show.
    pub kind: ErrorKind,
    /// The cause.
    pub message: String,
    /// Whether the failure is ours: the operator sees its cause, the client does not.
    pub is_ours: bool,
}

impl Failure {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::BadRequest => ErrorKind::BadRequest,
            Self::Forbidden => ErrorKind::Forbidden,
            Self::NotFound => ErrorKind::NotFound,
            Self::TooLarge => ErrorKind::TooLarge,
            Self::UnsupportedMedia => ErrorKind::UnsupportedMedia,
            Self::Unprocessable(_) => ErrorKind::Unprocessable,
            Self::TooManyRequests { retry_after_seconds } => {
                ErrorKind::TooManyRequests { retry_after_seconds: *retry_after_seconds }
            }
            Self::Internal(_) | Self::Response(_) => ErrorKind::Internal,
            Self::Unavailable(_) => ErrorKind::Unavailable { retry_after_seconds: RETRY_SECONDS },
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
        let (kind, message) = (self.kind(), self.to_string());
        let is_ours = matches!(self, Self::Internal(_) | Self::Unavailable(_));
        if let Self::Response(response) = self {
            return *response;
        }
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.extensions_mut().insert(FailureReport { kind, message, is_ours });
        response
    }
}
