//! The WASI component around `outpost-account`: one router an instance, called for each request.

use std::sync::Arc;

use axum::Router;
use outpost_account::{Argon2id, Config, State};
use outpost_http::instance::Instance;
use outpost_http::markets::MarketCache;
use outpost_http::site::ConfigError;
use outpost_platform::spin::{Database, HostClock, HostEntropy, Store, Variables};
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    static INSTANCE: Instance = Instance::new("The shop is not configured; its log says why.\n");
    INSTANCE.handle(request, router).await
}

async fn router() -> Result<Router, ConfigError> {
    let replica = Arc::new(Database::replica());
    Ok(outpost_account::router(State {
        markets: MarketCache::new(replica.clone()),
        replica,
        primary: Arc::new(Database::primary()),
        clock: Arc::new(HostClock),
        entropy: Arc::new(HostEntropy),
        key_value: Arc::new(Store),
        hasher: Arc::new(Argon2id),
        config: Config::from_settings(&Variables).await?,
    }))
}
