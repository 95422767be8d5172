//! Which requests may be answered from the cache, and which responses may be stored (RFC 9111, sections 3 to 5).

use std::time::Duration;

use http::header::{
    AGE, AUTHORIZATION, CACHE_CONTROL, CONTENT_LENGTH, IF_MATCH, IF_UNMODIFIED_SINCE, PRAGMA, RANGE, SET_COOKIE,
    TRANSFER_ENCODING, VARY,
};
use http::{HeaderMap, HeaderName, Method, StatusCode, request, response};

/// The version of the data that a guest read before it read the page's data. Clients never see it.
pub const DATA_VERSION: HeaderName = HeaderName::from_static("outpost-data-version");

/// The scopes that the version is of, as the guest names them. Clients never see them.
pub const SCOPES: HeaderName = HeaderName::from_static("outpost-scopes");

/// Largest body that is stored.
const BODY_BYTES: u64 = 256 << 10;

/// Requests with one of these always go to the guest.
const BYPASS: [HeaderName; 5] = [AUTHORIZATION, RANGE, IF_MATCH, IF_UNMODIFIED_SINCE, TRANSFER_ENCODING];

/// How a response may be stored.
#[derive(Debug, PartialEq, Eq)]
pub struct Policy {
    /// The data's version.
    pub version: String,
    /// The scopes that it is of, bound to the component's statement as `?1`.
    pub scopes: Option<String>,
    /// How long it may be sent.
    pub lifetime: Duration,
    /// Request headers that it depends on.
    pub vary: Vec<HeaderName>,
}

/// True when a cached page may answer the request, and the response to it may be cached.
pub fn is_cacheable(request: &request::Parts) -> bool {
    let headers = &request.headers;
    let has_body = headers.get(CONTENT_LENGTH).is_some_and(|length| length != "0");
    let refuses = match headers.contains_key(CACHE_CONTROL) {
        true => directives(headers, &CACHE_CONTROL).any(|(name, _)| matches!(&*name, "no-cache" | "no-store")),
        false => directives(headers, &PRAGMA).any(|(name, _)| name == "no-cache"),
    };
    matches!(request.method, Method::GET | Method::HEAD)
        && !has_body
        && !refuses
        && BYPASS.iter().all(|name| !headers.contains_key(name))
}

/// How a guest's response to a GET may be stored; `None` where it may not.
pub fn policy(response: &response::Parts, length: Option<u64>) -> Option<Policy> {
    let headers = &response.headers;
    let fits = length.is_some_and(|length| length <= BODY_BYTES);
    let status =
        matches!(response.status, StatusCode::OK | StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
    if !fits || !status || headers.contains_key(SET_COOKIE) {
        return None;
    }
    let version = headers.get(DATA_VERSION)?.to_str().ok()?.trim().to_owned();
    let scopes = match headers.get(SCOPES) {
        Some(scopes) => Some(scopes.to_str().ok()?.to_owned()),
        None => None,
    };
    Some(Policy { version, scopes, lifetime: lifetime(headers)?, vary: vary(headers)? })
}

/// `None` where the response is not public or not fresh for any time.
fn lifetime(headers: &HeaderMap) -> Option<Duration> {
    let (mut public, mut shared, mut own) = (false, None, None);
    for (name, value) in directives(headers, &CACHE_CONTROL) {
        match &*name {
            "no-store" | "private" | "no-cache" => return None,
            "public" => public = true,
            "s-maxage" => shared = Some(seconds(value)),
            "max-age" => own = Some(seconds(value)),
            _ => {}
        }
    }
    let age = headers.get(AGE).map_or(0, |age| seconds(age.to_str().ok()));
    let left = shared.or(own)?.saturating_sub(age);
    (public && left > 0).then(|| Duration::from_secs(left))
}

/// What is not a number counts as no time.
fn seconds(value: Option<&str>) -> u64 {
    value.and_then(|value| value.trim_matches('"').parse().ok()).unwrap_or(0)
}

/// `None` for `*` and for what is not a header's name.
fn vary(headers: &HeaderMap) -> Option<Vec<HeaderName>> {
    let mut names = Vec::new();
    for value in headers.get_all(VARY) {
        for name in value.to_str().ok()?.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            if name == "*" {
                return None;
            }
            names.push(HeaderName::try_from(name).ok()?);
        }
    }
    Some(names)
}

/// Names in lower case, with their values.
fn directives<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = (String, Option<&'a str>)> {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(|directive| {
        let (name, value) = match directive.split_once('=') {
            Some((name, value)) => (name, Some(value.trim())),
            None => (directive, None),
        };
        (name.trim().to_ascii_lowercase(), value)
    })
}
