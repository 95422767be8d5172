//! Sealed tokens for forms: encrypted text that is accepted only if it comes back unchanged.

use cookie::{Cookie, CookieJar, Key};

/// Encrypts and authenticates `text` for one purpose; the result fits a hidden field.
pub(crate) fn seal(key: &Key, purpose: &'static str, text: String) -> String {
    let mut jar = CookieJar::new();
    jar.private_mut(key).add(Cookie::new(purpose, text));
    jar.get(purpose).map(|cookie| cookie.value().to_owned()).unwrap_or_default()
}

/// The text that [`seal`] was given, if the token is valid and was made for this purpose.
pub(crate) fn open(key: &Key, purpose: &'static str, token: &str) -> Option<String> {
    let mut jar = CookieJar::new();
    jar.add_original(Cookie::new(purpose, token.to_owned()));
    jar.private(key).get(purpose).map(|cookie| cookie.value().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_for_its_purpose_only() {
        let key = Key::from(&[7; 64]);
        let token = seal(&key, "review", "{\"total\":1}".to_owned());
        assert_eq!(open(&key, "review", &token).as_deref(), Some("{\"total\":1}"));
        assert_eq!(open(&key, "challenge", &token), None);
        assert_eq!(open(&key, "review", &token[1..]), None);
        assert_eq!(open(&Key::from(&[8; 64]), "review", &token), None);
        assert_eq!(open(&key, "review", ""), None);
    }
}
