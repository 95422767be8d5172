//! Validators (ETags) of catalogue pages.
//!
//! Two responses to one address are the same if build, configuration, data version, day and cart count are the same.
//! The ETag is made of these, so it is known before the page is rendered.

use axum::response::Response;
use outpost_domain::calendar;
use outpost_http::Failure;
use outpost_http::caching::Caching;
use outpost_http::hash::Hash;
use outpost_http::validator;
pub(crate) use outpost_http::validator::set_etag;

use crate::config::Config;
use crate::page_request::PageRequest;

/// A hash of the build and of the configuration that pages show.
pub(crate) fn build_hash(config: &Config) -> Hash {
    let company = config.company.details().into_iter();
    company
        .fold(Hash::default(), |hash, field| hash.with(field.as_bytes()).with(&[0]))
        .with(env!("OUTPOST_SOURCES").as_bytes())
        .with(config.build_id.as_bytes())
        .with(config.site.public_url.as_bytes())
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
    if !validator::may_be_known(request.if_none_match.as_ref(), page_hash(request)) {
        return Ok(None);
    }
    let version = outpost_db::version::read(&*request.state.replica).await?;
    Ok(not_modified_at(request, version))
}

/// `304` where the client holds the page as made from `version`.
pub(crate) fn not_modified_at(request: &PageRequest, version: i64) -> Option<Response> {
    validator::not_modified(request.if_none_match.as_ref(), page_hash(request), version, catalogue_caching(request))
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
