//! The cookies of the shop, each kind with its own protection and lifetime.
//!
//! Values are plain ASCII that needs no escaping. A cookie that does not verify counts as absent.

pub(crate) mod cart;
pub(crate) mod flash;
pub(crate) mod seal;

use std::sync::atomic::{AtomicBool, Ordering};

use cookie::time::Duration;
use cookie::{Cookie, CookieJar, Key, SameSite};
use http::HeaderMap;
use http::header::{COOKIE, HeaderValue};

/// A cookie that the shop sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The market that the visitor chose.
    Market,
    /// SKUs and quantities.
    Cart,
    /// Contact, address and choices of a checkout that is under way.
    Checkout,
    /// Numbers of the orders that this browser may see.
    Orders,
    /// What just happened, shown on the next page.
    Flash,
    /// The line that was just removed.
    Undo,
    /// The consistency token: this browser's last command and the newest data it was shown.
    Consistency,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Protection {
    Plain,
    Signed,
    Encrypted,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Market => "__Host-market",
            Self::Cart => "__Host-cart",
            Self::Checkout => "__Host-checkout",
            Self::Orders => "__Host-orders",
            Self::Flash => "__Host-flash",
            Self::Undo => "__Host-undo",
            Self::Consistency => "__Host-consistency",
        }
    }

    const fn protection(self) -> Protection {
        match self {
            Self::Market => Protection::Plain,
            Self::Cart | Self::Flash | Self::Undo => Protection::Signed,
            // The log position would reveal how much the shop sells.
            Self::Checkout | Self::Orders | Self::Consistency => Protection::Encrypted,
        }
    }

    /// How long a browser keeps it, in seconds.
    const fn ttl_seconds(self) -> i64 {
        match self {
            Self::Market => 365 * 86_400,
            Self::Cart | Self::Orders => 90 * 86_400,
            Self::Checkout => 2 * 3_600,
            Self::Flash => 60,
            Self::Undo | Self::Consistency => 600,
        }
    }
}

/// The cookies that came with a request, and the changes that go back.
pub(crate) struct Cookies {
    jar: CookieJar,
    key: Key,
    is_used: AtomicBool,
}

impl Cookies {
    /// Reads every `Cookie` header and ignores what is not a cookie.
    pub fn read(headers: &HeaderMap, key: &Key) -> Self {
        let mut jar = CookieJar::new();
        let texts = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        for cookie in texts.flat_map(Cookie::split_parse).flatten() {
            jar.add_original(cookie.into_owned());
        }
        Self { jar, key: key.clone(), is_used: AtomicBool::new(false) }
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

    /// The value, if there is one and it is ours.
    pub fn get(&self, kind: Kind) -> Option<String> {
        if !self.has(kind) {
            return None;
        }
        match kind.protection() {
            Protection::Plain => self.jar.get(kind.name()).map(|cookie| cookie.value().to_owned()),
            // A signature does not cover the cookie's name, so the value begins with it.
            Protection::Signed => {
                let cookie = self.jar.signed(&self.key).get(kind.name())?;
                cookie.value().strip_prefix(kind.name())?.strip_prefix(':').map(str::to_owned)
            }
            Protection::Encrypted => {
                self.jar.private(&self.key).get(kind.name()).map(|cookie| cookie.value().to_owned())
            }
        }
    }

    /// Sets a cookie. Plain and signed values are ASCII without spaces, quotes, commas and semicolons.
    pub fn set(&mut self, kind: Kind, value: String) {
        self.is_used.store(true, Ordering::Relaxed);
        let max_age = Duration::seconds(kind.ttl_seconds());
        match kind.protection() {
            Protection::Plain => self.jar.add(cookie(kind, value, max_age)),
            Protection::Signed => {
                let named = format!("{}:{value}", kind.name());
                self.jar.signed_mut(&self.key).add(cookie(kind, named, max_age));
            }
            Protection::Encrypted => self.jar.private_mut(&self.key).add(cookie(kind, value, max_age)),
        }
    }

    /// Removes a cookie, if the browser has it.
    pub fn remove(&mut self, kind: Kind) {
        self.is_used.store(true, Ordering::Relaxed);
        self.jar.remove(cookie(kind, String::new(), Duration::ZERO));
    }

    /// The `Set-Cookie` values of what changed.
    pub fn changes(&self) -> Vec<HeaderValue> {
        self.jar.delta().filter_map(|cookie| HeaderValue::from_str(&cookie.to_string()).ok()).collect()
    }
}

fn cookie(kind: Kind, value: String, max_age: Duration) -> Cookie<'static> {
    Cookie::build((kind.name(), value))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(max_age)
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent_back(cookies: &Cookies, change: impl Fn(&str) -> String) -> Cookies {
        let mut headers = HeaderMap::new();
        for value in cookies.changes() {
            let text = value.to_str().expect("ASCII").split(';').next().expect("a value").to_owned();
            headers.append(COOKIE, HeaderValue::from_str(&change(&text)).expect("a header"));
        }
        Cookies::read(&headers, &cookies.key)
    }

    #[test]
    fn a_cookie_comes_back_as_it_was_and_not_under_another_name() {
        let key = Key::from(&[7; 64]);
        for kind in [Kind::Market, Kind::Cart, Kind::Checkout, Kind::Orders, Kind::Flash, Kind::Undo] {
            let mut cookies = Cookies::read(&HeaderMap::new(), &key);
            cookies.set(kind, "A-1.2_B.3".to_owned());
            assert!(cookies.changes()[0].to_str().expect("ASCII").contains("Secure"), "{kind:?}");
            assert_eq!(sent_back(&cookies, str::to_owned).get(kind).as_deref(), Some("A-1.2_B.3"), "{kind:?}");
            if kind == Kind::Market {
                continue;
            }
            let renamed = sent_back(&cookies, |text| text.replacen(kind.name(), Kind::Consistency.name(), 1));
            assert_eq!(renamed.get(Kind::Consistency), None, "{kind:?}");
            let cut = sent_back(&cookies, |text| text[..text.len() - 2].to_owned());
            assert_eq!(cut.get(kind), None, "{kind:?}");
            assert!(cut.has(kind), "{kind:?}");
        }
    }

    #[test]
    fn a_removed_cookie_is_taken_from_the_browser_with_the_attributes_its_prefix_demands() {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static("__Host-cart=x"));
        let mut cookies = Cookies::read(&headers, &Key::from(&[7; 64]));
        cookies.remove(Kind::Cart);
        let change = cookies.changes()[0].to_str().expect("ASCII").to_owned();
        assert!(change.contains("Max-Age=0") && change.contains("Secure") && change.contains("Path=/"), "{change}");
    }
}
