//! Editions of a page. Two answers to one address are alike if build, configuration, data version, day and the count of
//! the cart are: the tag is made of these, before the page is.

use axum::body::Body;
use axum::response::Response;
use http::StatusCode;
use http::header::{ETAG, HeaderMap, HeaderName, HeaderValue, IF_NONE_MATCH};

use crate::caching::Caching;
use crate::calendar;
use crate::conditional::{Hash, tags};
use crate::config::Config;
use crate::failure::Failure;
use crate::visit::Visit;

/// Tells the host which data version an answer was made from; it goes no further than that.
const DATA_VERSION: HeaderName = HeaderName::from_static("outpost-data-version");

/// What builds and configurations differ by, as far as pages show it.
pub(crate) fn of_build(config: &Config) -> Hash {
    let company = config.company.details().into_iter();
    company
        .fold(Hash::default(), |hash, fact| hash.with(fact.as_bytes()).with(&[0]))
        .with(env!("OUTPOST_SOURCES").as_bytes())
        .with(config.build_id.as_bytes())
        .with(config.public_url.as_bytes())
        .with(&[u8::from(config.test_payments)])
}

/// What the tags of this page have in common until the data change.
fn key(visit: &Visit) -> Hash {
    let today = calendar::local(visit.prefix.market, visit.state.clock.now()).date();
    of_build(&visit.state.config)
        .with(visit.target.as_bytes())
        .with(&today.to_julian_day().to_le_bytes())
        .with(&visit.cart.pieces().to_le_bytes())
}

/// `304` where the caller has the page as it would be made now: one small statement, or none where the caller's tag
/// cannot be ours.
pub(crate) async fn unchanged(visit: &Visit) -> Result<Option<Response>, Failure> {
    if known_version(visit).is_none() {
        return Ok(None);
    }
    let version = outpost_db::version::read(&*visit.state.replica).await?;
    Ok(unchanged_at(visit, version))
}

/// The same where the data version is at hand already.
pub(crate) fn unchanged_at(visit: &Visit, version: i64) -> Option<Response> {
    if known_version(visit) != Some(version) {
        return None;
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    caching(visit).apply(response.headers_mut());
    Some(tagged(visit, version, response))
}

/// What caches may do with a page of the catalogue.
pub(crate) fn caching(visit: &Visit) -> Caching {
    Caching::catalogue(&visit.jar, calendar::seconds_left_today(visit.prefix.market, visit.state.clock.now()))
}

/// Puts the tag on an answer made from `version` or later.
pub(crate) fn tagged(visit: &Visit, version: i64, mut response: Response) -> Response {
    tag(response.headers_mut(), key(visit), Some(version));
    response
}

/// Puts a tag on an answer, and the data version if it shows any data.
pub(crate) fn tag(headers: &mut HeaderMap, key: Hash, version: Option<i64>) {
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{key}-{:x}\"", version.unwrap_or(0))) {
        headers.insert(ETAG, tag);
    }
    if let Some(version) = version {
        headers.insert(DATA_VERSION, HeaderValue::from(version));
    }
}

/// The data version of the edition that the caller has, if it differs from ours in nothing else.
fn known_version(visit: &Visit) -> Option<i64> {
    let key = key(visit).to_string();
    tags(visit.known.as_ref()?)
        .filter_map(|tag| tag.trim_matches('"').strip_prefix(key.as_str())?.strip_prefix('-'))
        .find_map(|version| i64::from_str_radix(version, 16).ok())
}

/// What the caller says that it has.
pub(crate) fn known(headers: &HeaderMap) -> Option<HeaderValue> {
    headers.get(IF_NONE_MATCH).cloned()
}
