//! Security headers of every response.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};

/// No inline scripts or styles, nothing from other sites, no frames, forms only to this shop.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What differs between components.
#[derive(Clone, Debug)]
pub struct SecurityHeaders {
    /// Whether browsers reach the component over TLS.
    pub is_https: bool,
    /// The quoted address of the speculation rules, for pages.
    pub speculation_rules: Option<HeaderValue>,
    /// An origin to which a form of ours may redirect, such as a payment provider's; browsers check redirects as well.
    pub form_target: Option<String>,
}

impl SecurityHeaders {
    fn policy(&self) -> HeaderValue {
        let target = self.form_target.as_ref();
        let policy = target.map(|origin| POLICY.replace("form-action 'self'", &format!("form-action 'self' {origin}")));
        policy.and_then(|policy| HeaderValue::from_str(&policy).ok()).unwrap_or(HeaderValue::from_static(POLICY))
    }
}

/// Adds the headers to every response.
pub(crate) async fn layer(State(settings): State<SecurityHeaders>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let is_page = response.headers().get(CONTENT_TYPE).is_some_and(|media| media.as_bytes().starts_with(b"text/html"));
    add(response.headers_mut(), is_page, &settings);
    response
}

fn add(headers: &mut HeaderMap, is_page: bool, settings: &SecurityHeaders) {
    // A document that is no page of the shop, such as a mail, has a policy of its own.
    headers.entry(CONTENT_SECURITY_POLICY).or_insert_with(|| settings.policy());
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
    let fixed = [
        ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if settings.is_https {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
    if let Some(rules) = settings.speculation_rules.as_ref().filter(|_| is_page) {
        headers.insert(HeaderName::from_static("speculation-rules"), rules.clone());
    }
}
