//! Scheduled jobs: a scheduler posts to these addresses, from any region, as often as it likes.
//!
//! A job reads the region's replica first, so that it costs the primary nothing while there is nothing to do.

use axum::extract::State;
use axum::http::StatusCode;
use outpost_db::catalogue::{self, CatalogueRefusal};
use outpost_db::command::Sender;
use outpost_db::order::{has_expired_holds, release_expired_holds};
use outpost_db::projection;
use outpost_domain::ids::CommandId;
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, HttpState};

use crate::settle::settle;
use crate::state::State as ApiState;

/// `POST /jobs/release-expired-holds`: releases the stock of the 200 oldest orders that were not paid in time. Returns
/// 204 when that is done or there is nothing to do, else 503 with the cause in the log.
pub async fn release_holds(State(state): State<ApiState>, context: RequestContext) -> Result<StatusCode, Failure> {
    if has_expired_holds(&*state.replica).await? {
        let sender = Sender::job("release-expired-holds", context.request_id, state.now());
        release_expired_holds(&*state.primary, command_id(&state), &sender).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /jobs/project-catalogue`: makes planned prices the prices of their variants, publishes what waits for its time, and
/// brings listings, facets and search up to what changed in the catalogue. Returns 204 when that is done, another region does
/// it or there is nothing to do, else 503 with the cause in the log.
pub async fn project_catalogue(State(state): State<ApiState>, context: RequestContext) -> Result<StatusCode, Failure> {
    let sender = Sender::job("project-catalogue", context.request_id, state.now());
    let is_due = catalogue::has_due(&*state.replica).await?;
    if is_due {
        match catalogue::run_schedule(&*state.primary, command_id(&state), &sender).await {
            Ok(()) => {}
            Err(CatalogueRefusal::Sql(error)) => return Err(error.into()),
            Err(refusal) => return Err(Failure::Internal(refusal.to_string())),
        }
    }
    if is_due || projection::has_pending(&*state.replica).await? {
        projection::catch_up(&*state.primary, &sender, &mut || command_id(&state)).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

fn command_id(state: &ApiState) -> CommandId {
    CommandId::new(state.new_uuid())
}

/// `POST /jobs/settle-payments`: asks providers for what hangs, records what they say, and carries out refunds. Returns 204
/// when all of it is settled or there is nothing to do, else 503 with the causes in the log.
pub async fn settle_payments(State(state): State<ApiState>, context: RequestContext) -> Result<StatusCode, Failure> {
    let sender = Sender::job("settle-payments", context.request_id, state.now());
    match settle(&state, &sender).await? {
        0 => Ok(StatusCode::NO_CONTENT),
        failed => Err(Failure::Unavailable(format!("{failed} payments or refunds were not settled"))),
    }
}
