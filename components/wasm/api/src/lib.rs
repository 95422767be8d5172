//! The WASI component around `outpost-api`: one router an instance, called for each request.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use outpost_http::instance::Instance;
use outpost_http::site::Site;
use outpost_platform::Settings;
use outpost_platform::spin::{Database, HostClock, HostEntropy, HttpClient, Variables};
use spin_sdk::http::{IntoResponse, Request};
use spin_sdk::http_service;

/// A health check waits no longer for the primary. Nor does a job for it or a payment provider: it is started again soon.
const TIMEOUT: Duration = Duration::from_secs(2);

#[http_service]
async fn handle(request: Request) -> impl IntoResponse {
    static INSTANCE: Instance = Instance::new("The API cannot start; its log says why.\n");
    INSTANCE.handle(request, router).await
}

async fn router() -> Result<Router, Infallible> {
    let (build_id, public_url) = (variable("build_id").await, variable("public_url").await);
    let public_url = public_url.map_or_else(String::new, |url| url.trim_end_matches('/').to_owned());
    Ok(outpost_api::router(outpost_api::State {
        replica: Arc::new(Database::replica()),
        primary: Arc::new(Database::primary().with_timeout(TIMEOUT)),
        clock: Arc::new(HostClock),
        entropy: Arc::new(HostEntropy),
        providers: outpost_api::providers(&Variables, Arc::new(HttpClient::new().with_timeout(TIMEOUT))).await,
        site: Site { public_url, ..Site::internal() },
        build_id: build_id.unwrap_or_else(|| "dev".to_owned()),
    }))
}

async fn variable(name: &str) -> Option<String> {
    Variables.get(name).await.unwrap_or_else(|error| {
        eprintln!("{name}: {error}");
        None
    })
}
