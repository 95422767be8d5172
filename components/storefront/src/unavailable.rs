//! Responses while the primary is out of reach: `503` with `Retry-After`, in the visitor's language, with the cart and
//! the submitted form kept.
//!
//! Nothing is retried here. The host retries what it knows was not sent; the shopper retries what may have been sent,
//! under the same command id.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{HeaderValue, RETRY_AFTER};
use outpost_db::sql::SqlError;
use outpost_http::Failure;
use outpost_http::failure::RETRY_SECONDS;
use outpost_web_shop::view::{Notice, PrimaryUnavailable, Retry, Shell, UnavailableOperation};

use crate::log;
use crate::page_request::PageRequest;

/// The page for an action that has to wait, or the failure where waiting does not help.
pub(crate) fn respond(
    request: &PageRequest,
    operation: UnavailableOperation,
    retry: Retry,
    error: SqlError,
) -> Result<Response, Failure> {
    if !matches!(error, SqlError::Unreachable(_)) {
        return Err(error.into());
    }
    if request.context.wants_json {
        return Ok(Failure::from(error).into_response());
    }
    log::error(&request.context.request_id, "the primary is out of reach", &error.to_string());
    // The page costs no statement, so it can be shown whatever else is out of reach.
    let mut shell =
        Shell::new(request.markets.clone(), request.prefix, request.state.config.site.public_url.as_str(), "");
    shell.cart_count = request.cart.pieces();
    shell.test_payments = request.state.config.test_payments;
    let page = PrimaryUnavailable {
        operation,
        retry,
        retry_after_seconds: RETRY_SECONDS,
        request_id: request.context.request_id.clone(),
    };
    let mut response =
        request.own_page(StatusCode::SERVICE_UNAVAILABLE, outpost_web_shop::primary_unavailable(&shell, &page));
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(RETRY_SECONDS));
    Ok(response)
}

/// The notice of the checkout's pages while the host knows that orders cannot be taken.
pub(crate) fn notice(request: &PageRequest) -> Option<Notice> {
    request.context.primary_unreachable.then_some(Notice::OrderingUnavailable)
}
