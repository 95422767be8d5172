//! Scheduled jobs: a scheduler posts to these addresses, from any region, as often as it likes.
//!
//! Every request carries the header `outpost-job`. No web page of another site can send it, and the edge host removes it
//! from outside requests, so that there only the host itself starts a job.
//!
//! A job reads the region's replica first, so that it costs the primary nothing while there is nothing to do.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use outpost_db::command::Sender;
use outpost_db::order::{has_expired_holds, release_expired_holds};
use outpost_db::sql::SqlError;
use outpost_domain::ids::CommandId;
use outpost_domain::principal::Principal;

use crate::problem::problem;
use crate::state::State as ApiState;

/// The header of every request for a job, with any value.
const JOB: &str = "outpost-job";

/// `POST /jobs/release-expired-holds`: releases the stock of the 200 oldest orders that were not paid in time. Returns
/// 204 when that is done or there is nothing to do, else 503 with the cause in the log.
pub async fn release_holds(State(state): State<ApiState>, headers: HeaderMap) -> Response {
    if !headers.contains_key(JOB) {
        return problem(StatusCode::FORBIDDEN, "Jobs are started by the host, with the header outpost-job.");
    }
    match release(&state).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            eprintln!("jobs: releasing holds: {error}");
            problem(StatusCode::SERVICE_UNAVAILABLE, "The database did not answer; try again later.")
        }
    }
}

async fn release(state: &ApiState) -> Result<(), SqlError> {
    let now = state.clock.now();
    if !has_expired_holds(&*state.replica).await? {
        return Ok(());
    }
    let id = CommandId::new(state.entropy.uuid_v7(now));
    let sender = Sender {
        principal: Principal::Job("release-expired-holds"),
        request_id: id.to_string(),
        sent_at: now.unix_timestamp(),
    };
    release_expired_holds(&*state.primary, id, &sender).await
}
