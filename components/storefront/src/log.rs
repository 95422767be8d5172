//! Writes one line of JSON to stderr for each event that an operator must know of.

use serde_json::json;

/// Logs what failed, why, and in which request. Callers never pass form fields or cookies.
pub(crate) fn error(request_id: &str, message: &str, cause: &str) {
    write("error", request_id, message, cause);
}

/// Logs that a request went on without something that is missing.
pub(crate) fn warning(request_id: &str, message: &str, cause: &str) {
    write("warn", request_id, message, cause);
}

fn write(level: &str, request_id: &str, message: &str, cause: &str) {
    let line = json!({
        "level": level, "target": "storefront", "request_id": request_id, "message": message, "cause": cause,
    });
    eprintln!("{line}");
}
