//! The routes of this component.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};

use crate::problem::problem;
use crate::state::State;
use crate::{health, jobs};

/// The component as one service.
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
