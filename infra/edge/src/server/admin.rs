//! What the admin port answers.

use crate::status::Status;
use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::{HeaderValue, Response, StatusCode};
use http_body_util::Full;

const TEXT: &str = "text/plain; charset=utf-8";

/// The answer at a path.
pub fn answer(path: &str, status: &Status) -> Response<Full<Bytes>> {
    let (code, kind, body) = match path {
        "/" => (StatusCode::OK, "text/html; charset=utf-8", status.page()),
        "/status" => (StatusCode::OK, "application/json", status.json()),
        // Always 200: it tells that the host runs. Whether pages can be served is asked of the application.
        "/healthz" => (StatusCode::OK, TEXT, status.health()),
        "/metrics" => match status.metrics().render() {
            Ok(text) => (StatusCode::OK, TEXT, text),
            Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, TEXT, error.to_string()),
        },
        _ => (StatusCode::NOT_FOUND, TEXT, "Here are /, /status, /metrics and /healthz.\n".to_owned()),
    };
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = code;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // The page is one file; whatever a name in it looks like, nothing of it runs.
    let policy = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'");
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    response
}
