//! The outermost layer: renders a failure as a page or as `application/problem+json`, and logs its cause once.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{HeaderValue, RETRY_AFTER};
use http::{HeaderName, StatusCode};
use outpost_db::sql::BoxFuture;
use serde_json::json;

use crate::caching::Caching;
use crate::failure::{Failure, FailureReport};
use crate::log;
use crate::request_context::{RequestContext, is_text};
use crate::respond;
use crate::state::HttpState;

/// How a component renders its errors.
pub enum ErrorPages<S> {
    /// As `application/problem+json` (RFC 9457), whatever the client prefers: its clients are programs.
    Problems,
    /// By this function, for clients that do not prefer JSON.
    Pages(RenderPage<S>),
}

/// Renders the page of an error.
pub type RenderPage<S> = for<'a> fn(&'a S, &'a RequestContext, &'a FailureReport) -> BoxFuture<'a, Response>;

impl<S> Clone for ErrorPages<S> {
    fn clone(&self) -> Self {
        match self {
            Self::Problems => Self::Problems,
            Self::Pages(render) => Self::Pages(*render),
        }
    }
}

/// Handles every request, and replaces a failure with a response that its client can read.
pub(crate) async fn layer<S: HttpState + Clone>(
    State((state, pages)): State<(S, ErrorPages<S>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let context = RequestContext::read(request.uri(), request.headers(), &state);
    request.extensions_mut().insert(context.clone());
    let mut response = if is_text(&request) { next.run(request).await } else { Failure::BadRequest.into_response() };
    let report = response.extensions_mut().remove::<FailureReport>();
    // The router itself refuses methods; its `Allow` header is added outside this layer.
    let refused = || (response.status() == StatusCode::METHOD_NOT_ALLOWED).then(FailureReport::method_not_allowed);
    let Some(report) = report.or_else(refused) else { return response };
    if report.is_ours {
        log::error(S::COMPONENT, &context.request_id, &context.path, &report.message);
    }
    let mut response = match &pages {
        ErrorPages::Pages(render) if !context.wants_json => render(&state, &context, &report).await,
        ErrorPages::Pages(_) | ErrorPages::Problems => problem(&context, &report),
    };
    *response.status_mut() = report.status;
    if let Some(seconds) = report.retry_after_seconds {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Ok(id) = HeaderValue::from_str(&context.request_id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    response
}

/// Causes of our own mistakes stay in the log.
fn problem(context: &RequestContext, report: &FailureReport) -> Response {
    let body = json!({
        "type": "about:blank",
        "title": report.status.canonical_reason(),
        "status": report.status.as_u16(),
        "detail": (!report.is_ours).then_some(&report.message),
        "request_id": context.request_id,
    });
    respond::text(Caching::no_store(), "application/problem+json", body.to_string())
}
