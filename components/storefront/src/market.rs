//! `GET /` and `GET /{m}/choose`: selects a visitor's market and remembers the choice.

use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use http::header::SET_COOKIE;
use outpost_web_shop::paths;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::caching::Caching;
use crate::cookies::{Cookies, Kind};
use crate::failure::Failure;
use crate::page_request::PageRequest;
use crate::request_context::preferred_prefix;
use crate::respond;
use crate::state::Shared;

/// The characters that are escaped in a `Location` header; a query stays a query.
const UNSAFE: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'}');

/// Redirects to the market that was chosen before, else to the one that the browser's languages suggest, and remembers
/// it. Every page offers the other markets.
pub(crate) async fn root(State(state): State<Shared>, request: Request) -> Response {
    let prefix = preferred_prefix(request.headers(), &state);
    let mut cookies = Cookies::read(request.headers(), &state.config.key);
    if cookies.get(Kind::Market).as_deref() != Some(prefix.to_string().as_str()) {
        cookies.set(Kind::Market, prefix.to_string());
    }
    let mut response = respond::redirect(StatusCode::FOUND, Caching::negotiated(), &paths::home(prefix));
    for change in cookies.changes() {
        response.headers_mut().append(SET_COOKIE, change);
    }
    response
}

/// Remembers this market and redirects to `?to=`, a path after its prefix.
pub(crate) async fn choose(mut request: PageRequest) -> Result<Response, Failure> {
    request.cookies.set(Kind::Market, request.prefix.to_string());
    let to = request.query.text("to");
    // The prefix comes first, so the address stays on this site whatever `to` contains.
    let path = if to.is_empty() || to.starts_with(['/', '?']) { to } else { "" };
    let location = format!("{}{}", paths::home(request.prefix), utf8_percent_encode(path, UNSAFE));
    Ok(request.see_other(&location))
}

/// Redirects `/{m}/` to `/{m}`.
pub(crate) async fn without_slash(request: PageRequest) -> Response {
    let caching = Caching::fresh_for(&request.cookies, 3_600);
    respond::redirect(StatusCode::PERMANENT_REDIRECT, caching, &paths::home(request.prefix))
}
