//! The cookies of the shop, each kind with its own protection, secret and lifetime.
//!
//! Values are plain ASCII that needs no escaping. A cookie that does not verify, or is over, counts as absent.

pub mod cart;
mod kind;

use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::FromRequestParts;
use cookie::time::Duration;
use cookie::{Cookie, CookieJar};
use http::HeaderMap;
use http::header::{COOKIE, HeaderValue};
use http::request::Parts;

use crate::failure::Failure;
use crate::seal;
use crate::secrets::{Keys, Secrets};
use crate::state::FormState;
pub use kind::Kind;
use kind::Protection;

/// The cookies that came with a request, and the changes that go back.
pub struct Cookies {
    jar: CookieJar,
    secrets: Secrets,
    now: i64,
    is_used: AtomicBool,
}

impl Cookies {
    /// Reads every `Cookie` header and ignores what is not a cookie. `now` is in seconds since 1970.
    pub fn read(headers: &HeaderMap, secrets: &Secrets, now: i64) -> Self {
        let mut jar = CookieJar::new();
        let texts = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        for cookie in texts.flat_map(Cookie::split_parse).flatten() {
            jar.add_original(cookie.into_owned());
        }
        Self { jar, secrets: secrets.clone(), now, is_used: AtomicBool::new(false) }
    }

    /// Whether the response depends on cookies: one that the browser sent was read, or one was set.
    pub fn is_used(&self) -> bool {
        self.is_used.load(Ordering::Relaxed)
    }

    /// Whether the browser sent one, valid or not.
    pub fn has(&self, kind: Kind) -> bool {
        let is_there = self.jar.get(kind.name()).is_some();
        self.is_used.fetch_or(is_there, Ordering::Relaxed);
        is_there
    }

    /// The value, if there is one, it is ours and it is not over.
    pub fn get(&self, kind: Kind) -> Option<String> {
        if !self.has(kind) {
            return None;
        }
        let stamped = match kind.protection() {
            Protection::Plain => return self.jar.get(kind.name()).map(|cookie| cookie.value().to_owned()),
            // A signature does not cover the cookie's name, so the value begins with it.
            Protection::Signed(purpose) => self.secrets.keys(purpose).ok()?.all().find_map(|key| {
                let cookie = self.jar.signed(key).get(kind.name())?;
                cookie.value().strip_prefix(kind.name())?.strip_prefix(':').map(str::to_owned)
            })?,
            Protection::Encrypted(purpose) => {
                let opened = |key| Some(self.jar.private(key).get(kind.name())?.value().to_owned());
                self.secrets.keys(purpose).ok()?.all().find_map(opened)?
            }
        };
        seal::fresh(&stamped, self.now, kind.ttl_seconds()).map(str::to_owned)
    }

    /// Sets a cookie. Plain and signed values are ASCII without spaces, quotes, commas and semicolons.
    ///
    /// A component that was not given the cookie's secret cannot set it: that is a mistake in spin.toml, which a test of
    /// the manifest finds.
    pub fn set(&mut self, kind: Kind, value: String) {
        self.is_used.store(true, Ordering::Relaxed);
        let stamped = seal::stamp(&value, self.now);
        let key = |purpose| self.secrets.keys(purpose).ok().map(Keys::current);
        match kind.protection() {
            Protection::Plain => self.jar.add(cookie(kind, value)),
            Protection::Signed(purpose) => {
                let named = format!("{}:{stamped}", kind.name());
                if let Some(key) = key(purpose) {
                    self.jar.signed_mut(key).add(cookie(kind, named));
                }
            }
            Protection::Encrypted(purpose) => {
                if let Some(key) = key(purpose) {
                    self.jar.private_mut(key).add(cookie(kind, stamped));
                }
            }
        }
    }

    /// Removes a cookie, if the browser has it.
    pub fn remove(&mut self, kind: Kind) {
        self.is_used.store(true, Ordering::Relaxed);
        let mut removal = cookie(kind, String::new());
        removal.set_max_age(Duration::ZERO);
        self.jar.remove(removal);
    }

    /// The `Set-Cookie` values of what changed.
    pub fn changes(&self) -> Vec<HeaderValue> {
        self.jar.delta().filter_map(|cookie| HeaderValue::from_str(&cookie.to_string()).ok()).collect()
    }
}

impl<S: FormState> FromRequestParts<S> for Cookies {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        Ok(Self::read(&parts.headers, state.secrets(), state.now()))
    }
}

fn cookie(kind: Kind, value: String) -> Cookie<'static> {
    Cookie::build((kind.name(), value))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(kind.same_site())
        .max_age(Duration::seconds(kind.ttl_seconds()))
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::Purpose;
    use crate::testing::{FixedSettings, ready};

    const NOW: i64 = 1_795_348_800;

    fn none(secret: &str) -> Cookies {
        Cookies::read(&HeaderMap::new(), &Secrets::derive(secret), NOW)
    }

    fn sent_back(cookies: &Cookies, now: i64, change: impl Fn(&str) -> String) -> Cookies {
        let mut headers = HeaderMap::new();
        for value in cookies.changes() {
            let text = value.to_str().expect("ASCII").split(';').next().expect("a value").to_owned();
            headers.append(COOKIE, HeaderValue::from_str(&change(&text)).expect("a header"));
        }
        Cookies::read(&headers, &cookies.secrets, now)
    }

    #[test]
    fn a_cookie_comes_back_as_it_was_and_not_under_another_name() {
        for kind in Kind::ALL {
            let mut cookies = none("a");
            cookies.set(kind, "A-1.2_B.3".to_owned());
            assert!(cookies.changes()[0].to_str().expect("ASCII").contains("Secure"), "{kind:?}");
            assert_eq!(sent_back(&cookies, NOW, str::to_owned).get(kind).as_deref(), Some("A-1.2_B.3"), "{kind:?}");
            if kind.protection() == Protection::Plain {
                continue;
            }
            for other in Kind::ALL.into_iter().filter(|other| *other != kind && other.protection() != Protection::Plain)
            {
                let renamed = sent_back(&cookies, NOW, |text| text.replacen(kind.name(), other.name(), 1));
                assert_eq!(renamed.get(other), None, "{kind:?} as {other:?}");
            }
            let cut = sent_back(&cookies, NOW, |text| text[..text.len() - 2].to_owned());
            assert_eq!(cut.get(kind), None, "{kind:?}");
            assert!(cut.has(kind), "{kind:?}");
        }
    }

    #[test]
    fn a_sealed_cookie_ends_even_where_a_browser_or_a_copy_keeps_it() {
        for kind in Kind::ALL.into_iter().filter(|kind| kind.protection() != Protection::Plain) {
            let mut cookies = none("a");
            cookies.set(kind, "x".to_owned());
            let at = |now| sent_back(&cookies, now, str::to_owned).get(kind);
            assert_eq!(at(NOW + kind.ttl_seconds()).as_deref(), Some("x"), "{kind:?}");
            assert_eq!(at(NOW + kind.ttl_seconds() + 1), None, "{kind:?}");
        }
    }

    #[test]
    fn a_cookie_of_the_previous_secret_is_read_and_set_anew_under_the_current_one() {
        let given = |pairs: &[(&str, &str)]| {
            let settings = FixedSettings::new(pairs);
            ready(Secrets::read(&settings, &[Purpose::Cart], &mut Vec::new())).expect("settings")
        };
        let mut cookies = none("a");
        cookies.secrets = given(&[("cart_secret", "old")]);
        cookies.set(Kind::Cart, "x".to_owned());
        let mut rotated = sent_back(&cookies, NOW, str::to_owned);
        rotated.secrets = given(&[("cart_secret", "new"), ("cart_secret_previous", "old")]);
        assert_eq!(rotated.get(Kind::Cart).as_deref(), Some("x"));
        rotated.set(Kind::Cart, "y".to_owned());
        let mut renewed = sent_back(&rotated, NOW, str::to_owned);
        renewed.secrets = given(&[("cart_secret", "new")]);
        assert_eq!(renewed.get(Kind::Cart).as_deref(), Some("y"));
        let mut late = sent_back(&cookies, NOW, str::to_owned);
        late.secrets = given(&[("cart_secret", "new")]);
        assert_eq!(late.get(Kind::Cart), None);
    }

    #[test]
    fn a_removed_cookie_is_taken_from_the_browser_with_the_attributes_its_prefix_demands() {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static("__Host-cart=x"));
        let mut cookies = Cookies::read(&headers, &Secrets::derive("a"), NOW);
        cookies.remove(Kind::Cart);
        let change = cookies.changes()[0].to_str().expect("ASCII").to_owned();
        assert!(change.contains("Max-Age=0") && change.contains("Secure") && change.contains("Path=/"), "{change}");
    }
}
