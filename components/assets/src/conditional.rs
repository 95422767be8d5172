//! `If-None-Match` and `If-Range` (RFC 9110, 13): whether the browser has this very content already.

use axum::http::{HeaderMap, header};

/// Whether `If-None-Match` names the ETag; the comparison is weak, as that header wants it.
pub fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let values = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == etag)
}

/// The `Range` header, unless `If-Range` says it was meant for other content. The comparison is strong: a date or a weak
/// ETag never matches.
pub fn range<'a>(headers: &'a HeaderMap, etag: &str) -> Option<&'a str> {
    if headers.get(header::IF_RANGE).is_some_and(|condition| condition.as_bytes() != etag.as_bytes()) {
        return None;
    }
    headers.get(header::RANGE)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(if_none_match: &str, expect: bool) {
        let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, if_none_match.parse().expect("a header"))]);
        assert_eq!(is_known(&headers, "\"a\""), expect, "{if_none_match}");
    }

    #[test]
    fn content_is_known_by_any_of_the_etags_the_browser_names() {
        check("\"a\"", true);
        check("W/\"a\"", true);
        check("\"b\", \"a\"", true);
        check("*", true);
        check("\"b\"", false);
        check("a", false);
    }
}
