//! JSON API, payment webhooks and scheduled jobs; health only so far.

mod health;

use std::sync::Arc;

use axum::{
    Router,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use outpost_db::sql::Sql;
use serde_json::json;

/// What the handlers need.
#[derive(Clone)]
pub struct State {
    /// The nearest database.
    pub replica: Arc<dyn Sql>,
    /// The one writer; only asked whether it answers, and only where the host does not say.
    pub primary: Arc<dyn Sql>,
    /// The version that runs.
    pub build_id: String,
}

/// The routes of this component.
pub fn router(state: State) -> Router {
    Router::new()
        .route("/healthz", get(health::show))
        .fallback(async || problem(StatusCode::NOT_FOUND, "There is nothing at this address."))
        .method_not_allowed_fallback(async || {
            problem(StatusCode::METHOD_NOT_ALLOWED, "This address does not take that method.")
        })
        .with_state(state)
}

/// A refusal as `application/problem+json` (RFC 9457).
fn problem(status: StatusCode, detail: &str) -> Response {
    let body = json!({ "status": status.as_u16(), "title": status.canonical_reason(), "detail": detail });
    let headers = [(header::CONTENT_TYPE, "application/problem+json"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, body.to_string()).into_response()
}
