//! The WASI component around `outpost-admin`: one router an instance, called for each request.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use outpost_admin::{Config, State};
use outpost_http::site::ConfigError;
use outpost_platform::spin::{Database, HostClock, HostEntropy, Store, Variables};
use spin_sdk::{http, http_service};
use tower::ServiceExt;

#[http_service]
async fn handle(request: http::Request) -> impl http::IntoResponse {
    match router().await {
        Ok(router) => router.oneshot(request.map(Body::new)).await,
        Err(error) => {
            eprintln!("{error}");
            Ok((StatusCode::INTERNAL_SERVER_ERROR, "The panel is not configured; its log says why.\n").into_response())
        }
    }
}

/// The instance's router. The first request reads the configuration and makes it.
async fn router() -> Result<Router, ConfigError> {
    static ROUTER: OnceLock<Router> = OnceLock::new();
    if let Some(router) = ROUTER.get() {
        return Ok(router.clone());
    }
    let state = State {
        replica: Arc::new(Database::replica()),
        primary: Arc::new(Database::primary()),
        clock: Arc::new(HostClock),
        entropy: Arc::new(HostEntropy),
        key_value: Arc::new(Store),
        config: Config::from_settings(&Variables).await?,
    };
    Ok(ROUTER.get_or_init(|| outpost_admin::router(state)).clone())
}
