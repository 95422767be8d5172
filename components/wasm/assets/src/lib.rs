//! The WASI component around `outpost-assets`: one router an instance, called for each request.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use outpost_assets::State;
use outpost_http::site::Site;
use outpost_platform::spin::{Database, HostClock, HostEntropy};
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;
use tower::ServiceExt;

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    static ROUTER: OnceLock<Router> = OnceLock::new();
    let router = ROUTER.get_or_init(|| {
        outpost_assets::router(State {
            files: outpost_assets::embedded(),
            replica: Arc::new(Database::replica()),
            clock: Arc::new(HostClock),
            entropy: Arc::new(HostEntropy),
            site: Site::internal(),
        })
    });
    router.clone().oneshot(request.map(Body::new)).await
}
