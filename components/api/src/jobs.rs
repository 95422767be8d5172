//! Work that somebody has to ask for: whoever keeps time posts to these addresses, from any region, as often as they like.
//!
//! They say so with the header `outpost-job`: no web page can send it from elsewhere, and the edge host takes it away from
//! whatever comes from outside, so there only the host itself starts a job.
//!
//! Each first looks into the region's own copy, so that asking costs the primary nothing while there is nothing to do.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use outpost_db::order::{has_expired_holds, release_expired_holds};
use outpost_db::sql::SqlError;
use outpost_domain::ids::CommandId;

/// The header that every request for a job has, whatever its value.
const JOB: &str = "outpost-job";
/// How far the clock of a region may be ahead of another, in seconds: nobody's hold ends early for that.
const AHEAD_SECONDS: i64 = 5 * 60;

/// `POST /jobs/release-expired-holds`: gives back the stock that nobody paid for in time, of the 200 oldest orders.
/// 204 when that is done or there is nothing to do, else 503 with the cause in the log.
pub async fn release_holds(State(state): State<crate::State>, headers: HeaderMap) -> Response {
    if !headers.contains_key(JOB) {
        return crate::problem(StatusCode::FORBIDDEN, "Jobs are started by the host, with the header outpost-job.");
    }
    match release(&state).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            eprintln!("jobs: releasing holds: {error}");
            crate::problem(StatusCode::SERVICE_UNAVAILABLE, "The database did not answer; try again later.")
        }
    }
}

async fn release(state: &crate::State) -> Result<(), SqlError> {
    let now = state.clock.now();
    let over = now.unix_timestamp() - AHEAD_SECONDS;
    if !has_expired_holds(&*state.replica, over).await? {
        return Ok(());
    }
    release_expired_holds(&*state.primary, CommandId::new(state.entropy.uuid_v7(now)), over).await
}
