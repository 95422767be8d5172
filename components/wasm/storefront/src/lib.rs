//! The WASI component around `outpost-storefront`: one router an instance, called for each request.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use outpost_http::instance::Instance;
use outpost_http::markets::MarketCache;
use outpost_http::site::ConfigError;
use outpost_platform::spin::{Database, HostClock, HostEntropy, HttpClient, Store, Variables};
use outpost_storefront::{Config, State};
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;

/// How long a shopper waits for a payment provider.
const PROVIDER_TIMEOUT: Duration = Duration::from_secs(5);

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    static INSTANCE: Instance = Instance::new("The shop is not configured; its log says why.\n");
    INSTANCE.handle(request, router).await
}

async fn router() -> Result<Router, ConfigError> {
    let config = Config::from_settings(&Variables).await?;
    let replica = Arc::new(Database::replica());
    Ok(outpost_storefront::router(State {
        markets: MarketCache::new(replica.clone()),
        replica,
        primary: Arc::new(Database::primary()),
        clock: Arc::new(HostClock),
        entropy: Arc::new(HostEntropy),
        key_value: Arc::new(Store),
        providers: config.providers(Arc::new(HttpClient::new().with_timeout(PROVIDER_TIMEOUT))),
        config,
    }))
}
