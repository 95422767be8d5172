//! One line of JSON to stderr for what an operator must know.

use serde_json::json;

/// Says what failed, why, and in which request. Never given form fields or cookies.
pub(crate) fn failure(request_id: &str, what: &str, cause: &str) {
    eprintln!(
        "{}",
        json!({ "level": "error", "target": "storefront", "request_id": request_id, "message": what, "cause": cause })
    );
}

/// Says what went on without something that is missing.
pub(crate) fn warning(request_id: &str, what: &str, cause: &str) {
    eprintln!(
        "{}",
        json!({ "level": "warn", "target": "storefront", "request_id": request_id, "message": what, "cause": cause })
    );
}
