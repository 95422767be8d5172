//! `POST /jobs/send-mail`: a scheduler posts here, from any region, as often as it likes.

use axum::extract::State;
use http::StatusCode;
use outpost_db::outbox;
use outpost_http::Failure;

use crate::drain::drain;
use crate::state::State as DispatchState;

/// Hands over what is due. Returns 204 when all of it is, or when there is nothing to do; else 503, with the cause in the log. The
/// region's replica says whether anything is due, so that an empty outbox costs the primary nothing.
pub(crate) async fn send_mail(State(state): State<DispatchState>) -> Result<StatusCode, Failure> {
    let Some(mailer) = &state.mailer else { return Ok(StatusCode::NO_CONTENT) };
    if !outbox::has_due(&*state.replica).await? {
        return Ok(StatusCode::NO_CONTENT);
    }
    let drained = drain(&state, &**mailer).await?;
    match drained.failed {
        0 => Ok(StatusCode::NO_CONTENT),
        failed => Err(Failure::Unavailable(format!("{failed} mails were not handed over, {} were", drained.sent))),
    }
}
