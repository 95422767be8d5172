//! Answers: pages, plain files and redirects, each with what caches may do with it.

use axum::body::Body;
use axum::response::Response;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue, LOCATION};

use crate::caching::Caching;

/// A whole page.
pub(crate) fn html(status: StatusCode, caching: Caching, html: String) -> Response {
    let mut response = text(caching, "text/html; charset=utf-8", html);
    *response.status_mut() = status;
    response
}

/// A file of some other type.
pub(crate) fn text(caching: Caching, content_type: &'static str, text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    caching.apply(response.headers_mut());
    response
}

/// Sends the browser on: `303` after a form, `302` or `308` for addresses. `location` is an absolute path of ours.
pub(crate) fn redirect(status: StatusCode, caching: Caching, location: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    // Paths are percent-encoded where they are made; what is not stays out of the header.
    let location = HeaderValue::from_str(location).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, location);
    caching.apply(response.headers_mut());
    response
}
