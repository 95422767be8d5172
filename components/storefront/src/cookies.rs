//! The cookies of the shop: one jar a request, each kind with its own protection and lifetime.
//!
//! Values are plain ASCII that needs no escaping. A cookie that does not verify is as good as none.

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
    /// The market the visitor chose.
    Market,
    /// SKUs and quantities.
    Cart,
    /// Contact, address and choices of a checkout that is under way.
    Checkout,
    /// Numbers of the orders that this browser may see.
    Orders,
    /// What just happened, said on the next page.
    Flash,
    /// The line that was just removed.
    Undo,
    /// The last command this browser sent and how far the data were that it saw: later pages of its own must be as far.
    Written,
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
            Self::Written => "__Host-written",
        }
    }

    const fn protection(self) -> Protection {
        match self {
            Self::Market => Protection::Plain,
            Self::Cart | Self::Flash | Self::Undo => Protection::Signed,
            // How far the log is tells how much the shop sells.
            Self::Checkout | Self::Orders | Self::Written => Protection::Encrypted,
        }
    }

    /// How long a browser keeps it, in seconds.
    const fn ttl_seconds(self) -> i64 {
        match self {
            Self::Market => 365 * 86_400,
            Self::Cart | Self::Orders => 90 * 86_400,
            Self::Checkout => 2 * 3_600,
            Self::Flash => 60,
            Self::Undo | Self::Written => 600,
        }
    }
}

/// The cookies that came with a request, and the changes that go back.
pub(crate) struct Jar {
    cookies: CookieJar,
    key: Key,
    had_a_part: AtomicBool,
}

impl Jar {
    /// Reads every `Cookie` header; what is no cookie is passed over.
    pub fn read(headers: &HeaderMap, key: &Key) -> Self {
        let mut cookies = CookieJar::new();
        let texts = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        for cookie in texts.flat_map(Cookie::split_parse).flatten() {
            cookies.add_original(cookie.into_owned());
        }
        Self { cookies, key: key.clone(), had_a_part: AtomicBool::new(false) }
    }

    /// Whether any cookie had a part in the answer: one that the browser sent was looked at, or one was set.
    pub fn had_a_part(&self) -> bool {
        self.had_a_part.load(Ordering::Relaxed)
    }

    /// Whether the browser sent one, whole or not.
    pub fn has(&self, kind: Kind) -> bool {
        let is_there = self.cookies.get(kind.name()).is_some();
        self.had_a_part.fetch_or(is_there, Ordering::Relaxed);
        is_there
    }

    /// The value, if there is one and it is ours.
    pub fn get(&self, kind: Kind) -> Option<String> {
        if !self.has(kind) {
            return None;
        }
        match kind.protection() {
            Protection::Plain => self.cookies.get(kind.name()).map(|cookie| cookie.value().to_owned()),
            // A signature does not cover the cookie's name, so the value begins with it.
            Protection::Signed => {
                let cookie = self.cookies.signed(&self.key).get(kind.name())?;
                cookie.value().strip_prefix(kind.name())?.strip_prefix(':').map(str::to_owned)
            }
            Protection::Encrypted => {
                self.cookies.private(&self.key).get(kind.name()).map(|cookie| cookie.value().to_owned())
            }
        }
    }

    /// Sets a cookie. Plain and signed values are ASCII without spaces, quotes, commas and semicolons.
    pub fn set(&mut self, kind: Kind, value: String) {
        self.had_a_part.store(true, Ordering::Relaxed);
        let max_age = Duration::seconds(kind.ttl_seconds());
        match kind.protection() {
            Protection::Plain => self.cookies.add(ours(kind, value, max_age)),
            Protection::Signed => {
                let named = format!("{}:{value}", kind.name());
                self.cookies.signed_mut(&self.key).add(ours(kind, named, max_age));
            }
            Protection::Encrypted => self.cookies.private_mut(&self.key).add(ours(kind, value, max_age)),
        }
    }

    /// Takes a cookie away, if the browser has it.
    pub fn remove(&mut self, kind: Kind) {
        self.had_a_part.store(true, Ordering::Relaxed);
        self.cookies.remove(ours(kind, String::new(), Duration::ZERO));
    }

    /// The `Set-Cookie` values of what changed.
    pub fn changes(&self) -> Vec<HeaderValue> {
        self.cookies.delta().filter_map(|cookie| HeaderValue::from_str(&cookie.to_string()).ok()).collect()
    }
}

fn ours(kind: Kind, value: String, max_age: Duration) -> Cookie<'static> {
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

    fn sent_back(jar: &Jar, change: impl Fn(&str) -> String) -> Jar {
        let mut headers = HeaderMap::new();
        for value in jar.changes() {
            let text = value.to_str().expect("ASCII").split(';').next().expect("a value").to_owned();
            headers.append(COOKIE, HeaderValue::from_str(&change(&text)).expect("a header"));
        }
        Jar::read(&headers, &jar.key)
    }

    #[test]
    fn a_cookie_comes_back_as_it_was_and_not_under_another_name() {
        let key = Key::from(&[7; 64]);
        for kind in [Kind::Market, Kind::Cart, Kind::Checkout, Kind::Orders, Kind::Flash, Kind::Undo] {
            let mut jar = Jar::read(&HeaderMap::new(), &key);
            jar.set(kind, "A-1.2_B.3".to_owned());
            assert!(jar.changes()[0].to_str().expect("ASCII").contains("Secure"), "{kind:?}");
            assert_eq!(sent_back(&jar, str::to_owned).get(kind).as_deref(), Some("A-1.2_B.3"), "{kind:?}");
            if kind == Kind::Market {
                continue;
            }
            let renamed = sent_back(&jar, |text| text.replacen(kind.name(), Kind::Written.name(), 1));
            assert_eq!(renamed.get(Kind::Written), None, "{kind:?}");
            let cut = sent_back(&jar, |text| text[..text.len() - 2].to_owned());
            assert_eq!(cut.get(kind), None, "{kind:?}");
            assert!(cut.has(kind), "{kind:?}");
        }
    }

    #[test]
    fn a_removed_cookie_is_taken_from_the_browser_with_the_attributes_its_prefix_demands() {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static("__Host-cart=x"));
        let mut jar = Jar::read(&headers, &Key::from(&[7; 64]));
        jar.remove(Kind::Cart);
        let change = jar.changes()[0].to_str().expect("ASCII").to_owned();
        assert!(change.contains("Max-Age=0") && change.contains("Secure") && change.contains("Path=/"), "{change}");
    }
}
