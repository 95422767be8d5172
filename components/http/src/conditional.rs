//! Conditional requests: a response whose ETag the client already holds is sent as `304` without a body.

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use headers::{ETag, HeaderMapExt, IfNoneMatch};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{Method, StatusCode};

/// Answers `304` where `If-None-Match` names the ETag of a response that a handler made in full.
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let condition = request.headers().typed_get::<IfNoneMatch>().filter(|_| is_read);
    let mut response = next.run(request).await;
    let etag = response.headers().typed_get::<ETag>();
    let (Some(condition), Some(etag), StatusCode::OK) = (condition, etag, response.status()) else { return response };
    if !condition.precondition_passes(&etag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(CONTENT_TYPE);
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    response
}
