//! One request for a page of a market: who asks, for what, with which cookies.

use axum::extract::FromRequestParts;
use axum::response::Response;
use http::StatusCode;
use http::header::{HeaderValue, SET_COOKIE};
use http::request::Parts;
use outpost_domain::cart::Cart;
use outpost_domain::market::MarketLocale;

use crate::caching::Caching;
use crate::cookies::{self, Jar};
use crate::edition;
use crate::failure::Failure;
use crate::form::Fields;
use crate::request::{RequestId, prefix_of_path, wants_json};
use crate::respond;
use crate::security::limit;
use crate::state::Shared;

/// How the host says whether the primary answers: `ok` or `unreachable`.
const PRIMARY: &str = "outpost-primary";

/// A visit to a page below a market's prefix; any other first segment is not found.
pub(crate) struct Visit {
    /// The ports.
    pub state: Shared,
    /// Market and language.
    pub prefix: MarketLocale,
    /// The path after the prefix, without the query: ``, `/c/lamps`.
    pub path: String,
    /// Names the request in the log.
    pub request_id: String,
    /// Whom it comes from, as far as the host tells.
    pub visitor: String,
    /// Path and query as they were asked for.
    pub target: String,
    /// The editions that the caller has.
    pub known: Option<HeaderValue>,
    /// The caller prefers JSON over HTML.
    pub wants_json: bool,
    /// The host knows that the primary is out of reach.
    pub primary_is_away: bool,
    /// The query.
    pub query: Fields,
    /// Cookies, and the changes to them.
    pub jar: Jar,
    /// What the cart cookie holds.
    pub cart: Cart,
    /// The cart's cookie could not be read.
    pub cart_damaged: bool,
}

impl FromRequestParts<Shared> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, Failure> {
        let path = parts.uri.path();
        let prefix = prefix_of_path(path).ok_or(Failure::NotFound)?;
        let jar = Jar::read(&parts.headers, &state.config.key);
        let (cart, cart_damaged) = cookies::cart::read(&jar);
        Ok(Self {
            prefix,
            path: path[1 + prefix.to_string().len()..].to_owned(),
            request_id: parts.extensions.get::<RequestId>().map_or_else(String::new, |id| id.0.clone()),
            visitor: limit::visitor(&parts.headers, &state.config),
            target: parts.uri.path_and_query().map_or("", |whole| whole.as_str()).to_owned(),
            known: edition::known(&parts.headers),
            wants_json: wants_json(&parts.headers),
            primary_is_away: parts.headers.get(PRIMARY).is_some_and(|state| state == "unreachable"),
            query: Fields::parse(parts.uri.query().unwrap_or("").as_bytes())?,
            jar,
            cart,
            cart_damaged,
            state: state.clone(),
        })
    }
}

impl Visit {
    /// A page that is the same for everyone but for the cart's count, made from the data version or later ones. Sets
    /// no cookie.
    pub fn catalogue_page(&self, version: i64, html: String) -> Response {
        edition::tagged(self, version, respond::html(StatusCode::OK, edition::caching(self), html))
    }

    /// A page of this visitor's own, with the cookies that changed.
    pub fn own_page(&self, status: StatusCode, html: String) -> Response {
        self.with_cookies(respond::html(status, Caching::own(), html))
    }

    /// On to another page of the shop after a form, with the cookies that changed.
    pub fn see_other(&self, location: &str) -> Response {
        self.with_cookies(respond::redirect(StatusCode::SEE_OTHER, Caching::own(), location))
    }

    /// Puts the changed cookies on an answer.
    pub fn with_cookies(&self, mut response: Response) -> Response {
        for change in self.jar.changes() {
            response.headers_mut().append(SET_COOKIE, change);
        }
        response
    }
}
