//! Errors as pages, in the visitor's language. They cost no statement.

use axum::response::Response;
use outpost_db::sql::BoxFuture;
use outpost_http::caching::Caching;
use outpost_http::failure::FailureReport;
use outpost_http::market_path::{self, MarketPath};
use outpost_http::request_context::RequestContext;
use outpost_http::respond;
use outpost_web_account::view::{ErrorPage, Shell};

use crate::state::Shared;

/// The page of a failure.
pub(crate) fn render<'a>(
    _: &'a Shared,
    context: &'a RequestContext,
    report: &'a FailureReport,
) -> BoxFuture<'a, Response> {
    let prefix = MarketPath::parse(&context.path)
        .map_or_else(|| market_path::preferred(&context.headers), |address| address.prefix);
    let shell = Shell::new(prefix, "/account");
    let page = ErrorPage {
        status: report.status.as_u16(),
        retry_after_seconds: report.retry_after_seconds,
        request_id: context.request_id.clone(),
    };
    let html = outpost_web_account::error(&shell, &page);
    Box::pin(async move { respond::html(report.status, Caching::no_store(), html) })
}
