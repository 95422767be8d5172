//! The check in front of a route: whether a request may use it.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::access::Access;
use crate::failure::Failure;
use crate::state::HttpState;

/// The header of every request for a job, with any value. No web page of another site can send it, and the edge host
/// removes it from outside requests.
const JOB: &str = "outpost-job";

/// Lets a request through that may use its route.
pub(crate) async fn layer<S: HttpState + Clone>(
    State((state, access)): State<(S, Access)>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let decision = match access {
        Access::Visitor | Access::Provider => Ok(()),
        Access::Job if parts.headers.contains_key(JOB) => Ok(()),
        Access::Job => Err(Failure::Forbidden("jobs are started by the host, with the header outpost-job")),
        Access::Customer | Access::Staff(_) | Access::Token(_) => state.authorise(access, &mut parts).await,
    };
    match decision {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(failure) => failure.into_response(),
    }
}
