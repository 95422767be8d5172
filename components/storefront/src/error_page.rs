//! The outermost layer: puts a page, or `application/problem+json`, in the place of a failure, and logs its cause once.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use http::{HeaderName, StatusCode};
use outpost_web_shop::view::{ErrorKind, ErrorPage, Shell};
use serde_json::json;

use crate::caching::Caching;
use crate::failure::Failure;
use crate::log;
use crate::request::{Facts, RequestId, is_text};
use crate::respond;
use crate::state::Shared;

/// Answers every request, and turns what went wrong into words.
pub(crate) async fn layer(State(state): State<Shared>, mut request: Request, next: Next) -> Response {
    let facts = Facts::of(&request, &state);
    request.extensions_mut().insert(RequestId(facts.request_id.clone()));
    let mut response = if is_text(&request) { next.run(request).await } else { Failure::BadRequest.into_response() };
    match failure_in(&mut response) {
        Some(failure) => {
            if failure.is_ours() {
                log::failure(&facts.request_id, &facts.path, &failure.to_string());
            }
            replace(&state, &facts, &failure.kind(), Some(&failure)).await
        }
        // The router itself refuses methods; its `Allow` header is added behind this layer.
        None if response.status() == StatusCode::METHOD_NOT_ALLOWED => {
            replace(&state, &facts, &ErrorKind::MethodNotAllowed, None).await
        }
        None => response,
    }
}

fn failure_in(response: &mut Response) -> Option<Failure> {
    response.extensions_mut().remove::<Failure>()
}

async fn replace(state: &Shared, facts: &Facts, kind: &ErrorKind, failure: Option<&Failure>) -> Response {
    let mut response = if facts.wants_json { problem(facts, *kind, failure) } else { page(state, facts, *kind).await };
    if let ErrorKind::TooManyRequests { retry_after_seconds } | ErrorKind::Unavailable { retry_after_seconds } = kind {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(*retry_after_seconds));
    }
    if let Ok(id) = HeaderValue::from_str(&facts.request_id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    response
}

async fn page(state: &Shared, facts: &Facts, kind: ErrorKind) -> Response {
    let mut shell = Shell::new(facts.prefix, state.config.public_url.as_str(), "");
    shell.noindex = true;
    shell.cart_count = facts.cart_count(state);
    shell.test_payments = state.config.test_payments;
    // A lost visitor gets the navigation; every other error costs no statement.
    if kind == ErrorKind::NotFound {
        match outpost_db::shell::load(&*state.replica, facts.prefix).await {
            Ok(loaded) => shell.nav = loaded.nav,
            Err(error) => log::warning(&facts.request_id, "the navigation of a 404 page", &error.to_string()),
        }
    }
    let html = outpost_web_shop::error(&shell, &ErrorPage { kind, request_id: facts.request_id.clone() });
    let status = StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    respond::html(status, Caching::own(), html)
}

fn problem(facts: &Facts, kind: ErrorKind, failure: Option<&Failure>) -> Response {
    let status = StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    // Causes of our own mistakes stay in the log.
    let detail = failure.filter(|failure| !failure.is_ours()).map(ToString::to_string);
    let body = json!({
        "type": "about:blank",
        "title": status.canonical_reason(),
        "status": status.as_u16(),
        "detail": detail,
        "request_id": facts.request_id,
    });
    let mut response = respond::text(Caching::own(), "application/problem+json", body.to_string());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}
