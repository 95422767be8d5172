//! One request for a page of a market, composed of the extractors that most of the storefront's handlers use.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use outpost_db::command::Sender;
use outpost_domain::cart::Cart;
use outpost_domain::market::{MarketLocale, Markets};
use outpost_http::cookies::Cookies;
use outpost_http::form::{Fields, Query};
use outpost_http::market_path::MarketPath;
use outpost_http::request_context::RequestContext;
use outpost_http::{Actor, Failure, HttpState, cookies};

use crate::state::Shared;

/// A request below a market's prefix. Any other first segment is not found.
pub(crate) struct PageRequest {
    /// The ports.
    pub state: Shared,
    /// Every market.
    pub markets: Arc<Markets>,
    /// Market and language.
    pub prefix: MarketLocale,
    /// The path after the prefix, without the query: ``, `/c/lamps`.
    pub path: String,
    /// What the request tells besides its address: id, client, format, validators, the primary's state.
    pub context: RequestContext,
    /// Who makes the request.
    pub actor: Actor,
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
        self.actor.sender(&self.context.request_id, self.state.now())
    }
}

impl FromRequestParts<Shared> for PageRequest {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, Failure> {
        let MarketPath { markets, prefix, path } = MarketPath::from_request_parts(parts, state).await?;
        let context = RequestContext::from_request_parts(parts, state).await?;
        let actor = Actor::from_request_parts(parts, state).await?;
        let Query(query) = Query::from_request_parts(parts, state).await?;
        let cookies = Cookies::from_request_parts(parts, state).await?;
        let (cart, cart_damaged) = cookies::cart::read(&cookies);
        Ok(Self { state: state.clone(), markets, prefix, path, context, actor, query, cookies, cart, cart_damaged })
    }
}
