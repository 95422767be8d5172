//! Why a request was not carried out, as `application/problem+json` (RFC 9457).

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use outpost_db::sql::SqlError;
use serde_json::json;

/// A refusal, or a failure of the provider.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    /// The caller does not show the API key.
    #[error("the bearer token is missing or wrong")]
    Unauthorised,
    /// The body or a header is malformed.
    #[error("{0}")]
    Malformed(String),
    /// No payment has this reference.
    #[error("no payment has this reference")]
    UnknownPayment,
    /// The payment's state or amounts do not allow it, or the key was used for something else.
    #[error("{0}")]
    Conflict(String),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] SqlError),
    /// A script wants the caller to get no answer.
    #[error("the provider does not answer, as scripted")]
    Silence,
}

impl Fault {
    fn status(&self) -> StatusCode {
        match self {
            Self::Unauthorised => StatusCode::UNAUTHORIZED,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::UnknownPayment => StatusCode::NOT_FOUND,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Database(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Silence => StatusCode::GATEWAY_TIMEOUT,
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        if let Self::Database(error) = &self {
            eprintln!("sandbox: {error}");
            return problem(self.status(), "The provider cannot answer now; try again later.");
        }
        problem(self.status(), &self.to_string())
    }
}

/// A refusal with a detail for the caller.
pub(crate) fn problem(status: StatusCode, detail: &str) -> Response {
    let body = json!({ "status": status.as_u16(), "title": status.canonical_reason(), "detail": detail });
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}
