//! The storefront's lines in the log.

use outpost_http::log;

/// The component's name.
pub(crate) const COMPONENT: &str = "storefront";

/// Logs what failed, why, and in which request. Callers never pass form fields or cookies.
pub(crate) fn error(request_id: &str, message: &str, cause: &str) {
    log::error(COMPONENT, request_id, message, cause);
}

/// Logs that a request went on without something that is missing.
pub(crate) fn warning(request_id: &str, message: &str, cause: &str) {
    log::warning(COMPONENT, request_id, message, cause);
}
