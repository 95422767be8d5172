//! The routes of this component.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use outpost_http::Access;
use outpost_http::Access::{Job, Visitor};
use outpost_http::error_layer::ErrorPages;
use outpost_http::routes::Routes;

use crate::state::State;
use crate::{health, jobs, webhooks};

/// The most bytes of a webhook.
const WEBHOOK_BYTES_MAX: usize = 64 * 1024;

/// The component as one service. Its clients are programs, so errors are `application/problem+json`.
pub fn router(state: State) -> Router {
    outpost_http::serve(routes(state), ErrorPages::Problems, None)
}

/// Every route of the component, with who may use it.
pub fn routes(state: State) -> Routes<State> {
    Routes::new(state)
        .get("/healthz", Visitor, health::show)
        .post("/jobs/project-catalogue", Job, jobs::project_catalogue)
        .post("/jobs/release-expired-holds", Job, jobs::release_holds)
        .post("/jobs/settle-payments", Job, jobs::settle_payments)
        .post(
            "/webhooks/{provider}",
            Access::Provider,
            webhooks::receive.layer(DefaultBodyLimit::max(WEBHOOK_BYTES_MAX)),
        )
}
