//! What the gateway's admin port answers: `/healthz` and `/metrics`.

use super::health::Health;
use super::listener::Answers;
use super::metrics::GatewayMetrics;
use super::refusal::{Reply, text};
use http::{Request, StatusCode};
use hyper::body::Incoming;
use std::sync::Arc;

/// What operators may ask.
pub struct Admin {
    health: Arc<Health>,
    metrics: GatewayMetrics,
}

impl Admin {
    /// Tells of this gateway.
    pub fn new(health: Arc<Health>, metrics: GatewayMetrics) -> Self {
        Self { health, metrics }
    }
}

impl Answers for Admin {
    async fn answer(&self, request: Request<Incoming>) -> Reply {
        match request.uri().path() {
            // Always 200: it tells that the gateway runs. Restarting it would not bring sqld back.
            "/healthz" => match self.health.failure() {
                None => text(StatusCode::OK, "ok\n".to_owned()),
                Some(reason) => text(StatusCode::OK, format!("degraded: sqld does not answer: {reason}\n")),
            },
            "/readyz" => match self.health.failure() {
                None => text(StatusCode::OK, "ok\n".to_owned()),
                Some(reason) => text(StatusCode::SERVICE_UNAVAILABLE, format!("sqld does not answer: {reason}\n")),
            },
            "/metrics" => match self.metrics.render() {
                Ok(metrics) => text(StatusCode::OK, metrics),
                Err(error) => text(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
            },
            _ => text(StatusCode::NOT_FOUND, "Here are /healthz, /readyz and /metrics.\n".to_owned()),
        }
    }
}
