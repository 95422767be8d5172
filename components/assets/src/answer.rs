//! One file as an HTTP answer: whole, in part, or "you have it already".

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;

use crate::{
    conditional,
    encoding::Encoding,
    range::{Slice, slice},
};

/// Content never changes under its name.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// A picture opened by itself runs no scripts and loads nothing; its own styles are part of how it is drawn.
const PICTURE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
const POLICY: HeaderName = header::CONTENT_SECURITY_POLICY;

/// The bytes chosen for a request, and what they are.
pub struct Representation {
    pub content_type: &'static str,
    /// Strong, with its quotes; differs between encodings.
    pub etag: String,
    pub encoding: Encoding,
    /// Whether another request might get another encoding.
    pub varies: bool,
    pub bytes: Bytes,
}

/// The answer to a GET; for a HEAD axum drops the body and keeps the headers.
pub fn answer(request: &HeaderMap, representation: Representation) -> Response {
    let mut headers = common_headers(&representation);
    if conditional::is_known(request, &representation.etag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(representation.content_type));
    if representation.encoding != Encoding::Identity {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(representation.encoding.name()));
    }
    let length = representation.bytes.len();
    match slice(conditional::range(request, &representation.etag), length) {
        Slice::Whole => (headers, Body::from(representation.bytes)).into_response(),
        Slice::Part(range) => {
            insert(&mut headers, header::CONTENT_RANGE, &format!("bytes {}-{}/{length}", range.start, range.end - 1));
            (StatusCode::PARTIAL_CONTENT, headers, Body::from(representation.bytes.slice(range))).into_response()
        }
        Slice::Unsatisfiable => {
            insert(&mut headers, header::CONTENT_RANGE, &format!("bytes */{length}"));
            for name in [header::CONTENT_TYPE, header::CONTENT_ENCODING] {
                headers.remove(name);
            }
            (StatusCode::RANGE_NOT_SATISFIABLE, headers).into_response()
        }
    }
}

/// What a 200, a 206 and a 304 have in common.
fn common_headers(representation: &Representation) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    insert(&mut headers, header::ETAG, &representation.etag);
    if representation.varies {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if representation.content_type == "image/svg+xml" {
        headers.insert(POLICY, HeaderValue::from_static(PICTURE_POLICY));
    }
    headers
}

/// Sets a header whose value we made of digits, ASCII letters and quotes.
fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
