//! Conditional requests: a page that did not change is not sent again.

use std::fmt;

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH};
use http::{Method, StatusCode};

/// Answers `304` where the browser, or a cache on the way, has the answer already and no handler noticed.
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = request.headers().get(IF_NONE_MATCH).cloned().filter(|_| is_read);
    let mut response = next.run(request).await;
    if response.status() == StatusCode::OK && known.is_some_and(|known| matches(&known, response.headers())) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(CONTENT_TYPE);
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    response
}

/// A hash of several parts. It need not resist forgery, it must only be quick and rarely collide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    /// With one more part; where a part ends counts.
    pub fn with(self, part: &[u8]) -> Self {
        let mut hash = mix(self.0 ^ part.len() as u64);
        let (words, rest) = part.as_chunks::<8>();
        for word in words {
            hash = mix(hash ^ u64::from_le_bytes(*word));
        }
        for &byte in rest {
            hash = mix(hash ^ u64::from(byte));
        }
        Self(hash)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

const fn mix(value: u64) -> u64 {
    let value = value.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value ^ (value >> 29)
}

/// The tags of an `If-None-Match`, in their quotes; a weak one counts as a strong one, as RFC 9110 has it for reads.
pub(crate) fn tags(known: &HeaderValue) -> impl Iterator<Item = &str> {
    known.to_str().unwrap_or("").split(',').map(|one| one.trim().trim_start_matches("W/"))
}

fn matches(known: &HeaderValue, headers: &HeaderMap) -> bool {
    let Some(Ok(tag)) = headers.get(ETAG).map(HeaderValue::to_str) else { return false };
    tags(known).any(|one| one == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_changes_with_every_byte_and_with_where_parts_end() {
        let text = b"/en-gb/c/lamps?page=2";
        let hash = |parts: &[&[u8]]| parts.iter().fold(Hash::default(), |hash, part| hash.with(part));
        assert_eq!(hash(&[text]), hash(&[text]));
        for at in 0..text.len() {
            let mut other = *text;
            other[at] ^= 1;
            assert_ne!(hash(&[&other]), hash(&[text]), "byte {at}");
            assert_ne!(hash(&[&text[..at], &text[at..]]), hash(&[text]), "parted at {at}");
        }
        assert_ne!(hash(&[b"\0"]), hash(&[b""]));
    }

    #[test]
    fn a_known_tag_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(ETAG, HeaderValue::from_static("\"a\""));
        let check = |known, expect| assert_eq!(matches(&HeaderValue::from_static(known), &headers), expect, "{known}");
        check("\"a\"", true);
        check("\"b\", W/\"a\"", true);
        check("\"b\"", false);
        check("a", false);
    }
}
