//! Answers for what has to wait while the primary is out of reach: `503` with `Retry-After`, in the visitor's language,
//! the cart and the very same form kept.
//!
//! Nothing is tried twice here. The host repeats what it knows was not sent; what may have been sent the shopper repeats,
//! under the same id.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{HeaderValue, RETRY_AFTER};
use outpost_db::sql::SqlError;
use outpost_web_shop::view::{Notice, PrimaryUnavailable, Retry, Shell, UnavailableOperation};

use crate::failure::{Failure, RETRY_SECONDS};
use crate::log;
use crate::visit::Visit;

/// The page for what has to wait, or the failure where waiting does not help.
pub(crate) fn answer(
    visit: &Visit,
    operation: UnavailableOperation,
    retry: Retry,
    error: SqlError,
) -> Result<Response, Failure> {
    if !matches!(error, SqlError::Unreachable(_)) {
        return Err(error.into());
    }
    if visit.wants_json {
        return Ok(Failure::from(error).into_response());
    }
    log::failure(&visit.request_id, "the primary is out of reach", &error.to_string());
    // No statement: whatever else is out of reach, this page is not.
    let mut shell = Shell::new(visit.prefix, visit.state.config.public_url.as_str(), "");
    shell.cart_count = visit.cart.pieces();
    shell.test_payments = visit.state.config.test_payments;
    let page = PrimaryUnavailable {
        operation,
        retry,
        retry_after_seconds: RETRY_SECONDS,
        request_id: visit.request_id.clone(),
    };
    let mut response =
        visit.own_page(StatusCode::SERVICE_UNAVAILABLE, outpost_web_shop::primary_unavailable(&shell, &page));
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(RETRY_SECONDS));
    Ok(response)
}

/// What the checkout says at its top while the host knows that orders cannot be taken.
pub(crate) fn notice(visit: &Visit) -> Option<Notice> {
    visit.primary_is_away.then_some(Notice::OrderingUnavailable)
}
