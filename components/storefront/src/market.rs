//! `GET /` and `GET /{m}/choose`: selects a visitor's market and remembers the choice.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use outpost_http::caching::Caching;
use outpost_http::cookies::{Cookies, Kind};
use outpost_http::form::{Fields, Query};
use outpost_http::market_path::{self, MarketPath};
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, HttpState, respond};
use outpost_web_shop::paths;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::state::Shared;

/// The characters that are escaped in a `Location` header; a query stays a query.
const UNSAFE: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'}');

/// Redirects to the market that was chosen before, else to the one that the browser's languages suggest, and remembers
/// it. Every page offers the other markets.
pub(crate) async fn root(
    State(state): State<Shared>,
    context: RequestContext,
    mut cookies: Cookies,
) -> Result<Response, Failure> {
    let markets = state.markets.get(state.now()).await?;
    let prefix = market_path::preferred(&markets, &context.headers).ok_or(Failure::NotFound)?;
    if cookies.get(Kind::Market).as_deref() != Some(prefix.to_string().as_str()) {
        cookies.set(Kind::Market, prefix.to_string());
    }
    let redirect = respond::redirect(StatusCode::FOUND, Caching::negotiated(), &paths::home(prefix));
    Ok(respond::with_cookies(&cookies, redirect))
}

/// Remembers this market and redirects to `?to=`, a path after its prefix.
pub(crate) async fn choose(address: MarketPath, Query(query): Query<Fields>, mut cookies: Cookies) -> Response {
    cookies.set(Kind::Market, address.prefix.to_string());
    let to = query.text("to");
    // The prefix comes first, so the address stays on this site whatever `to` contains.
    let path = if to.is_empty() || to.starts_with(['/', '?']) { to } else { "" };
    let location = format!("{}{}", paths::home(address.prefix), utf8_percent_encode(path, UNSAFE));
    respond::see_other(&cookies, &location)
}

/// Redirects `/{m}/` to `/{m}`.
pub(crate) async fn without_slash(address: MarketPath, cookies: Cookies) -> Response {
    let caching = Caching::fresh_for(&cookies, 3_600);
    respond::redirect(StatusCode::PERMANENT_REDIRECT, caching, &paths::home(address.prefix))
}
