//! One file as an HTTP response: whole, in part, or not modified.

use std::ops::{Bound, Range};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use headers::{AcceptRanges, ContentRange, ETag, HeaderMapExt, IfNoneMatch, IfRange};

use crate::encoding::Encoding;

/// The content under a name never changes.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// A picture that is opened by itself runs no scripts and loads nothing. Its inline styles are part of the drawing.
const PICTURE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
const POLICY: HeaderName = header::CONTENT_SECURITY_POLICY;

/// The bytes that were chosen for a request, and what they are.
pub(crate) struct Representation {
    pub content_type: &'static str,
    /// Differs between encodings.
    pub etag: Option<ETag>,
    pub encoding: Encoding,
    /// Whether another request might get another encoding.
    pub varies: bool,
    pub bytes: Bytes,
}

/// The part of a file that a `Range` header selects.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Selection {
    /// The whole file: there is no header, or it is one that a server may ignore.
    Whole,
    /// These bytes.
    Part(Range<u64>),
    /// Only bytes that the file does not have.
    Unsatisfiable,
}

/// The strong ETag of a text of letters, digits and dashes.
pub(crate) fn etag(text: &str) -> Option<ETag> {
    format!("\"{text}\"").parse().ok()
}

/// The response to a GET. For a HEAD, axum drops the body and keeps the headers.
pub(crate) fn respond(request: &HeaderMap, representation: Representation) -> Response {
    let mut headers = common_headers(&representation);
    if is_known(request, &representation) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let length = representation.bytes.len() as u64;
    let selection = select(request, &representation, length);
    if selection == Selection::Unsatisfiable {
        headers.typed_insert(ContentRange::unsatisfied_bytes(length));
        return (StatusCode::RANGE_NOT_SATISFIABLE, headers).into_response();
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(representation.content_type));
    if representation.encoding != Encoding::Identity {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(representation.encoding.name()));
    }
    let Selection::Part(range) = selection else {
        return (headers, Body::from(representation.bytes)).into_response();
    };
    if let Ok(content_range) = ContentRange::bytes(range.clone(), Some(length)) {
        headers.typed_insert(content_range);
    }
    let part = representation.bytes.slice(range.start as usize..range.end as usize);
    (StatusCode::PARTIAL_CONTENT, headers, Body::from(part)).into_response()
}

/// The headers that a 200, a 206, a 304 and a 416 have in common.
fn common_headers(representation: &Representation) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOREVER));
    headers.typed_insert(AcceptRanges::bytes());
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    if let Some(etag) = &representation.etag {
        headers.typed_insert(etag.clone());
    }
    if representation.varies {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if representation.content_type == "image/svg+xml" {
        headers.insert(POLICY, HeaderValue::from_static(PICTURE_POLICY));
    }
    headers
}

/// Whether the client holds this content already, by `If-None-Match`.
fn is_known(request: &HeaderMap, representation: &Representation) -> bool {
    let (Some(condition), Some(etag)) = (request.typed_get::<IfNoneMatch>(), &representation.etag) else {
        return false;
    };
    !condition.precondition_passes(etag)
}

/// The selection of `Range`, unless `If-Range` names other content.
fn select(request: &HeaderMap, representation: &Representation, length: u64) -> Selection {
    let condition = request.typed_get::<IfRange>();
    if condition.is_some_and(|condition| condition.is_modified(representation.etag.as_ref(), None)) {
        return Selection::Whole;
    }
    request.typed_get::<headers::Range>().map_or(Selection::Whole, |range| selection(&range, length))
}

/// Serves one range. A request for several ranges gets the whole file, which RFC 9110 allows.
fn selection(range: &headers::Range, length: u64) -> Selection {
    let mut ranges = range.satisfiable_ranges(length);
    let (Some(bounds), None) = (ranges.next(), ranges.next()) else { return Selection::Whole };
    let start = match bounds.0 {
        Bound::Included(start) => start,
        Bound::Excluded(start) => start.saturating_add(1),
        Bound::Unbounded => 0,
    };
    let end = match bounds.1 {
        Bound::Included(end) => end.saturating_add(1).min(length),
        Bound::Excluded(end) => end.min(length),
        Bound::Unbounded => length,
    };
    match start {
        start if start >= length => Selection::Unsatisfiable,
        start if start >= end => Selection::Whole,
        start => Selection::Part(start..end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &'static str, expect: Selection) {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_static(header));
        let found = headers.typed_get::<headers::Range>().map_or(Selection::Whole, |range| selection(&range, 10));
        assert_eq!(found, expect, "{header}");
    }

    #[test]
    fn a_range_is_clipped_to_the_file() {
        check("bytes=0-3", Selection::Part(0..4));
        check("bytes=8-", Selection::Part(8..10));
        check("bytes=8-99", Selection::Part(8..10));
        check("bytes=-3", Selection::Part(7..10));
    }

    #[test]
    fn a_range_beyond_the_end_is_refused() {
        check("bytes=10-", Selection::Unsatisfiable);
        check("bytes=-0", Selection::Unsatisfiable);
    }

    #[test]
    fn any_other_range_means_the_whole_file() {
        for header in ["", "bytes", "bytes=", "bytes=5-2", "bytes=0-1,3-4", "lines=1-2", "bytes=-99"] {
            check(header, Selection::Whole);
        }
        check("bytes=99999999999999999999999-", Selection::Whole);
    }
}
