//! Writes one line of JSON to stderr for each event that an operator must know of.

use serde_json::json;

/// Logs what failed, why, in which component and request. Callers never pass form fields or cookies.
pub fn error(component: &str, request_id: &str, message: &str, cause: &str) {
    write("error", component, request_id, message, cause);
}

/// Logs that a request went on without something that is missing.
pub fn warning(component: &str, request_id: &str, message: &str, cause: &str) {
    write("warn", component, request_id, message, cause);
}

fn write(level: &str, component: &str, request_id: &str, message: &str, cause: &str) {
    let line = json!({
        "level": level, "target": component, "request_id": request_id, "message": message, "cause": cause,
    });
    eprintln!("{line}");
}
