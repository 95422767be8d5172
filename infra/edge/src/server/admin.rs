//! What the admin port answers.

use std::fmt::Display;

use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, Response, StatusCode};
use http_body_util::Full;

use crate::status::Status;

const TEXT: &str = "text/plain; charset=utf-8";

/// The response at a path.
pub fn respond(path: &str, status: &Status) -> Response<Full<Bytes>> {
    let (code, kind, body) = match path {
        "/status" => rendered("application/json", status.json()),
        // Always 200, since the host runs. The application's own health says whether pages can be served.
        "/healthz" => (StatusCode::OK, TEXT, status.health()),
        "/metrics" => rendered(TEXT, status.metrics().render()),
        _ => (StatusCode::NOT_FOUND, TEXT, "Here are /status, /metrics and /healthz.\n".to_owned()),
    };
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = code;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn rendered(kind: &'static str, body: Result<String, impl Display>) -> (StatusCode, &'static str, String) {
    match body {
        Ok(body) => (StatusCode::OK, kind, body),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, TEXT, error.to_string()),
    }
}
