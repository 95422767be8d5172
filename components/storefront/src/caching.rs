//! What caches may do with an answer. The one place that says `public`, and only of what no cookie had a part in.

use http::header::{CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue, VARY};

use crate::cookies::Jar;

/// Seconds a browser shows a catalogue page again without asking: as long as a page that was fetched ahead waits.
const BROWSER_SECONDS: u32 = 5;
/// Seconds a shared cache hands one out without asking.
const SHARED_SECONDS: u32 = 30;
/// Seconds after that in which it may still hand it out while it asks.
const STALE_SECONDS: u32 = 60;

/// What caches may do with an answer; made by what the answer was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Caching {
    control: HeaderValue,
    vary: Option<&'static str>,
    is_own: bool,
}

impl Caching {
    /// One visitor's own: never kept, never indexed.
    pub fn own() -> Self {
        Self { control: HeaderValue::from_static("no-store"), vary: None, is_own: true }
    }

    /// Depends on language and cookie only, and asks for nothing else.
    pub fn negotiated() -> Self {
        let control = HeaderValue::from_static("private, no-cache");
        Self { control, vary: Some("Accept-Language, Cookie"), is_own: false }
    }

    /// A page of the catalogue that changes at midnight at the latest, in `left_today` seconds.
    pub fn catalogue(jar: &Jar, left_today: u32) -> Self {
        let shared = SHARED_SECONDS.min(left_today);
        let stale = STALE_SECONDS.min(left_today - shared);
        let browser = BROWSER_SECONDS.min(left_today);
        Self::shared(
            jar,
            format!("public, max-age={browser}, s-maxage={shared}, stale-while-revalidate={stale}"),
            "private, no-cache",
        )
    }

    /// Something that may be `seconds` old.
    pub fn fresh_for(jar: &Jar, seconds: u32) -> Self {
        Self::shared(jar, format!("public, max-age={seconds}"), &format!("private, max-age={seconds}"))
    }

    /// Something that may be `seconds` old and is alike for everybody: its handler looks at no cookie.
    pub fn alike(seconds: u32) -> Self {
        Self { control: header(&format!("public, max-age={seconds}")), vary: None, is_own: false }
    }

    fn shared(jar: &Jar, public: String, private: &str) -> Self {
        let control = if jar.had_a_part() { header(private) } else { header(&public) };
        Self { control, vary: Some("Cookie"), is_own: false }
    }

    /// Puts it on an answer.
    pub fn apply(self, headers: &mut HeaderMap) {
        headers.insert(CACHE_CONTROL, self.control);
        if let Some(vary) = self.vary {
            headers.insert(VARY, HeaderValue::from_static(vary));
        }
        if self.is_own {
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
    use crate::testing;

    fn jar(cookies: &'static str) -> Jar {
        let mut headers = HeaderMap::new();
        headers.insert(http::header::COOKIE, HeaderValue::from_static(cookies));
        Jar::read(&headers, &testing::config().key)
    }

    #[test]
    fn nothing_is_public_that_a_cookie_had_a_part_in() {
        let untouched = jar("__Host-cart=x; theme=dark");
        assert!(Caching::catalogue(&untouched, 9_999).control.as_bytes().starts_with(b"public"));
        assert_eq!(untouched.get(Kind::Checkout), None);
        assert!(Caching::catalogue(&untouched, 9_999).control.as_bytes().starts_with(b"public"), "it was not there");
        let read = jar("__Host-cart=x");
        assert_eq!(read.get(Kind::Cart), None);
        assert_eq!(Caching::catalogue(&read, 9_999).control, "private, no-cache");
        let seen = jar("__Host-cart=x");
        assert!(seen.has(Kind::Cart));
        assert!(Caching::fresh_for(&seen, 60).control.as_bytes().starts_with(b"private"));
        let mut set = jar("");
        set.set(Kind::Market, "en-gb".to_owned());
        assert_eq!(Caching::catalogue(&set, 9_999).control, "private, no-cache");
    }

    #[test]
    fn no_cache_hands_out_yesterdays_delivery_dates() {
        let check = |left, expect: &str| assert_eq!(Caching::catalogue(&jar(""), left).control, expect);
        check(90, "public, max-age=5, s-maxage=30, stale-while-revalidate=60");
        check(40, "public, max-age=5, s-maxage=30, stale-while-revalidate=10");
        check(3, "public, max-age=3, s-maxage=3, stale-while-revalidate=0");
    }
}
