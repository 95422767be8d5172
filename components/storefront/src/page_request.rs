//! One request for a page of a market: its address, client, cookies and cart.

use axum::extract::FromRequestParts;
use http::header::{HeaderValue, IF_NONE_MATCH};
use http::request::Parts;
use outpost_db::command::Sender;
use outpost_domain::cart::Cart;
use outpost_domain::market::MarketLocale;
use outpost_domain::principal::Principal;

use crate::cookies::{self, Cookies};
use crate::failure::Failure;
use crate::form::{self, Fields};
use crate::request_context::{prefix_of_path, request_id, wants_json};
use crate::security::client::Client;
use crate::state::Shared;

/// The header by which the host reports the primary's state: `ok` or `unreachable`.
const PRIMARY: &str = "outpost-primary";

/// A request below a market's prefix. Any other first segment is not found.
pub(crate) struct PageRequest {
    /// The ports.
    pub state: Shared,
    /// Market and language.
    pub prefix: MarketLocale,
    /// The path after the prefix, without the query: ``, `/c/lamps`.
    pub path: String,
    /// The request id, as logs and error pages show it.
    pub id: String,
    /// The client, as rate limits count it.
    pub client: Client,
    /// Path and query as the client sent them.
    pub target: String,
    /// The `If-None-Match` header.
    pub if_none_match: Option<HeaderValue>,
    /// The client prefers JSON over HTML.
    pub wants_json: bool,
    /// The host knows that the primary is out of reach.
    pub primary_unreachable: bool,
    /// The query.
    pub query: Fields,
    /// Cookies, and the changes to them.
    pub cookies: Cookies,
    /// The content of the cart cookie.
    pub cart: Cart,
    /// The cart cookie could not be read.
    pub cart_damaged: bool,
}

impl PageRequest {
    /// Who sends a command that this request asks for.
    pub fn sender(&self) -> Sender {
        Sender { principal: Principal::Visitor, request_id: self.id.clone(), sent_at: self.state.now() }
    }
}

impl FromRequestParts<Shared> for PageRequest {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, Failure> {
        let path = parts.uri.path();
        let prefix = prefix_of_path(path).ok_or(Failure::NotFound)?;
        let cookies = Cookies::read(&parts.headers, &state.config.key);
        let (cart, cart_damaged) = cookies::cart::read(&cookies);
        Ok(Self {
            prefix,
            path: path[1 + prefix.to_string().len()..].to_owned(),
            id: request_id(&parts.extensions),
            client: Client::read(&parts.headers, state.config.trusted_proxies),
            target: parts.uri.path_and_query().map_or("", |target| target.as_str()).to_owned(),
            if_none_match: parts.headers.get(IF_NONE_MATCH).cloned(),
            wants_json: wants_json(&parts.headers),
            primary_unreachable: parts.headers.get(PRIMARY).is_some_and(|state| state == "unreachable"),
            query: form::parse(parts.uri.query().unwrap_or("").as_bytes())?,
            cookies,
            cart,
            cart_damaged,
            state: state.clone(),
        })
    }
}
