//! Errors as plain text: nobody looks at a file's error as a page.

use axum::http::StatusCode;
use axum::http::header::{HeaderValue, X_CONTENT_TYPE_OPTIONS};
use axum::response::Response;
use outpost_db::sql::BoxFuture;
use outpost_http::caching::Caching;
use outpost_http::failure::FailureReport;
use outpost_http::request_context::RequestContext;
use outpost_http::respond;

use crate::state::State;

/// The text of a failure.
pub(crate) fn render<'a>(_: &'a State, _: &'a RequestContext, report: &'a FailureReport) -> BoxFuture<'a, Response> {
    let text = match report.status {
        StatusCode::NOT_FOUND => "There is no such file. Pages name files by their content: reload yours.\n",
        StatusCode::METHOD_NOT_ALLOWED => "Files can only be read: use GET or HEAD.\n",
        StatusCode::SERVICE_UNAVAILABLE => "Pictures cannot be read right now. Try again shortly.\n",
        _ => "This file cannot be had.\n",
    };
    Box::pin(async move { plain_text(report.status, text) })
}

/// A response of plain text that no cache stores.
pub(crate) fn plain_text(status: StatusCode, text: &str) -> Response {
    let mut response = respond::text(Caching::no_store(), "text/plain; charset=utf-8", text.to_owned());
    *response.status_mut() = status;
    response.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
