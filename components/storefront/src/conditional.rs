//! Conditional requests: a response whose ETag the client already holds is sent as `304` without a body.

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH};
use http::{Method, StatusCode};

/// Answers `304` where `If-None-Match` names the ETag of a response that a handler made in full.
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let if_none_match = request.headers().get(IF_NONE_MATCH).cloned().filter(|_| is_read);
    let mut response = next.run(request).await;
    if response.status() == StatusCode::OK && if_none_match.is_some_and(|header| matches(&header, response.headers())) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(CONTENT_TYPE);
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    response
}

/// The tags of an `If-None-Match`, in their quotes. The comparison is weak, as RFC 9110 has it for reads.
pub(crate) fn tags(if_none_match: &HeaderValue) -> impl Iterator<Item = &str> {
    if_none_match.to_str().unwrap_or("").split(',').map(|tag| tag.trim().trim_start_matches("W/"))
}

fn matches(if_none_match: &HeaderValue, headers: &HeaderMap) -> bool {
    let Some(Ok(etag)) = headers.get(ETAG).map(HeaderValue::to_str) else { return false };
    tags(if_none_match).any(|tag| tag == etag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_etag_is_found_among_several() {
        let mut headers = HeaderMap::new();
        headers.insert(ETAG, HeaderValue::from_static("\"a\""));
        let check = |known, expect| assert_eq!(matches(&HeaderValue::from_static(known), &headers), expect, "{known}");
        check("\"a\"", true);
        check("\"b\", W/\"a\"", true);
        check("\"b\"", false);
        check("a", false);
    }
}
