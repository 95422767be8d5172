//! Scheduled work: the host posts to `/jobs/send-webhooks` every second.

use axum::extract::State as Extract;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::fault::{Fault, problem};
use crate::state::State;
use crate::webhook;

/// The header of every request for a job. The edge host removes it from outside requests.
const JOB: &str = "outpost-job";

/// Sends the webhooks that are due.
pub(crate) async fn send_webhooks(Extract(state): Extract<State>, headers: HeaderMap) -> Response {
    if !headers.contains_key(JOB) {
        return problem(StatusCode::FORBIDDEN, "Jobs are started by the host, with the header outpost-job.");
    }
    match webhook::send_due(&state, None).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => Fault::from(error).into_response(),
    }
}
