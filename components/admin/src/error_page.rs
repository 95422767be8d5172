//! Errors as pages of the panel.

use axum::response::Response;
use http::StatusCode;
use outpost_db::sql::BoxFuture;
use outpost_http::caching::Caching;
use outpost_http::failure::FailureReport;
use outpost_http::request_context::RequestContext;
use outpost_http::respond;
use outpost_web_admin::view::{Block, Link, Page};
use outpost_web_admin::{localizer, routes};

use crate::state::Shared;

/// The page of a failure: fixed words and the request's id.
pub(crate) fn render<'a>(
    _: &'a Shared,
    context: &'a RequestContext,
    report: &'a FailureReport,
) -> BoxFuture<'a, Response> {
    let l10n = localizer();
    let key = match report.status {
        StatusCode::FORBIDDEN => "admin-error-forbidden",
        StatusCode::NOT_FOUND => "admin-error-not-found",
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => "admin-error-bad-request",
        StatusCode::TOO_MANY_REQUESTS => "admin-error-too-many",
        StatusCode::SERVICE_UNAVAILABLE => "admin-error-unavailable",
        _ => "admin-error-other",
    };
    let page = Page {
        heading: l10n.text(key).to_owned(),
        blocks: vec![
            Block::Text(l10n.format("admin-error-request", &[("id", context.request_id.as_str().into())])),
            Block::Links(vec![Link::main(l10n.text("admin-error-home"), routes::DASHBOARD)]),
        ],
        ..Page::default()
    };
    let html = outpost_web_admin::page(page);
    let response = respond::html(report.status, Caching::no_store(), html);
    Box::pin(async move { response })
}
