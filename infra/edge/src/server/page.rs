//! The page of an answer that the host gives by itself: no component, no scripts, nothing fetched.

use super::words::{Language, Words};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderValue, StatusCode};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const STYLE: &str = include_str!("page.css");

/// Nothing but the page's own style.
pub fn policy() -> HeaderValue {
    static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
        let hash = STANDARD.encode(Sha256::digest(STYLE));
        let policy = format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; frame-ancestors 'none'");
        HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
    });
    POLICY.clone()
}

/// The page. All that goes into it is the host's own: sentences, and an id of letters, digits and dashes.
pub fn page(status: StatusCode, words: &str, language: Language, request_id: &str) -> String {
    let (tag, status) = (language.tag(), status.as_u16());
    let home = Words::HOME.in_language(language);
    let request = Words::REQUEST.in_language(language);
    format!(
        "<!DOCTYPE html><html lang=\"{tag}\"><head><meta charset=\"utf-8\"><title>{words}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><style>{STYLE}</style></head><body><main>\
         <p class=\"status\" aria-hidden=\"true\">{status}</p><h1>{words}</h1><p><a href=\"/\">{home}</a></p>\
         <p class=\"request\">{request} <code>{request_id}</code></p></main></body></html>"
    )
}
