//! Validators: ETags made of what a response depends on, so that they are known before it is made.

use axum::body::Body;
use axum::response::Response;
use headers::{ETag, Header, HeaderMapExt, IfNoneMatch};
use http::StatusCode;
use http::header::{HeaderMap, HeaderName, HeaderValue};

use crate::caching::Caching;
use crate::hash::Hash;

/// Tells the host which data version a response was made from. The host removes the header.
const DATA_VERSION: HeaderName = HeaderName::from_static("outpost-data-version");

/// `304` where `If-None-Match` names the response with this hash as made from `version`.
pub fn not_modified(
    if_none_match: Option<&HeaderValue>,
    hash: Hash,
    version: i64,
    caching: Caching,
) -> Option<Response> {
    let condition = IfNoneMatch::decode(&mut if_none_match.into_iter()).ok()?;
    if condition.precondition_passes(&etag(hash, version)?) {
        return None;
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    caching.apply(response.headers_mut());
    set_etag(response.headers_mut(), hash, Some(version));
    Some(response)
}

/// Whether `If-None-Match` names the response with this hash as made from any version. Other ETags are worth no statement.
pub fn may_be_known(if_none_match: Option<&HeaderValue>, hash: Hash) -> bool {
    let start = format!("\"{hash}-");
    if_none_match.and_then(|header| header.to_str().ok()).is_some_and(|header| header.contains(&start))
}

/// Sets the ETag, and the data version if the response shows any data.
pub fn set_etag(headers: &mut HeaderMap, hash: Hash, version: Option<i64>) {
    if let Some(etag) = etag(hash, version.unwrap_or(0)) {
        headers.typed_insert(etag);
    }
    if let Some(version) = version {
        headers.insert(DATA_VERSION, HeaderValue::from(version));
    }
}

fn etag(hash: Hash, version: i64) -> Option<ETag> {
    format!("\"{hash}-{version:x}\"").parse().ok()
}
