//! Errors as pages, in the visitor's language. They cost no statement where the markets are known.

use axum::response::Response;
use outpost_db::sql::BoxFuture;
use outpost_http::caching::Caching;
use outpost_http::failure::FailureReport;
use outpost_http::market_path;
use outpost_http::request_context::RequestContext;
use outpost_http::respond;
use outpost_web_account::view::{ErrorPage, Shell};

use crate::state::Shared;

/// The page of a failure.
pub(crate) fn render<'a>(
    state: &'a Shared,
    context: &'a RequestContext,
    report: &'a FailureReport,
) -> BoxFuture<'a, Response> {
    let page = ErrorPage {
        status: report.status.as_u16(),
        retry_after_seconds: report.retry_after_seconds,
        request_id: context.request_id.clone(),
    };
    Box::pin(async move {
        let (markets, prefix) = market_path::of_failure(state, context, report).await;
        let html = outpost_web_account::error(&Shell::new(markets, prefix, "/account"), &page);
        respond::html(report.status, Caching::no_store(), html)
    })
}
