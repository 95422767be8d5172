//! The one error type of handlers. It carries the cause inwards; what a person reads is made in [`crate::error_page`].

use axum::response::{IntoResponse, Response};
use outpost_db::sql::SqlError;
use outpost_domain::money::MoneyError;
use outpost_web_shop::view::ErrorKind;

/// Seconds after which a shopper is asked to try again when a database is out of reach.
pub(crate) const RETRY_SECONDS: u32 = 10;

/// Why a request was not answered with what it asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Failure {
    /// The request makes no sense.
    #[error("the request cannot be read")]
    BadRequest,
    /// A form sent from elsewhere.
    #[error("the request was sent from another site")]
    Forbidden,
    /// Nothing here, or nothing this visitor may see.
    #[error("not found")]
    NotFound,
    /// The body is over the limit.
    #[error("the body is too large")]
    TooLarge,
    /// The body is no form.
    #[error("the body is not application/x-www-form-urlencoded")]
    UnsupportedMedia,
    /// Understood, but cannot be done; the words are for machines and hold nothing a shopper typed but a SKU.
    #[error("{0}")]
    Unprocessable(String),
    /// Too many writes.
    #[error("too many requests")]
    TooManyRequests {
        /// Until it is worth trying again.
        retry_after_seconds: u32,
    },
    /// A mistake of ours; the cause is for the log.
    #[error("{0}")]
    Internal(String),
    /// A database is out of reach; the cause is for the log.
    #[error("{0}")]
    Unavailable(String),
}

impl Failure {
    /// Which page it becomes.
    pub fn kind(&self) -> ErrorKind {
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
            Self::Internal(_) => ErrorKind::Internal,
            Self::Unavailable(_) => ErrorKind::Unavailable { retry_after_seconds: RETRY_SECONDS },
        }
    }

    /// Whether the operator must hear of it.
    pub fn is_ours(&self) -> bool {
        matches!(self, Self::Internal(_) | Self::Unavailable(_))
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

impl IntoResponse for Failure {
    /// An empty answer that carries the failure; the outermost layer puts a page in its place.
    fn into_response(self) -> Response {
        let mut response = Response::new(axum::body::Body::empty());
        *response.status_mut() =
            http::StatusCode::from_u16(self.kind().status()).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
        response.extensions_mut().insert(self);
        response
    }
}
