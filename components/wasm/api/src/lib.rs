//! The WASI component around `outpost-api`: one router an instance, called once a request.

use std::sync::{Arc, OnceLock};

use axum::{Router, body::Body};
use outpost_platform::spin::Database;
use spin_sdk::{
    http::{IntoResponse, Request},
    http_service,
};
use tower::ServiceExt;

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    static ROUTER: OnceLock<Router> = OnceLock::new();
    let router =
        ROUTER.get_or_init(|| outpost_api::router(outpost_api::State { replica: Arc::new(Database::replica()) }));
    router.clone().oneshot(request.map(Body::new)).await
}
