//! `/healthz`: whether this region can serve pages, and whether it can take orders.
//!
//! A region whose primary is out of reach still serves and must keep its traffic: it is `degraded`, with 200. Only one
//! that cannot read its own copy is `down`, with 503.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use outpost_db::health;
use serde::Serialize;

/// What the edge host tells the components of its region; it lets nobody else say it.
mod told {
    /// The region's name.
    pub const REGION: &str = "outpost-region";
    /// How long ago the copy last heard from the primary; absent where there is no copy.
    pub const COPY_AGE_MILLISECONDS: &str = "outpost-copy-age-ms";
    /// `ok` or `unreachable`.
    pub const PRIMARY: &str = "outpost-primary";
}

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
pub async fn show(State(state): State<crate::State>, told: HeaderMap) -> Response {
    let (code, status, reason) = verdict(&state, text(&told, told::PRIMARY)).await;
    let age = text(&told, told::COPY_AGE_MILLISECONDS).and_then(|age| age.parse::<u32>().ok());
    let health = Health {
        status,
        reason,
        copy_age_seconds: age.map(|milliseconds| f64::from(milliseconds) / 1_000.0),
        region: text(&told, told::REGION),
        build: &state.build_id,
    };
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    match serde_json::to_string(&health) {
        Ok(body) => (code, headers, body).into_response(),
        Err(error) => crate::problem(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

/// The copy is asked each time; the primary only where the host does not say how it is.
async fn verdict(state: &crate::State, primary: Option<&str>) -> (StatusCode, &'static str, Option<&'static str>) {
    match health::is_seeded(&*state.replica).await {
        Ok(true) => {}
        Ok(false) => return (StatusCode::SERVICE_UNAVAILABLE, "down", Some("the copy is empty")),
        Err(error) => {
            eprintln!("health: {error}");
            return (StatusCode::SERVICE_UNAVAILABLE, "down", Some("the copy cannot be read"));
        }
    }
    let takes_orders = match primary {
        Some(said) => said != "unreachable",
        None => health::answers(&*state.primary).await.inspect_err(|error| eprintln!("health: {error}")).is_ok(),
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
