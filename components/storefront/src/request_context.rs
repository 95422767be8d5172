//! What any request tells before a route is found: its id, its market and language, the format it wants.

use axum::extract::Request;
use http::Extensions;
use http::header::{ACCEPT, ACCEPT_LANGUAGE, COOKIE, HeaderMap};
use outpost_domain::market::MarketLocale;
use percent_encoding::percent_decode_str;

use crate::cookies::{self, Cookies, Kind};
use crate::state::State;

/// The id of a request. The outermost layer puts it into the request's extensions.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(pub String);

/// The id of a request inside the outermost layer.
pub(crate) fn request_id(extensions: &Extensions) -> String {
    extensions.get::<RequestId>().map_or_else(String::new, |id| id.0.clone())
}

/// What an error page needs, taken before the request is consumed.
#[derive(Clone, Debug)]
pub(crate) struct RequestContext {
    /// Language and market of the response.
    pub prefix: MarketLocale,
    /// The request id, as logs and error pages show it.
    pub request_id: String,
    /// The client prefers JSON over HTML.
    pub wants_json: bool,
    /// The path as the client sent it.
    pub path: String,
    cookies: HeaderMap,
}

impl RequestContext {
    /// Reads the context and makes a request id where the host gave none.
    pub fn read(request: &Request, state: &State) -> Self {
        let headers = request.headers();
        let path = request.uri().path();
        Self {
            prefix: prefix_of_path(path).unwrap_or_else(|| preferred_prefix(headers, state)),
            request_id: given_or_new_id(headers, state),
            wants_json: wants_json(headers),
            path: path.to_owned(),
            cookies: headers.get_all(COOKIE).iter().map(|value| (COOKIE, value.clone())).collect(),
        }
    }

    /// Pieces in the visitor's cart.
    pub fn cart_count(&self, state: &State) -> u32 {
        let (cart, _) = cookies::cart::read(&Cookies::read(&self.cookies, &state.config.key));
        cart.pieces()
    }
}

/// The market and language that a path begins with.
pub(crate) fn prefix_of_path(path: &str) -> Option<MarketLocale> {
    path.strip_prefix('/')?.split('/').next()?.parse().ok()
}

/// The market that a visitor chose, else the one that the browser's languages suggest.
pub(crate) fn preferred_prefix(headers: &HeaderMap, state: &State) -> MarketLocale {
    let chosen = Cookies::read(headers, &state.config.key).get(Kind::Market).and_then(|text| text.parse().ok());
    chosen.unwrap_or_else(|| {
        let languages = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        MarketLocale::negotiate(languages.unwrap_or(""))
    })
}

/// Whether path and query, percent-decoded, are UTF-8 without NUL.
pub(crate) fn is_text(request: &Request) -> bool {
    let target = request.uri().path_and_query().map_or("", |target| target.as_str());
    percent_decode_str(target).decode_utf8().is_ok_and(|text| !text.contains('\0'))
}

/// The host's request id, or a new one.
fn given_or_new_id(headers: &HeaderMap, state: &State) -> String {
    let given = headers.get("x-request-id").and_then(|value| value.to_str().ok());
    let is_valid =
        |id: &&str| (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    match given.filter(is_valid) {
        Some(id) => id.to_owned(),
        None => state.entropy.uuid_v7(state.clock.now()).to_string(),
    }
}

/// Whether `Accept` names JSON, and names it before HTML or without it.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("");
    match (accept.find("json"), accept.find("text/html")) {
        (Some(json), Some(html)) => json < html,
        (json, _) => json.is_some(),
    }
}
