//! A request's head: its id, its checks, and the headers that Spin gives to components.

use std::fmt::Write;
use std::hash::{BuildHasher, RandomState};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use headers::{ContentLength, HeaderMapExt};
use http::header::{CONNECTION, HOST};
use http::uri::{Authority, Parts, Scheme};
use http::{HeaderMap, HeaderName, HeaderValue, Uri, request};

use super::refusal::Refusal;
use crate::routes::Match;

/// The header that carries a request's id in both directions.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Takes a well-formed id from the client (or the proxy before us), else makes one.
pub fn request_id(headers: &HeaderMap) -> Arc<str> {
    let given = headers.get(REQUEST_ID).and_then(|value| value.to_str().ok());
    match given.filter(|id| is_well_formed(id)) {
        Some(id) => Arc::from(id),
        None => new_request_id(),
    }
}

fn is_well_formed(id: &str) -> bool {
    (8..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// A random part for the process and a count: unique without a system call for each request.
pub fn new_request_id() -> Arc<str> {
    static PROCESS: OnceLock<u64> = OnceLock::new();
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let process = *PROCESS.get_or_init(|| RandomState::new().hash_one(std::process::id()));
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    Arc::from(format!("{process:016x}-{count:08x}"))
}

/// Bytes of all headers.
pub fn size(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum()
}

/// The declared length of the body.
pub fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.typed_get::<ContentLength>().map(|length| length.0)
}

/// The header that names the region to components.
pub const REGION: HeaderName = HeaderName::from_static("outpost-region");

/// Makes the head that the component sees, as Spin does: an absolute address and `spin-…` headers.
pub fn prepare(
    parts: &mut request::Parts,
    matched: &Match<'_>,
    peer: SocketAddr,
    request_id: &str,
    region: &HeaderValue,
) -> Result<(), Refusal> {
    let authority = authority(parts)?;
    let path = parts.uri.path_and_query().cloned().ok_or(Refusal::MALFORMED)?;
    let full_url = format!("http://{authority}{path}");
    let mut uri = Parts::default();
    uri.scheme = Some(Scheme::HTTP);
    uri.authority = Some(authority);
    uri.path_and_query = Some(path);
    parts.uri = Uri::from_parts(uri).map_err(|_| Refusal::MALFORMED)?;

    let headers = &mut parts.headers;
    headers.remove(CONNECTION);
    remove_forged(headers);
    headers.insert(REGION, region.clone());
    let mut set = |name: HeaderName, value: &str| match HeaderValue::try_from(value) {
        Ok(value) => {
            headers.insert(name, value);
            Ok(())
        }
        Err(_) => Err(Refusal::MALFORMED),
    };
    set(REQUEST_ID, request_id)?;
    set(HeaderName::from_static("spin-path-info"), &matched.trailing)?;
    set(HeaderName::from_static("spin-full-url"), &full_url)?;
    set(HeaderName::from_static("spin-matched-route"), &matched.entry.raw)?;
    set(HeaderName::from_static("spin-base-path"), "/")?;
    set(HeaderName::from_static("spin-raw-component-route"), &matched.entry.raw)?;
    set(HeaderName::from_static("spin-component-route"), matched.entry.prefix())?;
    set(HeaderName::from_static("spin-client-addr"), &peer.to_string())?;
    for (name, value) in &matched.names {
        let name = format!("spin-path-match-{}", name.to_ascii_lowercase());
        if let Ok(name) = HeaderName::try_from(name) {
            set(name, value)?;
        }
    }
    Ok(())
}

/// The host that the client asked for; the address line and the Host header may not differ.
fn authority(parts: &request::Parts) -> Result<Authority, Refusal> {
    let mut hosts = parts.headers.get_all(HOST).iter();
    let header = match (hosts.next(), hosts.next()) {
        (Some(value), None) => Some(Authority::try_from(value.as_bytes()).map_err(|_| Refusal::MALFORMED)?),
        (None, _) => None,
        (Some(_), Some(_)) => return Err(Refusal::MALFORMED),
    };
    match (header, parts.uri.authority().cloned()) {
        (Some(header), None) => Ok(header),
        (None, Some(line)) => Ok(line),
        (Some(header), Some(line)) if header == line => Ok(header),
        _ => Err(Refusal::MALFORMED),
    }
}

/// `spin-…` and `outpost-…` headers come from the host only.
fn remove_forged(headers: &mut HeaderMap) {
    let is_ours = |name: &&HeaderName| ["spin-", "outpost-"].iter().any(|prefix| name.as_str().starts_with(prefix));
    let forged: Vec<HeaderName> = headers.keys().filter(is_ours).cloned().collect();
    for name in forged {
        headers.remove(name);
    }
}

/// `total` is the host's whole time and `component` the guest's part, both to the head of the response; without a
/// component the response came from the page cache.
pub fn server_timing(total: Duration, component: Option<Duration>) -> Option<HeaderValue> {
    let mut text = String::with_capacity(48);
    let total = total.as_micros();
    let mut written = write!(text, "total;dur={}.{:03}, ", total / 1000, total % 1000);
    written = written.and_then(|()| match component.map(|time| time.as_micros()) {
        Some(time) => write!(text, "component;dur={}.{:03}", time / 1000, time % 1000),
        None => text.write_str("cache;desc=hit"),
    });
    written.ok().and_then(|()| HeaderValue::try_from(text).ok())
}

#[cfg(test)]
mod tests {
    use super::{Duration, is_well_formed, server_timing};

    #[test]
    fn only_short_plain_request_ids_are_taken_from_the_client() {
        assert!(is_well_formed("0198c0de-7a11-7000-8000-000000000001"));
        for bad in ["", "short", "with space in it", "line\nbreak-here", &"x".repeat(65)] {
            assert!(!is_well_formed(bad), "{bad:?}");
        }
    }

    #[test]
    fn times_are_shown_in_milliseconds() {
        let value = server_timing(Duration::from_micros(1_042), Some(Duration::from_micros(7))).unwrap();
        assert_eq!(value, "total;dur=1.042, component;dur=0.007");
        assert_eq!(server_timing(Duration::from_micros(61), None).unwrap(), "total;dur=0.061, cache;desc=hit");
    }
}
