//! Validators (ETags) of catalogue pages.
//!
//! Two responses to one address are the same if build, configuration, the versions of the page's scopes, day and cart count
//! are the same. The ETag is made of these, so it is checked before the page is rendered.

use std::collections::BTreeSet;

use axum::response::Response;
use outpost_db::version::{Scope, Versions};
use outpost_domain::calendar;
use outpost_http::Failure;
use outpost_http::caching::Caching;
use outpost_http::hash::Hash;
use outpost_http::validator;

use crate::config::Config;
use crate::page_request::PageRequest;

/// A hash of the build and of the configuration that pages show.
pub(crate) fn build_hash(config: &Config) -> Hash {
    Hash::default()
        .with(env!("OUTPOST_SOURCES").as_bytes())
        .with(config.build_id.as_bytes())
        .with(config.site.public_url.as_bytes())
        .with(&[u8::from(config.test_payments)])
}

/// The part of the page's ETag that does not depend on data.
fn page_hash(request: &PageRequest) -> Hash {
    let today = calendar::local(request.prefix.market, request.state.clock.now()).date();
    build_hash(&request.state.config)
        .with(request.context.target.as_bytes())
        .with(&today.to_julian_day().to_le_bytes())
        .with(&request.cart.pieces().to_le_bytes())
}

/// The scopes that the client's ETags of this page name; none where it has none.
pub(crate) fn known_scopes(request: &PageRequest) -> BTreeSet<Scope> {
    validator::scopes(&known(request))
}

/// `304` where the client holds the page as it would be made now. Costs one small statement, or none where no ETag of
/// the client can be of this page.
pub(crate) async fn not_modified(request: &PageRequest) -> Result<Option<Response>, Failure> {
    let known = known(request);
    if known.is_empty() {
        return Ok(None);
    }
    let now = outpost_db::version::read_scopes(&*request.state.replica, validator::scopes(&known)).await?;
    Ok(validator::not_modified(&known, &now, page_hash(request), catalogue_caching(request)))
}

/// `304` where the client holds the page as made from the versions there are `now`.
pub(crate) fn not_modified_at(request: &PageRequest, now: &Versions) -> Option<Response> {
    validator::not_modified(&known(request), now, page_hash(request), catalogue_caching(request))
}

fn known(request: &PageRequest) -> Vec<Versions> {
    validator::known_versions(request.context.if_none_match.as_ref(), page_hash(request))
}

/// What caches may do with a catalogue page.
pub(crate) fn catalogue_caching(request: &PageRequest) -> Caching {
    Caching::catalogue(&request.cookies, calendar::seconds_left_today(request.prefix.market, request.state.clock.now()))
}

/// Adds the page's ETag to a response made from `versions` or later ones.
pub(crate) fn with_etag(request: &PageRequest, versions: &Versions, mut response: Response) -> Response {
    validator::set_etag(response.headers_mut(), page_hash(request), Some(versions));
    response
}
