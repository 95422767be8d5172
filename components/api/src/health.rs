//! `/healthz`: whether this region can serve pages. It asks the nearest database only: a region whose primary is out of
//! reach still serves, and must keep its traffic.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use outpost_db::health;
use serde::Serialize;

#[derive(Serialize)]
struct Health {
    status: &'static str,
    /// `ok`, `empty` (nothing seeded yet) or `unreadable`.
    replica: &'static str,
}

/// `GET /healthz`: 200 when pages can be served, else 503, so that a load balancer sends shoppers elsewhere.
pub async fn show(State(state): State<crate::State>) -> Response {
    let (status, health) = match health::is_seeded(&*state.replica).await {
        Ok(true) => (StatusCode::OK, Health { status: "ok", replica: "ok" }),
        Ok(false) => (StatusCode::SERVICE_UNAVAILABLE, Health { status: "degraded", replica: "empty" }),
        Err(error) => {
            eprintln!("health: {error}");
            (StatusCode::SERVICE_UNAVAILABLE, Health { status: "degraded", replica: "unreadable" })
        }
    };
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    match serde_json::to_string(&health) {
        Ok(body) => (status, headers, body).into_response(),
        Err(error) => crate::problem(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}
