//! Checks a POST before its form is read: it comes from this shop, and its client is within the rate limit.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{HOST, HeaderMap, ORIGIN};
use http::{Method, Uri};

use super::client::Client;
use super::rate_limit;
use crate::config::Config;
use crate::failure::Failure;
use crate::request_context::request_id;
use crate::state::Shared;

/// Passes a POST on if it comes from a page of this shop and its client has writes left this minute.
pub(crate) async fn layer(State(state): State<Shared>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    if !is_same_origin(request.headers(), request.uri(), &state.config) {
        return Failure::Forbidden.into_response();
    }
    let id = request_id(request.extensions());
    let client = Client::read(request.headers(), state.config.trusted_proxies);
    match rate_limit::check(&state, &id, "writes", &client, state.config.writes_per_minute).await {
        Ok(()) => next.run(request).await,
        Err(failure) => failure.into_response(),
    }
}

/// Browsers name the page that a form was sent from. A request that names none is refused unless it names our origin.
fn is_same_origin(headers: &HeaderMap, uri: &Uri, config: &Config) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(ORIGIN.as_str()) else { return false };
    let host = text(HOST.as_str()).or_else(|| uri.authority().map(|authority| authority.as_str()));
    let plain = origin.strip_prefix("http://").filter(|_| !config.is_https());
    let of_host = |host: &str| plain.or(origin.strip_prefix("https://")) == Some(host);
    origin == config.public_url || host.is_some_and(of_host)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;
    use crate::testing;

    #[test]
    fn only_forms_of_this_shop_are_accepted() {
        let check = |pairs: &[(&'static str, &'static str)], expect: bool| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, HeaderValue::from_static(value));
            }
            assert_eq!(
                is_same_origin(&headers, &Uri::from_static("/en-gb/cart"), &testing::config()),
                expect,
                "{pairs:?}"
            );
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
