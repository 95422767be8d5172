//! Validators (ETags) of catalogue pages.
//!
//! Two responses to one address are the same if build, configuration, data version, day and cart count are the same.
//! The ETag is made of these, so it is known before the page is rendered.

use axum::body::Body;
use axum::response::Response;
use headers::{ETag, Header, HeaderMapExt, IfNoneMatch};
use http::StatusCode;
use http::header::{HeaderMap, HeaderName, HeaderValue};

use crate::caching::Caching;
use crate::calendar;
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

/// `304` where the client holds the page as it would be made now. Costs one small statement, or none where no ETag of
/// the client can be of this page.
pub(crate) async fn not_modified(request: &PageRequest) -> Result<Option<Response>, Failure> {
    if !may_be_known(request) {
        return Ok(None);
    }
    let version = outpost_db::version::read(&*request.state.replica).await?;
    Ok(not_modified_at(request, version))
}

/// `304` where the client holds the page as made from `version`.
pub(crate) fn not_modified_at(request: &PageRequest, version: i64) -> Option<Response> {
    let condition = IfNoneMatch::decode(&mut request.if_none_match.iter()).ok()?;
    if condition.precondition_passes(&etag(page_hash(request), version)?) {
        return None;
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    catalogue_caching(request).apply(response.headers_mut());
    Some(with_etag(request, version, response))
}

/// Whether `If-None-Match` names this page as made from any version. Other ETags are worth no statement.
fn may_be_known(request: &PageRequest) -> bool {
    let page = format!("\"{}-", page_hash(request));
    let header = request.if_none_match.as_ref().and_then(|header| header.to_str().ok());
    header.is_some_and(|header| header.contains(&page))
}

fn etag(hash: Hash, version: i64) -> Option<ETag> {
    format!("\"{hash}-{version:x}\"").parse().ok()
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
    if let Some(etag) = etag(hash, version.unwrap_or(0)) {
        headers.typed_insert(etag);
    }
    if let Some(version) = version {
        headers.insert(DATA_VERSION, HeaderValue::from(version));
    }
}
