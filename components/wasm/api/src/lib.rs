//! The WASI component around `outpost-api`: one router an instance, called for each request.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use outpost_http::site::Site;
use outpost_platform::Settings;
use outpost_platform::spin::{Database, HostClock, HostEntropy, Variables};
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;
use tower::ServiceExt;

/// A health check waits no longer for the primary. Nor does a job, which is started again soon.
const TIMEOUT: Duration = Duration::from_secs(2);

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    router().await.oneshot(request.map(Body::new)).await
}

/// The instance's router; the first request makes it.
async fn router() -> Router {
    static ROUTER: OnceLock<Router> = OnceLock::new();
    if let Some(router) = ROUTER.get() {
        return router.clone();
    }
    let build_id = Variables.get("build_id").await.unwrap_or_else(|error| {
        eprintln!("{error}");
        None
    });
    let state = outpost_api::State {
        replica: Arc::new(Database::replica()),
        primary: Arc::new(Database::primary().with_timeout(TIMEOUT)),
        clock: Arc::new(HostClock),
        entropy: Arc::new(HostEntropy),
        site: Site::internal(),
        build_id: build_id.unwrap_or_else(|| "dev".to_owned()),
    };
    ROUTER.get_or_init(|| outpost_api::router(state)).clone()
}
