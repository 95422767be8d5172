//! Compression of text responses on their way out: brotli or gzip, as `Accept-Encoding` asks.
//!
//! Only whole responses of a known, moderate length are compressed; a stream stays as it is. A strong ETag names
//! exact bytes, so a compressed response carries it as a weak one, `W/"x"`: `If-None-Match` compares weakly.

mod accept;
mod encode;

pub use accept::{Accepted, Coding};
pub use encode::encode_or_log;

use std::ops::RangeInclusive;

use http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, VARY,
};
use http::{HeaderMap, HeaderValue, StatusCode};

/// Lengths that are worth the time: smaller bodies fit one packet anyway, larger ones would keep a processor busy.
const LENGTHS: RangeInclusive<u64> = 1 << 10..=1 << 20;

/// Types that shrink; besides these, every `text/…`, `…+json` and `…+xml`.
const TYPES: [&str; 4] = ["application/json", "application/xml", "application/javascript", "application/x-ndjson"];

/// True when a response with this head may be sent in another coding.
pub fn suits(status: StatusCode, headers: &HeaderMap, length: u64) -> bool {
    let is_whole = !matches!(status, StatusCode::NO_CONTENT | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED);
    is_whole
        && LENGTHS.contains(&length)
        && !headers.contains_key(CONTENT_ENCODING)
        && !headers.contains_key(CONTENT_RANGE)
        && !forbids_transforming(headers)
        && headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(shrinks)
}

fn forbids_transforming(headers: &HeaderMap) -> bool {
    let values = headers.get_all(CACHE_CONTROL).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|directive| directive.trim().eq_ignore_ascii_case("no-transform"))
}

fn shrinks(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let is_text = kind.starts_with("text/") && kind != "text/event-stream";
    is_text || kind.ends_with("+json") || kind.ends_with("+xml") || TYPES.contains(&kind.as_str())
}

/// Adds `Accept-Encoding` to `Vary`. A response that is sent plain needs it too: another client may get it compressed.
pub fn add_vary(headers: &mut HeaderMap) {
    let values: Vec<&str> = headers.get_all(VARY).iter().filter_map(|value| value.to_str().ok()).collect();
    let mut names = values.iter().flat_map(|value| value.split(',')).map(str::trim);
    if names.any(|name| name == "*" || name.eq_ignore_ascii_case("accept-encoding")) {
        return;
    }
    let all = values.into_iter().chain(["Accept-Encoding"]).collect::<Vec<_>>().join(", ");
    if let Ok(all) = HeaderValue::try_from(all) {
        headers.insert(VARY, all);
    }
}

/// Changes the head to that of the same response in `coding`. The caller sets its length.
pub fn mark(headers: &mut HeaderMap, coding: Coding) {
    headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
    headers.remove(CONTENT_LENGTH);
    // The guest serves ranges of its own bytes, not of the compressed ones.
    headers.remove(ACCEPT_RANGES);
    weaken_tag(headers);
}

/// Makes a strong ETag a weak one.
pub fn weaken_tag(headers: &mut HeaderMap) {
    let strong = headers.get(ETAG).filter(|tag| tag.as_bytes().starts_with(b"\""));
    if let Some(weak) = strong.and_then(|tag| HeaderValue::from_bytes(&[b"W/", tag.as_bytes()].concat()).ok()) {
        headers.insert(ETAG, weak);
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

    use super::{Coding, add_vary, mark, suits};

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        lines.iter().map(pair).collect()
    }

    #[test]
    fn only_whole_texts_of_a_moderate_length_are_compressed() {
        let html = ("content-type", "text/html; charset=utf-8");
        let table: [(&[_], u64, bool); 12] = [
            (&[html], 1_024, true),
            (&[html], 1_023, false),
            (&[html], 1 << 20, true),
            (&[html], (1 << 20) + 1, false),
            (&[html, ("content-encoding", "gzip")], 9_000, false),
            (&[html, ("cache-control", "public, No-Transform")], 9_000, false),
            (&[html, ("cache-control", "public, max-age=1")], 9_000, true),
            (&[("content-type", "image/svg+xml")], 9_000, true),
            (&[("content-type", "application/problem+json")], 9_000, true),
            (&[("content-type", "image/png")], 9_000, false),
            (&[("content-type", "text/event-stream")], 9_000, false),
            (&[], 9_000, false),
        ];
        for (lines, length, expected) in table {
            assert_eq!(suits(StatusCode::OK, &headers(lines), length), expected, "{lines:?} {length}");
        }
        assert!(!suits(StatusCode::PARTIAL_CONTENT, &headers(&[html]), 9_000));
        assert!(suits(StatusCode::NOT_FOUND, &headers(&[html]), 9_000));
    }

    #[test]
    fn vary_names_accept_encoding_once() {
        let table: [(&[_], &str); 4] = [
            (&[], "Accept-Encoding"),
            (&[("vary", "Cookie")], "Cookie, Accept-Encoding"),
            (&[("vary", "accept-encoding, Cookie")], "accept-encoding, Cookie"),
            (&[("vary", "*")], "*"),
        ];
        for (lines, expected) in table {
            let mut headers = headers(lines);
            add_vary(&mut headers);
            assert_eq!(headers["vary"], expected);
        }
    }

    #[test]
    fn a_compressed_response_has_a_weak_tag() {
        for (tag, expected) in [("\"x\"", "W/\"x\""), ("W/\"x\"", "W/\"x\"")] {
            let mut headers = headers(&[("etag", tag), ("content-length", "5000"), ("accept-ranges", "bytes")]);
            mark(&mut headers, Coding::Brotli);
            assert_eq!(headers["etag"], expected);
            assert_eq!(headers["content-encoding"], "br");
            assert!(!headers.contains_key("content-length") && !headers.contains_key("accept-ranges"));
        }
    }
}
