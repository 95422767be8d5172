//! Errors as pages of the shop, in the visitor's language.

use axum::response::Response;
use outpost_db::sql::BoxFuture;
use outpost_http::caching::Caching;
use outpost_http::cookies::{Cookies, cart};
use outpost_http::failure::FailureReport;
use outpost_http::request_context::RequestContext;
use outpost_http::respond;
use outpost_http::{HttpState, market_path};
use outpost_web_shop::view::{ErrorKind, ErrorPage, Shell};

use crate::log;
use crate::state::Shared;

/// The page of a failure.
pub(crate) fn render<'a>(
    state: &'a Shared,
    context: &'a RequestContext,
    report: &'a FailureReport,
) -> BoxFuture<'a, Response> {
    Box::pin(page(state, context, report))
}

async fn page(state: &Shared, context: &RequestContext, report: &FailureReport) -> Response {
    let kind = ErrorKind::from_status(report.status.as_u16(), report.retry_after_seconds);
    let (markets, prefix) = market_path::of_failure(state, context, report).await;
    let mut shell = Shell::new(markets, prefix, state.config.site.public_url.as_str(), "");
    shell.noindex = true;
    let (cart, _) = cart::read(&Cookies::read(&context.headers, &state.config.secrets, state.now()));
    shell.cart_count = cart.pieces();
    shell.test_payments = state.config.test_payments;
    // A 404 page shows the navigation; every other error costs no statement.
    if kind == ErrorKind::NotFound {
        match outpost_db::shell::load(&*state.replica, prefix, [], state.markets.tag()).await {
            Ok(loaded) => shell.nav = loaded.nav,
            Err(error) => log::warning(&context.request_id, "the navigation of a 404 page", &error.to_string()),
        }
    }
    let html = outpost_web_shop::error(&shell, &ErrorPage { kind, request_id: context.request_id.clone() });
    respond::html(report.status, Caching::no_store(), html)
}
