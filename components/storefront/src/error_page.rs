//! The outermost layer: renders a failure as a page or as `application/problem+json`, and logs its cause once.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{HeaderValue, RETRY_AFTER};
use http::{HeaderName, StatusCode};
use outpost_web_shop::view::{ErrorKind, ErrorPage, Shell};
use serde_json::json;

use crate::caching::Caching;
use crate::failure::{Failure, FailureReport};
use crate::log;
use crate::request_context::{RequestContext, RequestId, is_text};
use crate::respond;
use crate::state::Shared;

/// Handles every request, and replaces a failure with a response that its client can read.
pub(crate) async fn layer(State(state): State<Shared>, mut request: Request, next: Next) -> Response {
    let context = RequestContext::read(&request, &state);
    request.extensions_mut().insert(RequestId(context.request_id.clone()));
    let mut response = if is_text(&request) { next.run(request).await } else { Failure::BadRequest.into_response() };
    match response.extensions_mut().remove::<FailureReport>() {
        Some(report) => {
            if report.is_ours {
                log::error(&context.request_id, &context.path, &report.message);
            }
            // Causes of our own mistakes stay in the log.
            let detail = (!report.is_ours).then_some(report.message);
            render(&state, &context, report.kind, detail).await
        }
        // The router itself refuses methods; its `Allow` header is added outside this layer.
        None if response.status() == StatusCode::METHOD_NOT_ALLOWED => {
            render(&state, &context, ErrorKind::MethodNotAllowed, None).await
        }
        None => response,
    }
}

async fn render(state: &Shared, context: &RequestContext, kind: ErrorKind, detail: Option<String>) -> Response {
    let mut response =
        if context.wants_json { problem(context, kind, detail) } else { page(state, context, kind).await };
    if let ErrorKind::TooManyRequests { retry_after_seconds } | ErrorKind::Unavailable { retry_after_seconds } = kind {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(retry_after_seconds));
    }
    if let Ok(id) = HeaderValue::from_str(&context.request_id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    response
}

async fn page(state: &Shared, context: &RequestContext, kind: ErrorKind) -> Response {
    let mut shell = Shell::new(context.prefix, state.config.public_url.as_str(), "");
    shell.noindex = true;
    shell.cart_count = context.cart_count(state);
    shell.test_payments = state.config.test_payments;
    // A 404 page shows the navigation; every other error costs no statement.
    if kind == ErrorKind::NotFound {
        match outpost_db::shell::load(&*state.replica, context.prefix).await {
            Ok(loaded) => shell.nav = loaded.nav,
            Err(error) => log::warning(&context.request_id, "the navigation of a 404 page", &error.to_string()),
        }
    }
    let html = outpost_web_shop::error(&shell, &ErrorPage { kind, request_id: context.request_id.clone() });
    respond::html(status(kind), Caching::no_store(), html)
}

fn problem(context: &RequestContext, kind: ErrorKind, detail: Option<String>) -> Response {
    let status = status(kind);
    let body = json!({
        "type": "about:blank",
        "title": status.canonical_reason(),
        "status": status.as_u16(),
        "detail": detail,
        "request_id": context.request_id,
    });
    let mut response = respond::text(Caching::no_store(), "application/problem+json", body.to_string());
    *response.status_mut() = status;
    response
}

fn status(kind: ErrorKind) -> StatusCode {
    StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
