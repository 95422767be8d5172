//! The WASI component around `outpost-sandbox`: one router an instance, called for each request.

use std::error::Error;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use outpost_platform::spin::{Database, HostClock, HostEntropy, HostTimer, HttpClient, Variables};
use outpost_sandbox::{Config, State};
use spin_sdk::{http, http_service};
use tower::ServiceExt;

/// How long a shop may take to receive a webhook.
const WEBHOOK_TIMEOUT: Duration = Duration::from_secs(5);

#[http_service]
async fn handle(request: http::Request) -> impl http::IntoResponse {
    match router().await {
        Ok(router) => router.oneshot(request.map(Body::new)).await,
        Err(error) => {
            eprintln!("{error}");
            Ok((StatusCode::INTERNAL_SERVER_ERROR, "The sandbox cannot start; its log says why.\n").into_response())
        }
    }
}

/// The instance's router. The first request reads the configuration and makes the tables that are missing.
async fn router() -> Result<Router, Box<dyn Error + Send + Sync>> {
    static ROUTER: OnceLock<Router> = OnceLock::new();
    if let Some(router) = ROUTER.get() {
        return Ok(router.clone());
    }
    let state = State {
        database: Arc::new(Database::own()),
        clock: Arc::new(HostClock),
        entropy: Arc::new(HostEntropy),
        http: Arc::new(HttpClient::new().with_timeout(WEBHOOK_TIMEOUT)),
        timer: Arc::new(HostTimer),
        config: Config::from_settings(&Variables).await?,
    };
    outpost_sandbox::migrate(&*state.database).await?;
    Ok(ROUTER.get_or_init(|| outpost_sandbox::router(state)).clone())
}
