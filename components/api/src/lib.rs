//! JSON API, payment webhooks and scheduled jobs; health and one job so far.

mod health;
mod jobs;

use std::sync::Arc;

use axum::{
    Router,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use outpost_db::sql::Sql;
use outpost_platform::{Clock, Entropy};
use serde_json::json;

/// What the handlers need.
#[derive(Clone)]
pub struct State {
    /// The nearest database.
    pub replica: Arc<dyn Sql>,
    /// The one writer. Health asks it only where the host does not say whether it answers, jobs where there is work.
    pub primary: Arc<dyn Sql>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Ids of commands.
    pub entropy: Arc<dyn Entropy>,
    /// The version that runs.
    pub build_id: String,
}

/// The routes of this component.
pub fn router(state: State) -> Router {
    Router::new()
        .route("/healthz", get(health::show))
        .route("/jobs/release-expired-holds", post(jobs::release_holds))
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
