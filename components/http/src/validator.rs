//! Validators: ETags that name what a response was made from, so that they are checked before it is made again.
//!
//! An ETag is a hash of the address and of what the component adds, then the versions of the page's scopes
//! ([`outpost_db::version`]): a client shows with it which scopes have to be the same.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::response::Response;
use headers::{ETag, HeaderMapExt};
use http::StatusCode;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use outpost_db::version::{Scope, Versions};

use crate::caching::Caching;
use crate::hash::Hash;

/// Tells the host which versions a response was made from. The host removes the header.
const DATA_VERSION: HeaderName = HeaderName::from_static("outpost-data-version");
/// Tells the host of which scopes these are the versions. The host removes the header.
const SCOPES: HeaderName = HeaderName::from_static("outpost-scopes");

/// The versions that `If-None-Match` names for the response with this hash; none where it has no ETag of that response.
pub fn known_versions(if_none_match: Option<&HeaderValue>, hash: Hash) -> Vec<Versions> {
    let start = format!("\"{hash}-");
    let header = if_none_match.and_then(|header| header.to_str().ok()).unwrap_or_default();
    let tags = header.split(',').map(|tag| tag.trim().trim_start_matches("W/"));
    tags.filter_map(|tag| Versions::from_validator(tag.strip_prefix(&start)?.strip_suffix('"')?)).collect()
}

/// The scopes that any of these versions names.
pub fn scopes(known: &[Versions]) -> BTreeSet<Scope> {
    known.iter().flat_map(Versions::scopes).collect()
}

/// `304` where one of the `known` versions of the response with this hash is what there is `now`.
pub fn not_modified(known: &[Versions], now: &Versions, hash: Hash, caching: Caching) -> Option<Response> {
    let same = known.iter().find(|known| now.has(known))?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    caching.apply(response.headers_mut());
    set_etag(response.headers_mut(), hash, Some(same));
    Some(response)
}

/// Sets the ETag, and the versions for the host if the response shows any data.
pub fn set_etag(headers: &mut HeaderMap, hash: Hash, versions: Option<&Versions>) {
    let validator = versions.map_or_else(|| "0".to_owned(), Versions::validator);
    if let Ok(etag) = format!("\"{hash}-{validator}\"").parse::<ETag>() {
        headers.typed_insert(etag);
    }
    let Some(versions) = versions else { return };
    let values = [(DATA_VERSION, versions.text()), (SCOPES, versions.scope_list())];
    for (name, value) in values {
        // Numbers and the names of scopes are plain ASCII.
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_etag_names_the_versions_of_its_page() {
        let hash = Hash::default().with(b"page");
        let versions = Versions::new(9).with_products([(4, 2)]);
        let mut headers = HeaderMap::new();
        set_etag(&mut headers, hash, Some(&versions));
        assert_eq!(headers["outpost-scopes"], "[\"product:4\"]");
        assert_eq!(headers["outpost-data-version"], "9;2");
        let etag = headers["etag"].to_str().expect("ASCII");
        let known = |text: &str| known_versions(Some(&HeaderValue::from_str(text).expect("a header")), hash);
        assert_eq!(known(etag), std::slice::from_ref(&versions));
        assert_eq!(known(&format!("\"other\", W/{etag}")), std::slice::from_ref(&versions));
        for other in ["*", "", "\"other-9\"", "\"", &etag.replace('4', "x")] {
            assert_eq!(known(other), [], "{other}");
        }
        assert_eq!(known_versions(Some(&headers["etag"]), hash.with(b"another")), []);
        assert_eq!(scopes(&[versions]), BTreeSet::from([Scope::Product(4)]));
    }
}
