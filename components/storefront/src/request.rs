//! What can be told of any request before a route is found: its id, its language, how it wants to be answered.

use axum::extract::Request;
use http::header::{ACCEPT, ACCEPT_LANGUAGE, COOKIE, HeaderMap};
use outpost_domain::market::MarketLocale;
use percent_encoding::percent_decode_str;

use crate::cookies::{Jar, Kind, cart};
use crate::state::State;

/// The id of a request, found out once and handed inwards.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(pub String);

/// The facts behind an error page, taken before the request is consumed.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// Language and market of the answer.
    pub prefix: MarketLocale,
    /// Names the request in logs and on error pages.
    pub request_id: String,
    /// The caller prefers JSON over HTML.
    pub wants_json: bool,
    /// The path, as far as it is text.
    pub path: String,
    cookies: HeaderMap,
}

impl Facts {
    /// Reads them; makes a request id where the host gave none.
    pub fn of(request: &Request, state: &State) -> Self {
        let headers = request.headers();
        let path = request.uri().path();
        Self {
            prefix: prefix_of_path(path).unwrap_or_else(|| preferred(headers, state)),
            request_id: match request.extensions().get::<RequestId>() {
                Some(known) => known.0.clone(),
                None => request_id(headers, state),
            },
            wants_json: wants_json(headers),
            path: path.to_owned(),
            cookies: headers.get_all(COOKIE).iter().map(|value| (COOKIE, value.clone())).collect(),
        }
    }

    /// Pieces in the visitor's cart.
    pub fn cart_count(&self, state: &State) -> u32 {
        cart::read(&Jar::read(&self.cookies, &state.config.key)).0.pieces()
    }
}

/// The market and language a path begins with.
pub(crate) fn prefix_of_path(path: &str) -> Option<MarketLocale> {
    path.strip_prefix('/')?.split('/').next()?.parse().ok()
}

/// The market a visitor chose, else the one that the browser's languages suggest.
pub(crate) fn preferred(headers: &HeaderMap, state: &State) -> MarketLocale {
    let chosen = Jar::read(headers, &state.config.key).get(Kind::Market).and_then(|text| text.parse().ok());
    chosen.unwrap_or_else(|| {
        let languages = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        MarketLocale::negotiate(languages.unwrap_or(""))
    })
}

/// Whether path and query, percent-decoded, are text.
pub(crate) fn is_text(request: &Request) -> bool {
    let whole = request.uri().path_and_query().map_or("", |whole| whole.as_str());
    percent_decode_str(whole).decode_utf8().is_ok_and(|text| !text.contains('\0'))
}

/// The host's id of the request, or one of our own.
fn request_id(headers: &HeaderMap, state: &State) -> String {
    let given = headers.get("x-request-id").and_then(|value| value.to_str().ok());
    let usable = |id: &&str| (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    match given.filter(usable) {
        Some(id) => id.to_owned(),
        None => state.entropy.uuid_v7(state.clock.now()).to_string(),
    }
}

/// JSON is named, and before or without HTML.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("");
    match (accept.find("json"), accept.find("text/html")) {
        (Some(json), Some(html)) => json < html,
        (json, _) => json.is_some(),
    }
}
