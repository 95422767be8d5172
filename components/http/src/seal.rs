//! Sealed text: encrypted, authenticated, and valid for a time that starts when it is sealed.

use cookie::{Cookie, CookieJar};

use crate::secrets::Keys;

/// How far ahead the clock of the region may be that sealed a text, in seconds.
const CLOCK_SKEW_SECONDS: i64 = 15 * 60;

/// Seals `text` under a label; the result fits a hidden field.
pub fn seal(keys: &Keys, label: &'static str, text: &str, now: i64) -> String {
    let mut jar = CookieJar::new();
    jar.private_mut(keys.current()).add(Cookie::new(label, stamp(text, now)));
    jar.get(label).map(|cookie| cookie.value().to_owned()).unwrap_or_default()
}

/// The text that [`seal`] was given, if the token was made under this label and is at most `ttl_seconds` old.
pub fn open(keys: &Keys, label: &'static str, token: &str, now: i64, ttl_seconds: i64) -> Option<String> {
    let mut jar = CookieJar::new();
    jar.add_original(Cookie::new(label, token.to_owned()));
    let opened = keys.all().find_map(|key| jar.private(key).get(label))?;
    fresh(opened.value(), now, ttl_seconds).map(str::to_owned)
}

/// A text with the time at which it is sealed.
pub(crate) fn stamp(text: &str, now: i64) -> String {
    format!("{now}.{text}")
}

/// The text of a [`stamp`] that is at most `ttl_seconds` old.
pub(crate) fn fresh(stamped: &str, now: i64, ttl_seconds: i64) -> Option<&str> {
    let (sealed_at, text) = stamped.split_once('.')?;
    let sealed_at: i64 = sealed_at.parse().ok()?;
    (now - ttl_seconds..=now + CLOCK_SKEW_SECONDS).contains(&sealed_at).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::Purpose;

    const NOW: i64 = 1_795_348_800;

    fn keys(current: &str, previous: Option<&str>) -> Keys {
        Keys::derive(Purpose::Checkout, current, previous)
    }

    #[test]
    fn a_token_opens_for_its_label_and_purpose_only() {
        let own = keys("a", None);
        let token = seal(&own, "review", "{\"total\":1}", NOW);
        let opened = |keys: &Keys, label, token: &str| open(keys, label, token, NOW, 60);
        assert_eq!(opened(&own, "review", &token).as_deref(), Some("{\"total\":1}"));
        assert_eq!(opened(&own, "challenge", &token), None);
        assert_eq!(opened(&own, "review", &token[1..]), None);
        assert_eq!(opened(&own, "review", ""), None);
        assert_eq!(opened(&keys("b", None), "review", &token), None);
        assert_eq!(opened(&Keys::derive(Purpose::Cart, "a", None), "review", &token), None);
    }

    #[test]
    fn a_token_ends_with_its_time() {
        let own = keys("a", None);
        let token = seal(&own, "review", "x", NOW);
        let is_open = |now| open(&own, "review", &token, now, 60).is_some();
        assert!(is_open(NOW) && is_open(NOW + 60), "as long as it lasts");
        assert!(!is_open(NOW + 61), "no longer");
        assert!(is_open(NOW - CLOCK_SKEW_SECONDS) && !is_open(NOW - CLOCK_SKEW_SECONDS - 1), "not from the future");
    }

    #[test]
    fn what_the_previous_secret_sealed_opens_until_that_secret_is_gone() {
        let token = seal(&keys("old", None), "review", "x", NOW);
        let opened = |keys: &Keys| open(keys, "review", &token, NOW, 60);
        assert_eq!(opened(&keys("new", Some("old"))).as_deref(), Some("x"));
        assert_eq!(opened(&keys("new", None)), None);
        let renewed = seal(&keys("new", Some("old")), "review", "x", NOW);
        assert_eq!(open(&keys("old", None), "review", &renewed, NOW, 60), None, "the new secret seals");
    }
}
