//! `GET /` and `GET /{m}/choose`: which market a visitor is sent to, and how a choice is remembered.

use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use http::header::SET_COOKIE;
use outpost_web_shop::paths;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::caching::Caching;
use crate::cookies::{Jar, Kind};
use crate::failure::Failure;
use crate::request::preferred;
use crate::respond;
use crate::state::Shared;
use crate::visit::Visit;

/// What may not stand in a `Location` header; a query stays a query.
const UNSAFE: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'}');

/// To the market that was chosen before, else to the one the browser's languages suggest, which is remembered then.
/// Never forced: every page offers the others.
pub(crate) async fn root(State(state): State<Shared>, request: Request) -> Response {
    let prefix = preferred(request.headers(), &state);
    let mut jar = Jar::read(request.headers(), &state.config.key);
    if jar.get(Kind::Market).as_deref() != Some(prefix.to_string().as_str()) {
        jar.set(Kind::Market, prefix.to_string());
    }
    let mut response = respond::redirect(StatusCode::FOUND, Caching::negotiated(), &paths::home(prefix));
    for change in jar.changes() {
        response.headers_mut().append(SET_COOKIE, change);
    }
    response
}

/// Remembers this market and goes to `?to=`, a path after its prefix.
pub(crate) async fn choose(mut visit: Visit) -> Result<Response, Failure> {
    visit.jar.set(Kind::Market, visit.prefix.to_string());
    let to = visit.query.text("to");
    // The prefix stands first, so the address stays on this site whatever `to` says.
    let path = if to.is_empty() || to.starts_with(['/', '?']) { to } else { "" };
    let location = format!("{}{}", paths::home(visit.prefix), utf8_percent_encode(path, UNSAFE));
    Ok(visit.see_other(&location))
}

/// `/{m}/` is `/{m}`.
pub(crate) async fn without_slash(visit: Visit) -> Response {
    let caching = Caching::fresh_for(&visit.jar, 3_600);
    respond::redirect(StatusCode::PERMANENT_REDIRECT, caching, &paths::home(visit.prefix))
}
