//! Validators (ETags) of catalogue pages.
//!
//! Two responses to one address are the same if build, configuration, data version, day and cart count are the same.
//! The ETag is made of these, so it is known before the page is rendered.

use axum::body::Body;
use axum::response::Response;
use http::StatusCode;
use http::header::{ETAG, HeaderMap, HeaderName, HeaderValue};

use crate::caching::Caching;
use crate::calendar;
use crate::conditional::tags;
use crate::config::Config;
use crate::failure::Failure;
use crate::hash::Hash;
use crate::page_request::PageRequest;

/// Tells the host which data version a response was made from. The host removes the header.
const DATA_VERSION: HeaderName = HeaderName::from_static("outpost-data-version");

/// A hash of the build and of the configuration that pages show.
pub(crate) fn build_hash(config: &Config) -> Hash {
    let company = config.company.details().into_iter();
    company
        .fold(Hash::default(), |hash, field| hash.with(field.as_bytes()).with(&[0]))
        .with(env!("OUTPOST_SOURCES").as_bytes())
        .with(config.build_id.as_bytes())
        .with(config.public_url.as_bytes())
        .with(&[u8::from(config.test_payments)])
}

/// The part of the page's ETag that does not depend on the data version.
fn page_hash(request: &PageRequest) -> Hash {
    let today = calendar::local(request.prefix.market, request.state.clock.now()).date();
    build_hash(&request.state.config)
        .with(request.target.as_bytes())
        .with(&today.to_julian_day().to_le_bytes())
        .with(&request.cart.pieces().to_le_bytes())
}

/// `304` where the client holds the page as it would be made now. Costs one small statement, or none where no tag of
/// the client can be of this page.
pub(crate) async fn not_modified(request: &PageRequest) -> Result<Option<Response>, Failure> {
    if known_version(request).is_none() {
        return Ok(None);
    }
    let version = outpost_db::version::read(&*request.state.replica).await?;
    Ok(not_modified_at(request, version))
}

/// `304` where the client holds the page as made from `version`.
pub(crate) fn not_modified_at(request: &PageRequest, version: i64) -> Option<Response> {
    if known_version(request) != Some(version) {
        return None;
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    catalogue_caching(request).apply(response.headers_mut());
    Some(with_etag(request, version, response))
}

/// What caches may do with a catalogue page.
pub(crate) fn catalogue_caching(request: &PageRequest) -> Caching {
    Caching::catalogue(&request.cookies, calendar::seconds_left_today(request.prefix.market, request.state.clock.now()))
}

/// Adds the page's ETag to a response made from `version` or later.
pub(crate) fn with_etag(request: &PageRequest, version: i64, mut response: Response) -> Response {
    set_etag(response.headers_mut(), page_hash(request), Some(version));
    response
}

/// Sets the ETag, and the data version if the response shows any data.
pub(crate) fn set_etag(headers: &mut HeaderMap, hash: Hash, version: Option<i64>) {
    if let Ok(etag) = HeaderValue::from_str(&format!("\"{hash}-{:x}\"", version.unwrap_or(0))) {
        headers.insert(ETAG, etag);
    }
    if let Some(version) = version {
        headers.insert(DATA_VERSION, HeaderValue::from(version));
    }
}

/// The data version of the page that the client holds, if its ETag differs from ours in nothing else.
fn known_version(request: &PageRequest) -> Option<i64> {
    let hash = page_hash(request).to_string();
    tags(request.if_none_match.as_ref()?)
        .filter_map(|tag| tag.trim_matches('"').strip_prefix(hash.as_str())?.strip_prefix('-'))
        .find_map(|version| i64::from_str_radix(version, 16).ok())
}
