//! The WASI component around `outpost-assets`: one router an instance, called for each request.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use outpost_assets::State;
use outpost_http::instance::Instance;
use outpost_http::site::Site;
use outpost_platform::spin::{Database, HostClock, HostEntropy};
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    static INSTANCE: Instance = Instance::new("The files cannot be served; the log says why.\n");
    INSTANCE.handle(request, router).await
}

async fn router() -> Result<Router, Infallible> {
    Ok(outpost_assets::router(State {
        files: outpost_assets::embedded(),
        replica: Arc::new(Database::replica()),
        clock: Arc::new(HostClock),
        entropy: Arc::new(HostEntropy),
        site: Site::internal(),
    }))
}
