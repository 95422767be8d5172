//! The WASI component around `outpost-dispatch`: one router an instance, called for each request.

use std::sync::Arc;

use axum::Router;
use outpost_dispatch::{Config, State};
use outpost_http::instance::Instance;
use outpost_http::site::ConfigError;
use outpost_platform::spin::{Database, HostClock, HostEntropy, HttpClient, Variables};
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    static INSTANCE: Instance = Instance::new("Mails cannot be sent; the log says why.\n");
    INSTANCE.handle(request, router).await
}

async fn router() -> Result<Router, ConfigError> {
    let config = Config::from_settings(&Variables).await?;
    Ok(outpost_dispatch::router(State {
        replica: Arc::new(Database::replica()),
        primary: Arc::new(Database::primary()),
        clock: Arc::new(HostClock),
        entropy: Arc::new(HostEntropy),
        mailer: config.mailer(Arc::new(HttpClient::new()), Arc::new(HostClock)),
        config,
    }))
}
