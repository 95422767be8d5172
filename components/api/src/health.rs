//! `/healthz`: whether this region can serve pages, and whether it can take orders.
//!
//! A region whose primary is out of reach still serves pages and must keep its traffic: it is `degraded`, with 200. Only
//! a region that cannot read its own replica is `down`, with 503.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use outpost_db::health;
use outpost_http::caching::Caching;
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, HttpState, log, respond};
use serde::Serialize;

use crate::state::State as ApiState;

/// The region's name. The edge host sets this header and the two below, and removes them from outside requests.
const REGION: &str = "outpost-region";
/// The age of the replica's newest data; absent where there is no replica.
const REPLICA_AGE_MILLISECONDS: &str = "outpost-copy-age-ms";
/// The primary's state: `ok` or `unreachable`.
const PRIMARY: &str = "outpost-primary";

#[derive(Serialize)]
struct Health<'a> {
    /// `ok`, `degraded` or `down`.
    status: &'static str,
    /// Why it is not `ok`.
    reason: Option<&'static str>,
    copy_age_seconds: Option<f64>,
    region: Option<&'a str>,
    build: &'a str,
}

/// `GET /healthz`: 200 when pages can be served, else 503, so that a load balancer sends shoppers elsewhere.
pub async fn show(
    State(state): State<ApiState>,
    context: RequestContext,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (code, status, reason) = check(&state, &context, text(&headers, PRIMARY)).await;
    let age = text(&headers, REPLICA_AGE_MILLISECONDS).and_then(|age| age.parse::<u32>().ok());
    let health = Health {
        status,
        reason,
        copy_age_seconds: age.map(|milliseconds| f64::from(milliseconds) / 1_000.0),
        region: text(&headers, REGION),
        build: &state.build_id,
    };
    let mut response = respond::text(Caching::no_store(), "application/json", serde_json::to_string(&health)?);
    *response.status_mut() = code;
    Ok(response)
}

/// Reads from the replica each time, and from the primary only where the host does not report its state.
async fn check(
    state: &ApiState,
    context: &RequestContext,
    primary: Option<&str>,
) -> (StatusCode, &'static str, Option<&'static str>) {
    let log = |cause: &str| log::error(ApiState::COMPONENT, &context.request_id, "health", cause);
    match health::is_seeded(&*state.replica).await {
        Ok(true) => {}
        Ok(false) => return (StatusCode::SERVICE_UNAVAILABLE, "down", Some("the copy is empty")),
        Err(error) => {
            log(&error.to_string());
            return (StatusCode::SERVICE_UNAVAILABLE, "down", Some("the copy cannot be read"));
        }
    }
    let takes_orders = match primary {
        Some(state) => state != "unreachable",
        None => health::answers(&*state.primary).await.inspect_err(|error| log(&error.to_string())).is_ok(),
    };
    if takes_orders {
        (StatusCode::OK, "ok", None)
    } else {
        (StatusCode::OK, "degraded", Some("the primary is out of reach"))
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
