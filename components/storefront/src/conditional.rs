//! Conditional requests: a page that did not change is not sent again.

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH};
use http::{Method, StatusCode};

/// Answers `304` where the browser, or a cache on the way, has the page already.
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

/// The tag of a page: a hash of all of it. It need not resist forgery, it must only be quick and rarely collide.
pub(crate) fn tag(page: &str) -> Option<HeaderValue> {
    let mut hash = page.len() as u64 ^ 0xcbf2_9ce4_8422_2325;
    let (words, rest) = page.as_bytes().as_chunks::<8>();
    for word in words {
        hash = mix(hash ^ u64::from_le_bytes(*word));
    }
    for &byte in rest {
        hash = mix(hash ^ u64::from(byte));
    }
    HeaderValue::from_str(&format!("\"{hash:016x}\"")).ok()
}

fn mix(value: u64) -> u64 {
    let value = value.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value ^ (value >> 29)
}

fn matches(known: &HeaderValue, headers: &HeaderMap) -> bool {
    let (Ok(known), Some(Ok(tag))) = (known.to_str(), headers.get(ETAG).map(HeaderValue::to_str)) else { return false };
    known.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_changes_with_every_byte() {
        let page = "<html>0123456789</html>";
        assert_eq!(tag(page), tag(page));
        for at in 0..page.len() {
            let mut other = page.as_bytes().to_vec();
            other[at] ^= 1;
            assert_ne!(tag(&String::from_utf8(other).expect("ASCII")), tag(page), "byte {at}");
        }
        assert_ne!(tag("\0"), tag(""));
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
