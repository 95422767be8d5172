//! Checks a POST before its form is read: it comes from this shop, and its client is within the rate limit.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{HOST, HeaderMap, ORIGIN};
use http::{Method, Uri};

use super::client::Client;
use super::rate_limit;
use crate::failure::Failure;
use crate::request_context::request_id;
use crate::site::Site;
use crate::state::FormState;

/// Passes a POST on if it comes from a page of this site and its client has writes left this minute.
pub(crate) async fn layer<S: FormState>(State(state): State<S>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let site = state.ports().site;
    if !is_same_origin(request.headers(), request.uri(), site) {
        return Failure::Forbidden("the request was sent from another site").into_response();
    }
    let id = request_id(request.extensions());
    let client = Client::read(request.headers(), site.trusted_proxies);
    match rate_limit::check(&state, id, "writes", &client, site.writes_per_minute).await {
        Ok(()) => next.run(request).await,
        Err(failure) => failure.into_response(),
    }
}

/// Browsers name the page that a form was sent from. A request that names none is refused unless it names our origin.
fn is_same_origin(headers: &HeaderMap, uri: &Uri, site: &Site) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(ORIGIN.as_str()) else { return false };
    let host = text(HOST.as_str()).or_else(|| uri.authority().map(|authority| authority.as_str()));
    let plain = origin.strip_prefix("http://").filter(|_| !site.is_https());
    let of_host = |host: &str| plain.or(origin.strip_prefix("https://")) == Some(host);
    origin == site.public_url || host.is_some_and(of_host)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;
    use crate::site::TrustedProxies;

    #[test]
    fn only_forms_of_this_shop_are_accepted() {
        let site = Site {
            public_url: "http://127.0.0.1:3000".to_owned(),
            trusted_proxies: TrustedProxies::None,
            writes_per_minute: 0,
        };
        let check = |pairs: &[(&'static str, &'static str)], expect: bool| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, HeaderValue::from_static(value));
            }
            let uri = Uri::from_static("/en-gb/cart");
            assert_eq!(is_same_origin(&headers, &uri, &site), expect, "{pairs:?}");
        };
        check(&[("sec-fetch-site", "same-origin")], true);
        check(&[("sec-fetch-site", "none")], true);
        check(&[("sec-fetch-site", "same-site"), ("origin", "http://127.0.0.1:3000")], false);
        check(&[("sec-fetch-site", "cross-site")], false);
        check(&[("origin", "http://127.0.0.1:3000")], true);
        check(&[("origin", "https://edge.example"), ("host", "edge.example")], true);
        check(&[("origin", "https://evil.example"), ("host", "edge.example")], false);
        check(&[("origin", "null"), ("host", "null")], false);
        check(&[], false);
    }
}
