//! What caches may do with a response. Only this module says `public`, and only of responses that no cookie affected.

use http::header::{CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue, VARY};

use crate::cookies::Cookies;

/// Seconds for which a browser reuses a catalogue page: as long as a prefetched page waits for its click.
const BROWSER_SECONDS: u32 = 5;
/// Seconds for which a shared cache reuses one.
const SHARED_SECONDS: u32 = 30;
/// Seconds after that in which it may serve the stale page while it revalidates.
const STALE_SECONDS: u32 = 60;

/// What caches may do with a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caching {
    control: HeaderValue,
    vary: Option<&'static str>,
    is_private: bool,
}

impl Caching {
    /// A response for one visitor: never stored, never indexed.
    pub fn no_store() -> Self {
        Self { control: HeaderValue::from_static("no-store"), vary: None, is_private: true }
    }

    /// A response that depends on language and cookies only.
    pub fn negotiated() -> Self {
        let control = HeaderValue::from_static("private, no-cache");
        Self { control, vary: Some("Accept-Language, Cookie"), is_private: false }
    }

    /// A catalogue page, which changes at midnight at the latest, in `left_today` seconds.
    pub fn catalogue(cookies: &Cookies, left_today: u32) -> Self {
        let shared = SHARED_SECONDS.min(left_today);
        let stale = STALE_SECONDS.min(left_today - shared);
        let browser = BROWSER_SECONDS.min(left_today);
        Self::shared(
            cookies,
            format!("public, max-age={browser}, s-maxage={shared}, stale-while-revalidate={stale}"),
            "private, no-cache",
        )
    }

    /// A response that may be `seconds` old.
    pub fn fresh_for(cookies: &Cookies, seconds: u32) -> Self {
        Self::shared(cookies, format!("public, max-age={seconds}"), &format!("private, max-age={seconds}"))
    }

    /// A response that may be `seconds` old and is the same for everybody: its handler reads no cookie.
    pub fn public(seconds: u32) -> Self {
        Self { control: header(&format!("public, max-age={seconds}")), vary: None, is_private: false }
    }

    fn shared(cookies: &Cookies, public: String, private: &str) -> Self {
        let control = if cookies.is_used() { header(private) } else { header(&public) };
        Self { control, vary: Some("Cookie"), is_private: false }
    }

    /// Sets the headers of a response.
    pub fn apply(self, headers: &mut HeaderMap) {
        headers.insert(CACHE_CONTROL, self.control);
        if let Some(vary) = self.vary {
            headers.insert(VARY, HeaderValue::from_static(vary));
        }
        if self.is_private {
            headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
        }
    }
}

fn header(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("no-store"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cookies::Kind;
    use crate::secrets::Secrets;

    fn cookies(header: &'static str) -> Cookies {
        let mut headers = HeaderMap::new();
        headers.insert(http::header::COOKIE, HeaderValue::from_static(header));
        Cookies::read(&headers, &Secrets::derive("a"), 0)
    }

    #[test]
    fn no_response_that_a_cookie_affected_is_public() {
        let untouched = cookies("__Host-cart=x; theme=dark");
        assert!(Caching::catalogue(&untouched, 9_999).control.as_bytes().starts_with(b"public"));
        assert_eq!(untouched.get(Kind::Checkout), None);
        assert!(Caching::catalogue(&untouched, 9_999).control.as_bytes().starts_with(b"public"), "it was not there");
        let read = cookies("__Host-cart=x");
        assert_eq!(read.get(Kind::Cart), None);
        assert_eq!(Caching::catalogue(&read, 9_999).control, "private, no-cache");
        let seen = cookies("__Host-cart=x");
        assert!(seen.has(Kind::Cart));
        assert!(Caching::fresh_for(&seen, 60).control.as_bytes().starts_with(b"private"));
        let mut set = cookies("");
        set.set(Kind::Market, "en-gb".to_owned());
        assert_eq!(Caching::catalogue(&set, 9_999).control, "private, no-cache");
    }

    #[test]
    fn no_cache_serves_yesterdays_delivery_dates() {
        let check = |left, expect: &str| assert_eq!(Caching::catalogue(&cookies(""), left).control, expect);
        check(90, "public, max-age=5, s-maxage=30, stale-while-revalidate=60");
        check(40, "public, max-age=5, s-maxage=30, stale-while-revalidate=10");
        check(3, "public, max-age=3, s-maxage=3, stale-while-revalidate=0");
    }
}
